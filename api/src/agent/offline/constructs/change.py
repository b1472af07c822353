"""Changing tasks: what every construct that gives them new values comes to."""

from dataclasses import dataclass, field

from src.agent.offline import together, wording
from src.agent.offline.find import find
from src.agent.offline.steps import Call, Steps
from src.agent.offline.talk import Talk
from src.agent.offline.targets import Named, Target
from src.agent.offline.tasks import SeenTask
from src.agent.offline.values.changes import Changes


@dataclass(frozen=True, slots=True)
class Change:
    """Change what tasks say. `above` is the task that they become parts of."""

    target: Target | None
    changes: Changes = field(default_factory=Changes)
    above: Named | None = None

    def run(self, talk: Talk) -> Steps[str]:
        """Find the tasks and change each, or all in one call."""
        found = yield from find(self.target, talk)
        if not found.tasks:
            return found.words
        extra: dict[str, object] = {}
        if self.above:
            parent = yield from find(self.above, talk)
            if len(parent.tasks) != 1:
                return parent.words
            extra = {"parent_id": parent.tasks[0].id}
        today = talk.now.date()

        def each(task: SeenTask) -> Call:
            return Call(
                "update_task", {"task_id": task.id} | self.changes.arguments(task, today) | extra
            )

        outcomes = yield from together.act(
            found, "update", each, values=None if extra else self.changes.together()
        )
        after = [task for one in outcomes if one.done for task in one.tasks]
        lines = "; ".join(wording.line(task, today) for task in after)
        return wording.told(f"Changed: {lines}." if lines else "", outcomes)
