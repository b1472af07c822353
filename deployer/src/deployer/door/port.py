"""Who holds the door's port: nobody, an earlier door of this checkout, or somebody else."""

import socket
from pathlib import Path

import anyio
from pydantic import ValidationError

from deployer.errors import MissingError
from deployer.frozen import Frozen
from deployer.settings import ROOT, settings
from deployer.tools import processes
from deployer.tools.processes import ProcessId

FREE_AFTER_SECONDS = 10.0


class Holder(Frozen):
    """The process that keeps a door open, as it is written down for later commands."""

    process: ProcessId
    checkout: Path
    kind: str
    """`local` or `forwarder`."""
    serves: str
    """Tells whether it is the very door that is wanted again."""


class PortTakenError(MissingError):
    """The one stable port belongs to somebody else."""


def holder(port: int) -> Holder | None:
    """Return the door that runs on a port, or None when none of ours does."""
    try:
        found = Holder.model_validate_json(_record(port).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
    return found if processes.find(found.process) else None


def doors(kind: str) -> dict[int, Holder]:
    """Return this checkout's running doors of one kind, by port."""
    ports = [int(path.stem) for path in settings().folder("doors").glob("*.json")]
    found = {port: holder(port) for port in ports}
    return {
        port: held
        for port, held in found.items()
        if held is not None and held.checkout == ROOT and held.kind == kind
    }


def note(port: int, kind: str, process: ProcessId, serves: str = "") -> None:
    """Write down which process keeps the door open."""
    held = Holder(process=process, checkout=ROOT, kind=kind, serves=serves)
    _record(port).write_text(held.model_dump_json(), encoding="utf-8")


def forget(port: int) -> None:
    """The door is closed."""
    _record(port).unlink(missing_ok=True)


async def claim(port: int) -> None:
    """Make the port free, if the one who holds it is an earlier door of this checkout.

    Raises:
        PortTakenError: It is somebody else's.
    """
    held = holder(port)
    if held is not None and held.checkout == ROOT:
        await processes.stop_tree(held.process, grace=30)
        forget(port)
        await _until_free(port)
    if not is_free(port):
        raise PortTakenError(
            f"Port {port} is in use.", cause=_who(port), cure=f"TODO_PORT={port + 1} ./todo up"
        )


async def _until_free(port: int) -> None:
    with anyio.move_on_after(FREE_AFTER_SECONDS):
        while True:
            if is_free(port):
                return
            await anyio.sleep(0.05)


def is_free(port: int) -> bool:
    """Return whether nobody listens on a port of the loopback interface."""
    with socket.socket() as probe:
        probe.settimeout(1)
        # On BSD systems the same port on all addresses does not keep us from binding it.
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            return False
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def _who(port: int) -> str:
    held = holder(port)
    if held is not None:
        return f"The app already runs from another checkout, {held.checkout}."
    who = processes.holder_of_port(port)
    return f"It is held by {who}." if who else "Another program listens there."


def _record(port: int) -> Path:
    return settings().folder("doors") / f"{port}.json"
