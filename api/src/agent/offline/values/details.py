"""What an instruction says besides its words: when, how often, how urgent, where."""

from dataclasses import dataclass
from datetime import date, time

from src.agent.offline.values.marks import Priority
from src.agent.offline.values.recurrence import Rule


@dataclass(frozen=True, slots=True)
class Details:
    """Values found; None or empty where nothing was said.

    A time without a day gets the coming one, a recurrence its first day; `day_said` tells that the
    day was in the words. `project` is a name that nobody has looked up yet.
    """

    due_date: date | None = None
    due_time: time | None = None
    day_said: bool = False
    start_date: date | None = None
    rule: Rule | None = None
    reminders: tuple[int, ...] = ()
    estimate_minutes: int | None = None
    priority: Priority | None = None
    tags: tuple[str, ...] = ()
    project: str | None = None
    notes: str = ""
    subtasks: tuple[str, ...] = ()

    def arguments(self) -> dict[str, object]:
        """As arguments of add_task: ISO dates, "HH:MM"; what was not said is left out."""
        said: dict[str, object] = {
            "notes": self.notes,
            "due_date": self.due_date and self.due_date.isoformat(),
            "due_time": self.due_time and self.due_time.strftime("%H:%M"),
            "start_date": self.start_date and self.start_date.isoformat(),
            "priority": self.priority,
            "tags": list(self.tags),
            "project": self.project,
            "recurrence": self.rule and self.rule.text,
            "recurs_from": "completion" if self.rule and self.rule.from_completion else None,
            "reminders": list(self.reminders),
            "estimate_minutes": self.estimate_minutes,
            "subtasks": list(self.subtasks),
        }
        return {name: value for name, value in said.items() if value}
