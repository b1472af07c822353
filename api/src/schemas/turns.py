"""A turn: what happens from one message of the person to the end of the assistant's answer."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import JsonValue

from src.schemas.assistant import NOTHING_CHOSEN, Chosen
from src.schemas.receipts import Deed
from src.schemas.ui_parts import UiPart
from src.schemas.usage import Usage

TurnStatus = Literal["running", "waiting", "complete", "failed", "cancelled"]
Decision = Literal["approve", "deny", "expire"]
ENDED: frozenset[TurnStatus] = frozenset({"complete", "failed", "cancelled"})

type InputItem = dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The person's decision about one tool call of an interrupted run."""

    tool_call_id: str
    decision: Decision
    tool: str = ""
    arguments: dict[str, JsonValue] | None = None
    """What the tool is to be called with instead of what the model wrote."""


@dataclass(frozen=True, slots=True)
class SoFar:
    """What a turn has shown before this replica goes on with it."""

    items: tuple[InputItem, ...] = ()
    """In Responses format, after the person's message; without the words of `words`."""
    announced: frozenset[str] = frozenset()
    """Tool calls that the stream has shown."""
    answered: frozenset[str] = frozenset()
    """Those whose outcome it has shown too."""
    words: str = ""
    """Of the block of text that it stopped in."""
    open_text: str | None = None
    """The id of that block, if it was not closed."""
    deeds: tuple[Deed, ...] = ()
    is_under_way: bool = False
    """Whether it stopped in the middle, not at its beginning or at a decision."""
    last_seq: int = 0
    """The number of the newest event."""


@dataclass(frozen=True, slots=True)
class TurnInput:
    """Everything a replica needs to run a turn or to go on with it.

    `now` is the instant the turn began in the person's time zone. A turn that was interrupted for
    a decision carries its `run_state`, until all it waited for is done.
    """

    id: UUID
    account_id: UUID
    answer_id: UUID
    """The assistant's message."""
    text: str
    now: datetime
    attempt: int = 1
    """Counts the replicas that have run it."""
    model: str | None = None
    """Who answers, if that is settled: `offline`, or whoever answered before."""
    chosen: Chosen = NOTHING_CHOSEN
    history: tuple[InputItem, ...] = ()
    """The items of earlier turns in Responses format."""
    summary: str = ""
    """What happened in turns that are too old for that."""
    run_state: str | None = None
    verdicts: tuple[Verdict, ...] = ()
    so_far: SoFar = SoFar()
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class PendingCall:
    """A tool call that the run stopped at."""

    tool_call_id: str
    tool: str
    arguments: dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """A part with its place in the turn; `seq` counts from 1 without gaps."""

    seq: int
    part: UiPart


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a turn is written, and whether the person wants it stopped."""

    last_seq: int
    cancel_asked: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a turn stands after something was written; None leaves what is known."""

    status: TurnStatus = "running"
    model: str | None = None
    usage: Usage | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader finds: where the turn stands, and its events after a place."""

    status: TurnStatus
    events: list[StoredEvent]
    is_unattended: bool
    """Whether nobody runs it although it has to go on."""
