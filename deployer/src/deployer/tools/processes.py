"""Background processes that outlive the command that started them, on every platform."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
import psutil
from anyio.abc import Process

from deployer.frozen import Frozen

GRACE_SECONDS = 10.0
CLOCK_TOLERANCE_SECONDS = 1.0
"""A start time is derived from the boot time, which moves a little when the clock is set."""


class ProcessId(Frozen):
    """One process, told apart from a later one that was given the same number."""

    pid: int
    started: float
    """Seconds since the epoch."""


# A child that nobody waits for would warn when its handle is collected.
_children: list[subprocess.Popen[bytes]] = []


def start_detached(
    argv: Sequence[str], *, log: Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> ProcessId:
    """Start a program that goes on when this command and its terminal are gone.

    Args:
        argv: Program and arguments.
        log: Gets its output, added at the end.
        cwd: Where it runs.
        env: Added to this process's environment.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        child = subprocess.Popen(
            list(argv),
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            **_apart(),
        )
    _children.append(child)
    return ProcessId(pid=child.pid, started=psutil.Process(child.pid).create_time())


async def start_child(
    argv: Sequence[str], *, log: Path, cwd: Path, env: Mapping[str, str]
) -> Process:
    """Start a program that this process looks after, its output added to a log file."""
    with log.open("ab") as output:
        return await anyio.open_process(
            list(argv),
            cwd=cwd,
            env={**os.environ, **env},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )


def _apart() -> dict[str, Any]:
    if sys.platform == "win32":
        # A hidden console, not none: without one each child would open a window of its own.
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        return {"creationflags": flags}
    return {"start_new_session": True}


def this_process() -> ProcessId:
    """Return the identity of the process that asks."""
    return ProcessId(pid=os.getpid(), started=psutil.Process().create_time())


def find(identity: ProcessId | None) -> psutil.Process | None:
    """Return the process if it still runs, and None when it ended or its number was reused."""
    _reap()
    if identity is None:
        return None
    try:
        process = psutil.Process(identity.pid)
        same = abs(process.create_time() - identity.started) < CLOCK_TOLERANCE_SECONDS
        return process if same and process.status() != psutil.STATUS_ZOMBIE else None
    except psutil.NoSuchProcess:
        return None


def running_with(arguments: Sequence[str]) -> list[ProcessId]:
    """Return the processes of this machine whose last arguments are these."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.cmdline()[-len(arguments) :] == list(arguments):
                found.append(ProcessId(pid=process.pid, started=process.create_time()))
        except psutil.Error:
            continue  # it ended meanwhile, or is somebody else's
    return found


async def stop_tree(identity: ProcessId | None, *, grace: float = GRACE_SECONDS) -> bool:
    """End a process and whatever it started: asked first, forced after `grace` seconds.

    Returns:
        Whether it was running.
    """
    root = find(identity)
    if root is None:
        return False
    await anyio.to_thread.run_sync(_stop, root, grace)
    _reap()
    return True


def _reap() -> None:
    for child in _children:
        child.poll()


def _stop(root: psutil.Process, grace: float) -> None:
    tree = _tree(root)
    _each(tree[:1], "terminate")
    wait_until_ended(tree[:1], grace)
    # A root that ended well has ended its children; these are the ones it could not.
    left = [process for process in {*tree, *_tree(root)} if _is_alive(process)]
    _each(left, "terminate")
    wait_until_ended(left, 2)
    alive = [process for process in left if _is_alive(process)]
    _each(alive, "kill")
    wait_until_ended(alive, 5)


def wait_until_ended(ending: Sequence[psutil.Process], seconds: float) -> None:
    """Wait until processes ended, zombies counting as ended, or `seconds` are over."""
    # Not psutil.wait_procs: that goes on until a foreign parent reaps the zombie, which on a
    # machine without a real init takes seconds.
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and any(map(_is_alive, ending)):
        time.sleep(0.02)


def _is_alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _tree(root: psutil.Process) -> list[psutil.Process]:
    try:
        return [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _each(processes: Sequence[psutil.Process], method: str) -> None:
    for process in processes:
        try:
            getattr(process, method)()
        except psutil.NoSuchProcess:
            continue


def holder_of_port(port: int) -> str | None:
    """Return who listens on a TCP port, as `name (process 123)`; None when it cannot be told."""
    try:
        for connection in psutil.net_connections(kind="tcp"):
            local = connection.laddr
            if connection.status == psutil.CONN_LISTEN and local and local.port == port:
                return _described(connection.pid)
    except psutil.AccessDenied:
        return None  # macOS tells only root
    return None


def _described(pid: int | None) -> str | None:
    try:
        return f"{psutil.Process(pid).name()} (process {pid})" if pid else None
    except psutil.NoSuchProcess:
        return None
