"""From a change of the services to a tool's answer."""

from src.mcp.words import summary
from src.schemas.changes import ChangePublic
from src.schemas.tool_calls import TaskAnswer
from src.services.records import Changed
from src.services.undo import Undone


def answer(changed: Changed | Undone) -> TaskAnswer:
    """What a tool answers after it changed a task."""
    change = ChangePublic.of(changed.change)
    return TaskAnswer(
        action=change.action, summary=summary(change), task=change.after, change_id=change.id
    )
