"""Downloads, from a real server on this machine."""

import hashlib
import io
import ssl
import sys
import tarfile
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web

from deployer.errors import DeployerError
from deployer.settings import settings
from deployer.tools.download import download, extract
from deployer.tools.releases import Release
from tests.certificates import certificate_and_key

PROGRAM = b"#!/bin/sh\necho hello\n"


@pytest.fixture
async def site() -> AsyncIterator[str]:
    """A site that publishes a program, its checksum, and a wrong checksum."""

    async def publish(request: web.Request) -> web.Response:
        digest = hashlib.sha256(PROGRAM).hexdigest()
        published = {"tool": PROGRAM, "tool.sha256": f"{digest}  tool\n".encode()}
        published["tool.wrong"] = b"0" * 64
        name = request.match_info["name"]
        if name not in published:
            raise web.HTTPNotFound
        return web.Response(body=published[name])

    app = web.Application()
    app.router.add_get("/{name}", publish)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/tool"
    await runner.cleanup()


async def test_a_program_that_is_what_was_published_can_be_run(site: str, tmp_path: Path) -> None:
    target = tmp_path / "tool"
    await download(Release(url=site, checksum_url=f"{site}.sha256"), target)
    assert target.read_bytes() == PROGRAM
    if sys.platform != "win32":
        assert target.stat().st_mode & 0o111


async def test_a_program_that_is_not_what_was_published_is_not_kept(
    site: str, tmp_path: Path
) -> None:
    with pytest.raises(DeployerError, match="not what was published") as failure:
        await download(Release(url=site, checksum_url=f"{site}.wrong"), tmp_path / "tool")
    assert hashlib.sha256(PROGRAM).hexdigest() in failure.value.cause
    assert list(tmp_path.glob("*tool*")) == []


async def test_an_archive_that_is_none_is_told(site: str, tmp_path: Path) -> None:
    release = Release(url=site, checksum_url=f"{site}.sha256", member="linux-amd64/helm")
    with pytest.raises(DeployerError, match="holds no linux-amd64/helm"):
        await download(release, tmp_path / "helm")


async def test_a_file_that_is_not_there_is_named(site: str, tmp_path: Path) -> None:
    missing = f"{site}-of-tomorrow"
    with pytest.raises(DeployerError, match="cannot be downloaded") as failure:
        await download(Release(url=missing, checksum_url=f"{site}.sha256"), tmp_path / "tool")
    assert missing in failure.value.what
    assert "404" in failure.value.cause


class Flaky:
    """A site whose answers are cut off a number of times."""

    def __init__(self, cuts: int) -> None:
        self.cuts = cuts
        self.asked: list[str] = []

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(f"{request.host}{request.path}")
        if request.path.endswith(".sha256"):
            return web.Response(text=hashlib.sha256(PROGRAM).hexdigest())
        if self.cuts:
            self.cuts -= 1
            answer = web.StreamResponse(headers={"Content-Length": str(len(PROGRAM))})
            await answer.prepare(request)
            await answer.write(PROGRAM[:5])
            assert request.transport is not None
            request.transport.abort()
            return answer
        return web.Response(body=PROGRAM)


@asynccontextmanager
async def serving(flaky: Flaky, context: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", flaky.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    yield int(runner.addresses[0][1])
    await runner.cleanup()


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deployer.tools.download.PAUSES", (0.0, 0.0))


@pytest.mark.usefixtures("no_pauses")
async def test_what_was_cut_off_is_fetched_again(tmp_path: Path) -> None:
    async with serving(Flaky(cuts=2)) as port:
        url = f"http://127.0.0.1:{port}/tool"
        await download(Release(url=url, checksum_url=f"{url}.sha256"), tmp_path / "tool")
    assert (tmp_path / "tool").read_bytes() == PROGRAM


@pytest.mark.usefixtures("no_pauses")
async def test_what_is_cut_off_each_time_leaves_nothing(tmp_path: Path) -> None:
    flaky = Flaky(cuts=99)
    async with serving(flaky) as port:
        url = f"http://127.0.0.1:{port}/tool"
        with pytest.raises(DeployerError, match="cannot be downloaded") as failure:
            await download(Release(url=url, checksum_url=f"{url}.sha256"), tmp_path / "tool")
    assert "HTTPS_PROXY" in failure.value.cure
    assert len(flaky.asked) == 1 + 3
    assert list(tmp_path.glob("*tool*")) == []


async def test_the_user_s_proxy_is_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = Flaky(cuts=0)
    async with serving(proxy) as port:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{port}")
        url = "http://nowhere.invalid/tool"
        await download(Release(url=url, checksum_url=f"{url}.sha256"), tmp_path / "tool")
    assert proxy.asked == ["nowhere.invalid/tool.sha256", "nowhere.invalid/tool"]


async def test_a_mirror_stands_in_for_every_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror = Flaky(cuts=0)
    async with serving(mirror) as port:
        monkeypatch.setenv("TODO_DOWNLOAD_MIRROR", f"http://127.0.0.1:{port}/tools/")
        settings.cache_clear()
        url = "https://dl.example/v1/tool"
        told = await download(Release(url=url, checksum_url=f"{url}.sha256"), tmp_path / "tool")
    assert told == f"http://127.0.0.1:{port}/tools/dl.example/v1/tool"
    assert mirror.asked[-1].endswith("/tools/dl.example/v1/tool")


async def test_a_private_authority_is_trusted_only_when_the_user_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = private_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    async with serving(Flaky(cuts=0), context) as port:
        url = f"https://127.0.0.1:{port}/tool"
        release = Release(url=url, checksum_url=f"{url}.sha256")
        with pytest.raises(DeployerError, match="cannot be downloaded") as failure:
            await download(release, tmp_path / "tool")
        assert "certificate" in failure.value.cause.lower()
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        settings.cache_clear()
        await download(release, tmp_path / "tool")
    assert (tmp_path / "tool").read_bytes() == PROGRAM


def private_certificate(folder: Path) -> Path:
    """Make a certificate for this machine that nobody knows; returns its file, the key included."""
    certificate, key = certificate_and_key(datetime.now(UTC), days=1)
    path = folder / "office.pem"
    path.write_bytes(key + certificate)
    return path


def test_programs_are_taken_out_of_archives() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("windows-amd64/helm.exe", PROGRAM)
    assert extract(packed.getvalue(), "windows-amd64/helm.exe") == PROGRAM
    rolled = io.BytesIO()
    with tarfile.open(fileobj=rolled, mode="w:gz") as tar:
        about = tarfile.TarInfo("linux-amd64/helm")
        about.size = len(PROGRAM)
        tar.addfile(about, io.BytesIO(PROGRAM))
    assert extract(rolled.getvalue(), "linux-amd64/helm") == PROGRAM
    with pytest.raises(KeyError):
        extract(rolled.getvalue(), "linux-amd64/other")
    assert extract(PROGRAM, "") == PROGRAM
