"""Ends the cluster's containers once no kubelet restarts them any more."""

from pathlib import Path

import anyio
import anyio.to_thread
import psutil

from deployer.clusters.builtin.machine import program
from deployer.tools import processes
from deployer.tools.command import run

GRACE = 15
"""Seconds that containers get to finish, as a database needs when its data is kept."""


async def ask_to_end(socket: Path) -> None:
    """Send SIGTERM to all containers of a containerd, and wait until they ended, or long enough.

    Args:
        socket: Where that containerd listens.
    """
    ctr = (program("ctr"), "--address", str(socket), "--namespace", "k8s.io")
    async with anyio.create_task_group() as group:
        for one in await _running(ctr):
            group.start_soon(_terminate, ctr, one)
    with anyio.move_on_after(GRACE):
        while await _running(ctr):
            await anyio.sleep(0.2)


async def kill_pods(socket: Path) -> int:
    """Kill whatever still runs in pods of a containerd, even when that containerd is gone.

    Returns:
        How many pods there were.
    """
    return await anyio.to_thread.run_sync(_kill_pods, socket)


def is_shim(argv: list[str], socket: Path) -> bool:
    """Tell whether a command line is the parent of a pod's containers.

    containerd starts one `containerd-shim-runc-v2 … -address SOCKET` for each pod, made to
    survive it.
    """
    return bool(argv) and Path(argv[0]).name.startswith("containerd-shim") and str(socket) in argv


def _kill_pods(socket: Path) -> int:
    shims = [
        process
        for process in psutil.process_iter(["cmdline"])
        if is_shim(process.info["cmdline"] or [], socket)
    ]
    family = [member for shim in shims for member in (*_children(shim), shim)]
    for member in family:
        try:
            member.kill()
        except psutil.NoSuchProcess:
            continue
    processes.wait_until_ended(family, 5)
    return len(shims)


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


async def _running(ctr: tuple[str, ...]) -> list[str]:
    listing = await run([*ctr, "tasks", "list"])
    rows = [line.split() for line in listing.stdout.splitlines()[1:]]  # TASK PID STATUS
    return [task for task, _pid, status in rows if status == "RUNNING"]


async def _terminate(ctr: tuple[str, ...], container: str) -> None:
    await run([*ctr, "tasks", "kill", "--signal", "SIGTERM", container], check=False)
