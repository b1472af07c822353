"""What happens while an agent works: the terminal, JSON lines, and MCP progress all show these."""

from enum import StrEnum
from typing import Protocol

from deployer.frozen import Frozen


class Phase(StrEnum):
    """Where a step stands."""

    STARTED = "started"
    PROGRESS = "progress"
    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"


class Event(Frozen):
    """One thing that happened in one step."""

    step: str
    """A stable name that a person can read, such as `build backend`."""
    phase: Phase
    detail: str = ""
    """A short line for the person who watches."""
    seconds: float | None = None
    """How long the step took, once it ended."""


class Events(Protocol):
    """Takes events as they happen. Must be quick and must not raise."""

    def __call__(self, event: Event, /) -> None:
        """Take one event."""


def ignore(_event: Event) -> None:
    """Take an event and do nothing: for callers that only want the result."""
