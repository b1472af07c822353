"""How an understood sentence is carried out: steps of tool calls, then words.

An intent is a generator: it yields calls, is sent their outcomes, and returns the reply. The
model runs it anew each time it is asked, feeding it the outcomes the conversation already holds,
so nothing is remembered between two requests and any replica can go on.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from src.agent.offline.talk import Talk
from src.agent.offline.tasks import SeenTask, read_tasks


@dataclass(frozen=True, slots=True)
class Call:
    """A tool call that an intent wants made."""

    tool: str
    arguments: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call: the tool's JSON, or why it failed, or that the person said no."""

    output: Mapping[str, object] = field(default_factory=dict)
    error: str | None = None
    denied: bool = False

    @property
    def done(self) -> bool:
        """Whether the tool did what it was asked."""
        return self.error is None and not self.denied

    @property
    def tasks(self) -> list[SeenTask]:
        """The tasks in the answer."""
        return read_tasks(self.output)


@dataclass(frozen=True, slots=True)
class Step:
    """Calls to make together, and words to say before they are made."""

    calls: Sequence[Call]
    say: str = ""


type Steps[T] = Generator[Step, Sequence[Outcome], T]


class Intent(Protocol):
    """An understood sentence."""

    def run(self, talk: Talk) -> Steps[str]:
        """Carry it out; the words returned are the reply."""
        ...


def call(tool: str, **arguments: object) -> Steps[Outcome]:
    """One call on its own; arguments that are None are left out."""
    said = {name: value for name, value in arguments.items() if value is not None}
    outcomes = yield Step([Call(tool, said)])
    return outcomes[0]
