"""Background processes: they outlive their starter, are never confused, and end as a tree."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from deployer.tools import processes

pytestmark = pytest.mark.anyio

SLEEP = "import time; time.sleep(600)"
PARENT = f"""
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", {SLEEP!r}])
print(child.pid, flush=True)
time.sleep(600)
"""
STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(600)
"""


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


async def test_a_detached_process_runs_apart_and_writes_its_log(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "x.log"
    code = "import os; print(os.getcwd(), os.environ['WORD'], flush=True)"
    argv = [sys.executable, "-c", f"{code}; {SLEEP}"]
    started = processes.start_detached(argv, log=log, cwd=tmp_path, env={"WORD": "hello"})
    try:
        until(lambda: "hello" in log.read_text())
        assert log.read_text() == f"{tmp_path} hello\n"
        found = processes.find(started)
        assert found is not None
        if sys.platform != "win32":
            import os  # noqa: PLC0415 - sessions are POSIX

            assert os.getsid(found.pid) == found.pid
    finally:
        assert await processes.stop_tree(started)


async def test_a_reused_number_is_not_the_process(tmp_path: Path) -> None:
    argv = [sys.executable, "-c", SLEEP]
    started = processes.start_detached(argv, log=tmp_path / "log")
    later = started.model_copy(update={"started": started.started - 100})
    assert processes.find(later) is None
    assert not await processes.stop_tree(later)
    assert processes.find(started) is not None
    await processes.stop_tree(started)
    assert processes.find(started) is None


async def test_children_end_with_their_parent(tmp_path: Path) -> None:
    log = tmp_path / "log"
    started = processes.start_detached([sys.executable, "-c", PARENT], log=log)
    until(lambda: log.read_text().endswith("\n"))
    child = psutil.Process(int(log.read_text()))
    await processes.stop_tree(started, grace=1)
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE


async def test_a_process_that_will_not_listen_is_ended(tmp_path: Path) -> None:
    log = tmp_path / "log"
    started = processes.start_detached([sys.executable, "-c", STUBBORN], log=log)
    until(lambda: "deaf" in log.read_text())
    assert await processes.stop_tree(started, grace=0.1)
    assert processes.find(started) is None


async def test_nothing_is_not_stopped() -> None:
    assert processes.find(None) is None
    assert not await processes.stop_tree(None)


def test_this_process_is_found() -> None:
    me = processes.find(processes.this_process())
    assert me is not None
    assert me.pid == psutil.Process().pid


async def test_a_child_inherits_what_it_is_given(tmp_path: Path) -> None:
    log = tmp_path / "log"
    argv = [sys.executable, "-c", "import os; print(os.environ['WORD'])"]
    child = await processes.start_child(argv, log=log, cwd=tmp_path, env={"WORD": "hello"})
    assert await child.wait() == 0
    assert log.read_text() == "hello\n"
