"""What the tools that change something answer, and what identifies one call of a turn."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import Field, WithJsonSchema

from src.schemas.base import Described
from src.schemas.changes import Action
from src.schemas.tool_tasks import ToolTask

DENIED = "The person said no to this call: nothing was changed. Do not try it again."
"""What a model is told of a call that the person refused."""
EXPIRED = "The person did not decide in time: nothing was changed. Do not try it again."
"""What a model is told of a call that nobody allowed or refused."""
INTERRUPTED = "The assistant was interrupted before this was done. It was not done."
"""What is shown of a call whose replica died first; a model is asked anew."""
MOST_TASKS = 20
NOTHING: Final = "none"
"""The action of an answer when all was so already."""


ShownTask = Annotated[
    ToolTask, WithJsonSchema({"type": "object", "description": "With the fields of get_task's."})
]
"""Said short: sixteen tools answer so, and a schema cannot point into another tool's."""


class ToolProject(Described):
    """A project."""

    name: str
    color: str
    archived: bool


class Answer(Described):
    """What a tool did."""

    action: Literal[Action, "none"]
    """none: nothing was changed."""
    summary: str
    """One sentence about it."""
    task: ShownTask | None = None
    """As it is now; null when it is deleted."""
    tasks: list[ShownTask] = Field(default=[])
    """The first 20 of several."""
    project: ToolProject | None = None
    """As it is now; null when it is deleted."""
    count: int | None = None
    """How many tasks were changed."""
    change_id: UUID | None = None
    """What undo takes back; null for filters."""


@dataclass(frozen=True, slots=True)
class CallKey:
    """One tool call of one turn: the same call arriving again has the same key."""

    turn_id: UUID
    call_id: str
    tool: str
    arguments_key: str
    attempt: int = 1
    """Which run of the turn makes it; it is the same call whichever does."""


def arguments_key(arguments: Mapping[str, object]) -> str:
    """SHA-256 of the arguments as canonical JSON: order and spacing make no difference."""
    text = json.dumps(arguments, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()
