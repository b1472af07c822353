"""What a filter says, as a tree; each node writes itself in the one canonical way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from src.schemas.task_values import Priority

type Sign = Literal["=", "<", "<=", ">", ">="]
type When = Literal["due", "start", "created", "completed"]
type Named = Literal["none", "any", "overdue", "week", "next-week"]
type State = Literal[
    "open", "done", "overdue", "recurring", "archived", "deleted", "subtask", "parent"
]
type Part = Literal[
    "notes", "due", "time", "tags", "subtasks", "reminders", "estimate", "project", "recurrence"
]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PLAIN = re.compile(r"[\w.,;!?*/+'$€%&=~^°§-]+")
_RESERVED = {"or", "not", "and", "overdue", "recurring", "today", "tomorrow", "yesterday"}


def quoted(text: str) -> str:
    """Return a text as it can stand in a filter: in quotes when it would mean something else."""
    plain = _PLAIN.fullmatch(text) and text[0] != "-" and text.lower() not in _RESERVED
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@dataclass(frozen=True, slots=True)
class Text:
    """Title or notes contain it, whatever the case."""

    text: str

    def __str__(self) -> str:
        return quoted(self.text)


@dataclass(frozen=True, slots=True)
class Tag:
    """The task carries a tag."""

    name: str

    def __str__(self) -> str:
        return f"#{quoted(self.name)}"


@dataclass(frozen=True, slots=True)
class InProject:
    """The task is in a project of this name; None is the inbox."""

    name: str | None

    def __str__(self) -> str:
        return "project:inbox" if self.name is None else f"@{quoted(self.name)}"


@dataclass(frozen=True, slots=True)
class HasPriority:
    """The task has this priority."""

    level: Priority

    def __str__(self) -> str:
        return f"priority:{self.level}"


@dataclass(frozen=True, slots=True)
class Is:
    """The task is in a state."""

    state: State

    def __str__(self) -> str:
        return f"is:{self.state}"


@dataclass(frozen=True, slots=True)
class Has:
    """The task has something."""

    part: Part

    def __str__(self) -> str:
        return f"has:{self.part}"


@dataclass(frozen=True, slots=True)
class Estimate:
    """The estimate compares so with a number of minutes."""

    sign: Sign
    minutes: int

    def __str__(self) -> str:
        sign = "" if self.sign == "=" else self.sign
        return f"estimate:{sign}{self.minutes}m"


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day: a date, or so many days from today, or the next weekday from today on."""

    value: date | int | str

    def __str__(self) -> str:
        if isinstance(self.value, date):
            return self.value.isoformat()
        return self.value if isinstance(self.value, str) else f"{self.value:+d}d"


@dataclass(frozen=True, slots=True)
class OnDay:
    """A moment of the task compares so with a day."""

    when: When
    sign: Sign
    day: Day

    def __str__(self) -> str:
        return f"{self.when}:{'' if self.sign == '=' else self.sign}{self.day}"


@dataclass(frozen=True, slots=True)
class Between:
    """A moment of the task lies on these days or between them."""

    when: When
    first: Day
    last: Day

    def __str__(self) -> str:
        return f"{self.when}:{self.first}..{self.last}"


@dataclass(frozen=True, slots=True)
class At:
    """A moment of the task is there, is not there, is past, or is in a calendar week."""

    when: When
    named: Named

    def __str__(self) -> str:
        return f"{self.when}:{self.named}"


@dataclass(frozen=True, slots=True)
class Not:
    """What is in it does not hold."""

    part: "Node"

    def __str__(self) -> str:
        return f"-{_grouped(self.part)}"


@dataclass(frozen=True, slots=True)
class And:
    """All of it holds; two parts or more."""

    parts: "tuple[Node, ...]"

    def __str__(self) -> str:
        return " ".join(_grouped(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """One of it holds; two parts or more."""

    parts: "tuple[Node, ...]"

    def __str__(self) -> str:
        return " or ".join(
            f"({part})" if isinstance(part, Or) else str(part) for part in self.parts
        )


type Node = (
    Text
    | Tag
    | InProject
    | HasPriority
    | Is
    | Has
    | Estimate
    | OnDay
    | Between
    | At
    | Not
    | And
    | Or
)


def _grouped(node: Node) -> str:
    return f"({node})" if isinstance(node, And | Or) else str(node)


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all nodes in it."""
    yield node
    match node:
        case Not(part):
            yield from walk(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from walk(part)
        case _:
            pass
