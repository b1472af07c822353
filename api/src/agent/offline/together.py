"""One call for several tasks that were meant together; else one call for each."""

from collections.abc import Callable, Mapping, Sequence

from src.agent.offline import wording
from src.agent.offline.find import Found
from src.agent.offline.steps import Call, Outcome, Step, Steps
from src.agent.offline.tasks import SeenTask


def act(
    found: Found,
    action: str,
    each: Callable[[SeenTask], Call],
    *,
    values: Mapping[str, object] | None = None,
    say: str = "",
) -> Steps[Sequence[Outcome]]:
    """Carry an action out on the tasks found.

    Args:
        found: What was meant.
        action: As change_tasks names it.
        each: The call for one task.
        values: What an update of several sets, when it sets the same for all; None: it does not.
        say: Words before calls for single tasks.
    """
    alone = len(found.tasks) == 1 or not found.together
    if alone or (action == "update" and values is None):
        return (yield Step([each(task) for task in found.tasks], say=say))
    ids = {"action": action, "task_ids": [task.id for task in found.tasks]}
    told = f"This changes {wording.titles(found.tasks)} and needs your approval."
    if action == "delete":
        told = f"Deleting {wording.titles(found.tasks)} needs your approval."
    return (yield Step([Call("change_tasks", ids | dict(values or {}))], say=told))


def done(found: Found, outcomes: Sequence[Outcome]) -> list[SeenTask]:
    """The tasks for which it was done: one outcome a task, or one for all."""
    if len(outcomes) == 1:
        return list(found.tasks) if outcomes[0].done else []
    return [task for task, one in zip(found.tasks, outcomes, strict=True) if one.done]
