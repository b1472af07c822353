"""A turn: what happens from one message of the person to the end of the assistant's answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import JsonValue

from src.schemas.ui_parts import UiPart

TurnStatus = Literal["running", "waiting", "complete", "failed", "cancelled"]
Decision = Literal["approve", "deny"]
ENDED: frozenset[TurnStatus] = frozenset({"complete", "failed", "cancelled"})

type InputItem = dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The person's decision about one tool call of an interrupted run."""

    tool_call_id: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class TurnInput:
    """Everything a replica needs to run a turn or to go on with it.

    `history` are the items of earlier turns in Responses format, `now` is the instant the turn
    began in the person's time zone. A turn that was interrupted carries its `run_state`.
    """

    id: UUID
    account_id: UUID
    answer_id: UUID
    """The assistant's message."""
    text: str
    now: datetime
    history: tuple[InputItem, ...] = ()
    run_state: str | None = None
    verdicts: tuple[Verdict, ...] = ()
    announced: frozenset[str] = frozenset()
    """Tool calls that the stream has shown already."""
    actions: frozenset[str] = frozenset()
    """What tools of this turn have done before it was interrupted: create, delete and so on."""
    last_seq: int = 0
    """The number of the newest event."""


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
