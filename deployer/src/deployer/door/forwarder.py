"""Starts and ends the forwarder: the cluster's app on this machine's one stable URL."""

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from deployer.app import load_app
from deployer.door import port as ports
from deployer.door.answers import does_answer, wait_until_answered
from deployer.door.forwarding import Forwarding
from deployer.errors import UnhealthyError
from deployer.events import Events
from deployer.requests import Access
from deployer.settings import ROOT, settings
from deployer.steps import step
from deployer.tools import processes, programs

KIND = "forwarder"
ANSWER_SECONDS = 60.0
LOG_LINES = 8


async def start(access: Access, events: Events, *, tool_folders: Sequence[Path] = ()) -> str:
    """Forward the app of a cluster to the stable URL, in the background.

    The forwarder outlives this command and its terminal, and follows the pods as they are
    replaced. One that already serves this cluster is kept.

    Args:
        access: The cluster.
        events: Who listens.
        tool_folders: Where a private kubectl may be.

    Returns:
        The URL, which answers.

    Raises:
        PortTakenError: Somebody else listens on the port.
        UnhealthyError: The app does not answer through it.
    """
    kubectl = await programs.find("kubectl", folders=tool_folders)
    wanted = Forwarding(
        kubectl=kubectl,
        kubeconfig=access.kubeconfig,
        context=access.context,
        namespace=load_app().namespace,
        port=settings().port,
    )
    url = f"http://localhost:{wanted.port}"
    with step("forward", events) as running:
        if await _serves_already(wanted, url):
            running.skip(f"{url} is open")
            return url
        await ports.claim(wanted.port)
        log = _start(wanted)
        if not await wait_until_answered(url, ANSWER_SECONDS):
            await stop()
            raise UnhealthyError(
                f"The app does not answer at {url}.", cause=_tail(log), cure="./todo status"
            )
        running.done(url)
    return url


async def stop() -> bool:
    """End this checkout's forwarder and its children.

    Returns:
        Whether one was running.
    """
    open_doors = ports.doors(KIND)
    for port, held in open_doors.items():
        await processes.stop_tree(held.process)
        ports.forget(port)
        _file(port).unlink(missing_ok=True)
    return bool(open_doors)


async def _serves_already(wanted: Forwarding, url: str) -> bool:
    held = ports.holder(wanted.port)
    same = held is not None and held.checkout == ROOT and held.serves == _digest(wanted)
    return same and await does_answer(url)


def _start(wanted: Forwarding) -> Path:
    file = _file(wanted.port)
    file.write_text(wanted.model_dump_json(), encoding="utf-8")
    log = file.with_suffix(".log")
    log.unlink(missing_ok=True)
    argv = [sys.executable, "-m", "deployer.door", str(file)]
    process = processes.start_detached(argv, log=log, cwd=ROOT)
    ports.note(wanted.port, KIND, process, _digest(wanted))
    return log


def _digest(wanted: Forwarding) -> str:
    return hashlib.sha256(wanted.model_dump_json().encode()).hexdigest()


def _file(port: int) -> Path:
    return settings().folder("forwarder") / f"{port}.json"


def _tail(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(lines[-LOG_LINES:]) or "No pod of it is ready."
