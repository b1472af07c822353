"""The values a sentence changes, as arguments of update_task."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from src.agent.offline.tasks import SeenTask
from src.agent.offline.values.details import Details


@dataclass(frozen=True, slots=True)
class Changes:
    """New values; what is empty stays as it is. `clear` names fields to empty."""

    details: Details = field(default_factory=Details)
    title: str = ""
    notes: str = ""
    shift: timedelta = timedelta()
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    clear: tuple[str, ...] = ()

    def arguments(self, task: SeenTask, today: date) -> dict[str, object]:
        """The arguments for one task: a shift counts from the day it has, or from today."""
        said = self.details.arguments()
        tags = (*self.add_tags, *self.details.tags)
        if self.details.due_time and not self.details.day_said and task.due_date:
            # "at 6pm" moves the hour, not the day.
            del said["due_date"]
        if self.shift:
            day = date.fromisoformat(task.due_date) if task.due_date else today
            said["due_date"] = (day + self.shift).isoformat()
        values = said | {
            "title": self.title,
            "notes": self.notes,
            "tags": None,
            "add_tags": list(tags),
            "remove_tags": list(self.remove_tags),
            "clear": list(self.clear),
        }
        return {name: value for name, value in values.items() if value}
