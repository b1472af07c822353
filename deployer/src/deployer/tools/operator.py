"""Who is at work: told apart from everybody else, and ended only when that is sure."""

import getpass
import hashlib
import socket
import uuid
from functools import cache
from pathlib import Path

from pydantic import Field

from deployer.frozen import Frozen
from deployer.posix import user_number
from deployer.tools.processes import ProcessId, find, this_process


class Operator(Frozen):
    """One process that changes a deployment."""

    name: str
    """For a person: `sam@laptop (process 4242)`."""
    machine: str
    """A digest that no two machines, nor two containers, share."""
    process: ProcessId
    token: str = Field(default_factory=lambda: uuid.uuid4().hex)
    """Tells two runs inside one process apart."""

    @property
    def has_ended(self) -> bool:
        """Whether it is proven that the process is gone; unknown for another machine's."""
        return self.machine == this_machine() and find(self.process) is None


def this_operator() -> Operator:
    """Return the process that asks."""
    process = this_process()
    return Operator(
        name=f"{_user()}@{socket.gethostname()} (process {process.pid})",
        machine=this_machine(),
        process=process,
    )


@cache
def this_machine() -> str:
    """Return what tells this machine, and this process namespace on it, from every other."""
    parts = [socket.gethostname(), str(uuid.getnode())]
    files = (Path("/etc/machine-id"), Path("/proc/sys/kernel/random/boot_id"))
    parts += [path.read_text(encoding="ascii").strip() for path in files if path.is_file()]
    namespace = Path("/proc/self/ns/pid")
    if namespace.exists():
        parts.append(str(namespace.stat().st_ino))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a numeric user without an entry, as in containers
        number = user_number()
        return "somebody" if number is None else str(number)
