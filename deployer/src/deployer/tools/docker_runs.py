"""A test's network and containers: theirs alone, and gone with it, even when it is killed.

While a run lasts, a process of its own watches the one that made it, and removes what is left when
that one is gone. Should both be killed, the next run removes it.
"""

import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio

from deployer.settings import ROOT, settings
from deployer.tools import processes
from deployer.tools.docker import LABEL, OURS, docker
from deployer.tools.processes import ProcessId

PURPOSE = f"{LABEL}.purpose=container-test"
"""On everything that a test of containers makes."""
RUN, OWNER = f"{LABEL}.run", f"{LABEL}.owner"
"""Labels: which run it belongs to, and on its network, the process that made it."""
POLL = 0.3
"""Seconds between two looks at the process that is watched."""
SETTLED = 3.0
"""Seconds in which a client that outlived its parent may still make a container."""


@asynccontextmanager
async def own_network(run: str) -> AsyncIterator[None]:
    """Make a private network; when the body ends, it and the containers on it are removed.

    Args:
        run: The network's name, which `run_labels` puts on containers.
    """
    await remove_dead_runs()
    owner = processes.this_process()
    argv = [sys.executable, "-m", __name__, str(owner.pid), repr(owner.started), run]
    watcher = processes.start_detached(
        argv, log=settings().folder("containers") / "watcher.log", cwd=ROOT
    )
    try:
        await make_network(run, owner)
        yield
    finally:
        with anyio.CancelScope(shield=True):
            await remove_run(run)
            await processes.stop_tree(watcher)


def run_labels(run: str) -> list[str]:
    """Return the options that make a container part of a run."""
    return [f"--label={OURS}", f"--label={PURPOSE}", f"--label={RUN}={run}"]


async def make_network(run: str, owner: ProcessId) -> None:
    """Make a run's network; ports are reached only where a container publishes them."""
    label = f"--label={OWNER}={owner.pid}@{owner.started!r}"
    await docker("network", "create", *run_labels(run), label, run)


async def remove_run(run: str) -> tuple[str, ...]:
    """Remove a run's containers, with what they kept, and its network.

    Returns:
        Ids of the containers, and the network's name.
    """
    only = ("--filter", f"label={RUN}={run}")
    containers = (await docker("ps", "--all", "--quiet", *only)).stdout.split()
    if containers:
        await docker("rm", "--force", "--volumes", *containers, check=False)
    networks = (await docker("network", "ls", "--format", "{{.Name}}", *only)).stdout.split()
    if networks:
        await docker("network", "rm", *networks, check=False)
    return (*containers, *networks)


async def remove_dead_runs() -> tuple[str, ...]:
    """Remove what runs left whose process is gone; those that still go on are left alone."""
    named = f'{{{{.Name}}}} {{{{.Label "{OWNER}"}}}}'
    argv = ("network", "ls", "--filter", f"label={PURPOSE}", "--format", named)
    removed: tuple[str, ...] = ()
    for line in (await docker(*argv)).stdout.splitlines():
        run, _, owner = line.partition(" ")
        pid, _, started = owner.partition("@")
        if pid and processes.find(ProcessId(pid=int(pid), started=float(started))):
            continue
        removed += await remove_run(run)
    return removed


async def _remove_all(run: str) -> None:
    """Remove a run until nothing of it comes to be any more."""
    quiet_since = time.monotonic()
    while time.monotonic() - quiet_since < SETTLED:
        if await remove_run(run):
            quiet_since = time.monotonic()
        await anyio.sleep(POLL)


def watch(owner: ProcessId, run: str) -> None:
    """Wait until a process is gone, and remove the run that it left."""
    while processes.find(owner):
        time.sleep(POLL)
    anyio.run(_remove_all, run)


if __name__ == "__main__":
    watch(ProcessId(pid=int(sys.argv[1]), started=float(sys.argv[2])), sys.argv[3])
