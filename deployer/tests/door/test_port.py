"""The stable port: taken back from an earlier door of ours, never from somebody else."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest

from deployer.door import port as ports
from deployer.settings import ROOT, settings
from deployer.tools import processes

pytestmark = pytest.mark.anyio

LISTEN = """
import socket, time
listening = socket.create_server(("127.0.0.1", 0))
print(listening.getsockname()[1], flush=True)
time.sleep(600)
"""


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("TODO_CACHE_DIR", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


async def listener(log: Path) -> tuple[processes.ProcessId, int]:
    """Start a background process that listens on a port that it chose itself."""
    started = processes.start_detached([sys.executable, "-c", LISTEN], log=log)
    while not (said := log.read_text() if log.exists() else "").endswith("\n"):
        assert processes.find(started) is not None, said
        await anyio.sleep(0.01)
    return started, int(said)


async def test_a_free_port_can_be_claimed(own_cache: Path, free_port: int) -> None:
    assert ports.holder(free_port) is None
    await ports.claim(free_port)
    assert list(own_cache.joinpath("doors").glob("*.json")) == []


async def test_our_own_earlier_door_is_replaced(own_cache: Path) -> None:
    process, port = await listener(own_cache / "log")
    ports.note(port, "forwarder", process, "digest")
    held = ports.holder(port)
    assert held is not None
    assert (held.checkout, held.kind, held.serves) == (ROOT, "forwarder", "digest")
    assert list(ports.doors("forwarder")) == [port]
    assert ports.doors("local") == {}
    await ports.claim(port)
    assert processes.find(process) is None
    assert ports.is_free(port)


async def test_a_foreign_process_keeps_its_port_and_is_named(own_cache: Path) -> None:
    process, port = await listener(own_cache / "log")
    try:
        with pytest.raises(ports.PortTakenError) as caught:
            await ports.claim(port)
        assert str(process.pid) in caught.value.cause
        assert caught.value.cure == f"TODO_PORT={port + 1} ./todo up"
        assert processes.find(process) is not None
    finally:
        await processes.stop_tree(process)


async def test_a_door_of_another_checkout_keeps_its_port(own_cache: Path) -> None:
    process, port = await listener(own_cache / "log")
    try:
        ports.note(port, "local", process)
        record = own_cache / "doors" / f"{port}.json"
        record.write_text(record.read_text().replace(str(ROOT), "/elsewhere/todo"))
        with pytest.raises(ports.PortTakenError, match="elsewhere"):
            await ports.claim(port)
        assert processes.find(process) is not None
    finally:
        await processes.stop_tree(process)


async def test_a_door_whose_process_ended_holds_nothing(own_cache: Path) -> None:
    process, port = await listener(own_cache / "log")
    ports.note(port, "local", process)
    await processes.stop_tree(process)
    assert ports.holder(port) is None
    ports.forget(port)
    assert not (own_cache / "doors" / f"{port}.json").exists()
