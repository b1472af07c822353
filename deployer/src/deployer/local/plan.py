"""What the supervisor is told, and what it reports: two files, each with one writer."""

import hashlib
from enum import StrEnum
from pathlib import Path

from pydantic import ValidationError

from deployer.frozen import Frozen
from deployer.local.remembered import write_private
from deployer.tools.processes import ProcessId

DATABASE, BACKEND, FRONTEND, DOOR = "database", "backend", "frontend", "door"
"""The names of local mode's services; the door is the supervisor itself."""


class Service(Frozen):
    """One process to be kept running."""

    name: str
    argv: tuple[str, ...]
    cwd: Path
    env: dict[str, str]
    """Added to the supervisor's environment; may hold secrets."""
    version: str
    """Changes when what it runs has changed: then it is restarted."""
    needs: tuple[str, ...] = ()
    """Services that have to be ready before it starts."""
    before: tuple[str, ...] = ()
    """A command that has to end well before the process starts."""
    stop: tuple[str, ...] = ()
    """The command that ends it; without one it gets SIGTERM."""
    ready: str
    """`postgres://` or `http://` and an address on loopback: answers once it is ready."""


class Plan(Frozen):
    """Everything that is to run; in the order of starting, ended in the opposite one."""

    services: tuple[Service, ...]
    port: int
    """Of the one URL."""
    frontend: str
    backend: str
    end: bool = False
    """Stop everything, and the supervisor too."""

    @property
    def digest(self) -> str:
        """Tells one plan from another."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]


class Life(StrEnum):
    """How a process of the plan is doing."""

    STARTING = "starting"
    RUNNING = "running"
    FAILING = "failing"
    """It ended by itself; it is started again."""


class Running(Frozen):
    """One process of the plan as it is."""

    name: str
    life: Life
    process: ProcessId | None
    restarts: int
    failure: str = ""
    """Its last words, when it is failing."""


class Report(Frozen):
    """What runs."""

    supervisor: ProcessId
    plan: str
    """The digest of the plan that this is about."""
    services: tuple[Running, ...]


def write(file: Path, value: Plan | Report) -> None:
    """Write a plan or a report in one step, readable by its owner alone."""
    write_private(file, value.model_dump_json())


def read_plan(file: Path) -> Plan | None:
    """Return the plan, or None when there is none that can be read."""
    try:
        return Plan.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None


def read_report(file: Path) -> Report | None:
    """Return the report, or None when there is none that can be read."""
    try:
        return Report.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None
