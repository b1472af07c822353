"""The values a sentence changes, as arguments of update_task and change_tasks."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from src.agent.offline.tasks import SeenTask
from src.agent.offline.values.details import Details

_OF_MANY = frozenset(
    {"due_date", "due_time", "priority", "add_tags", "remove_tags", "project", "clear"}
)


@dataclass(frozen=True, slots=True)
class Changes:
    """New values; what is empty stays as it is.

    `clear` names fields to empty; `shift` moves the day each task has, or today when it is late
    and `from_now` is set.
    """

    details: Details = field(default_factory=Details)
    title: str = ""
    shift: timedelta = timedelta()
    from_now: bool = False
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    clear: tuple[str, ...] = ()

    def arguments(self, task: SeenTask, today: date) -> dict[str, object]:
        """The arguments for one task."""
        said = self._said()
        if not self.details.day_said and task.due_date:
            # "at 6pm" moves the hour, not the day; "every week" goes on from the day it has.
            said.pop("due_date", None)
        if self.shift:
            day = date.fromisoformat(task.due_date) if task.due_date else today
            said["due_date"] = (
                (max(day, today) if self.from_now else day) + self.shift
            ).isoformat()
        return said

    def together(self) -> dict[str, object] | None:
        """The arguments for several tasks at once; None when each needs its own."""
        said = self._said()
        same = said.keys() <= _OF_MANY and not self.shift
        dated = self.details.day_said or "due_date" not in said
        return said if same and dated else None

    def _said(self) -> dict[str, object]:
        said = self.details.arguments()
        tags = (*self.add_tags, *self.details.tags)
        values = said | {
            "title": self.title,
            "tags": None,
            "add_tags": list(tags),
            "remove_tags": list(self.remove_tags),
            "clear": list(self.clear),
        }
        return {name: value for name, value in values.items() if value}
