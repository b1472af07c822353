"""Clusters that cannot be reached, each for its own reason, over real sockets."""

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest
import yaml

from deployer.errors import MissingError
from deployer.requests import Access
from deployer.tools.kube import connect, pods_of
from deployer.tools.unreachable import unreachable
from tests.certificates import certificate_and_key

NOW = datetime.now(UTC)
SOON = 30
REFUSAL = (
    b"HTTP/1.1 401 Unauthorized\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
)
STATUS = b'{"kind":"Status","apiVersion":"v1","status":"Failure","code":401,"message":""}'


def kubeconfig(folder: Path, server: str, trusted: bytes, **user: str) -> Access:
    cluster = {"server": server}
    if trusted:
        cluster["certificate-authority-data"] = base64.b64encode(trusted).decode()
    given = {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [{"name": "here", "cluster": cluster}],
        "users": [{"name": "me", "user": user}],
        "contexts": [{"name": "mine", "context": {"cluster": "here", "user": "me"}}],
    }
    path = folder / "config"
    path.write_text(yaml.safe_dump(given))
    return Access(kubeconfig=path, context="mine", cluster="context")


@asynccontextmanager
async def server(folder: Path, certificate: bytes, key: bytes) -> AsyncIterator[str]:
    """An API that knows nobody, over TLS."""
    chain = folder / "chain.pem"
    chain.write_bytes(certificate + key)
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trust.load_cert_chain(chain)

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(REFUSAL % len(STATUS) + STATUS)
        await writer.drain()
        writer.close()

    listening = await asyncio.start_server(refuse, "127.0.0.1", 0, ssl=trust)
    async with listening:
        yield f"https://127.0.0.1:{listening.sockets[0].getsockname()[1]}"


async def told(access: Access) -> MissingError:
    with pytest.raises(MissingError) as failure:
        async with connect(access, "todo") as client:
            await pods_of(client, "todo")
    assert failure.value.cure
    return failure.value


async def test_a_certificate_that_has_expired(tmp_path: Path) -> None:
    made, key = certificate_and_key(NOW - timedelta(days=9), days=2)
    async with server(tmp_path, made, key) as url:
        assert "has expired" in (await told(kubeconfig(tmp_path, url, made))).what


async def test_a_certificate_from_the_future(tmp_path: Path) -> None:
    made, key = certificate_and_key(NOW + timedelta(days=9), days=2)
    async with server(tmp_path, made, key) as url:
        error = await told(kubeconfig(tmp_path, url, made))
    assert "from the future" in error.what
    assert "clock" in error.cure


async def test_another_cluster_at_the_same_address(tmp_path: Path) -> None:
    made, key = certificate_and_key(NOW, days=SOON)
    trusted, _ = certificate_and_key(NOW, days=SOON)
    async with server(tmp_path, made, key) as url:
        assert "not the cluster" in (await told(kubeconfig(tmp_path, url, trusted))).what


async def test_a_certificate_for_another_address(tmp_path: Path) -> None:
    made, key = certificate_and_key(NOW, days=SOON, address="10.0.0.1")
    async with server(tmp_path, made, key) as url:
        assert "another address" in (await told(kubeconfig(tmp_path, url, made))).what


async def test_a_user_whose_token_has_expired(tmp_path: Path) -> None:
    made, key = certificate_and_key(NOW, days=SOON)
    async with server(tmp_path, made, key) as url:
        error = await told(kubeconfig(tmp_path, url, made, token="old"))
    assert "does not know who you are" in error.what


async def test_nothing_listens_there(tmp_path: Path) -> None:
    error = await told(kubeconfig(tmp_path, "https://127.0.0.1:9", b""))
    assert "Nothing listens" in error.what
    assert "https://127.0.0.1:9" in error.what


async def test_an_address_that_nobody_knows(tmp_path: Path) -> None:
    error = await told(kubeconfig(tmp_path, "https://cluster.invalid:6443", b""))
    assert "is not known: https://cluster.invalid:6443" in error.what


def test_what_is_not_known_is_told_as_it_is(tmp_path: Path) -> None:
    access = Access(kubeconfig=tmp_path, context="mine", cluster="kind")
    error = unreachable(access, "https://127.0.0.1:9", httpx2.ReadTimeout("slow"))
    assert "does not answer" in error.what
    assert error.cause == "ReadTimeout: slow"
