"""The doctor looks at everything, changes nothing, and knows a cure for what lacks."""

import socket
from pathlib import Path

import pytest

from deployer.doctor import examine, machine, programs
from deployer.doctor.examination import CHECKS
from deployer.events import ignore
from deployer.results import Status
from deployer.settings import settings

pytestmark = pytest.mark.anyio


@pytest.fixture
def free_port(monkeypatch: pytest.MonkeyPatch) -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    monkeypatch.setenv("TODO_PORT", str(port))
    settings.cache_clear()
    return port


async def test_every_check_answers_and_every_lack_has_a_cure(free_port: int) -> None:
    result = await examine(ignore)
    assert len(result.facts.checks) == len(CHECKS)
    assert len({check.name for check in result.facts.checks}) == len(CHECKS)
    assert all(check.cure for check in result.facts.checks if not check.ok)
    assert str(free_port) in next(one.found for one in result.facts.checks if one.name == "Port")


async def test_what_local_mode_lacks_is_a_failure(free_port: int) -> None:
    with socket.create_server(("127.0.0.1", free_port)):
        result = await examine(ignore)
    assert result.status is Status.FAILED
    assert result.next_step == f"TODO_PORT={free_port + 1} ./todo up"
    assert "Port" in result.summary


async def test_a_missing_engine_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    engine = await programs.container_engine()
    assert (engine.ok, engine.needed) == (False, False)
    assert not (await programs.kubectl()).ok


async def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "DISK_LOCAL_GIB", 10**9)
    check = await machine.disk()
    assert (check.ok, check.needed) == (False, True)
    assert "TODO_CACHE_DIR" in check.cure


async def test_a_registry_out_of_reach_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        closed = probe.getsockname()[1]
    monkeypatch.setitem(machine.REGISTRIES, "PyPI", f"http://127.0.0.1:{closed}/")
    check = await machine.registry("PyPI")
    assert not check.ok
    assert "cannot be reached" in check.found


async def test_a_wrong_pg_bin_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    settings.cache_clear()
    check = await machine.postgres()
    assert not check.ok
    assert "PG_BIN" in check.cure
