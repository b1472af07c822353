"""How this model puts tasks into words."""

from collections.abc import Iterable, Sequence
from datetime import date

from src.agent.offline.steps import Outcome
from src.agent.offline.tasks import SeenTask

MOST_LINES = 20


def title(task: SeenTask) -> str:
    """The title in quotation marks."""
    return f"“{task.title}”"


def titles(tasks: Iterable[SeenTask]) -> str:
    """One or several titles as a phrase: “a”, “b” and “c”."""
    names = [title(task) for task in tasks]
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def day(value: str, today: date) -> str:
    """An ISO date as people say it: "today", "Friday 27 November", with the year when not this."""
    then = date.fromisoformat(value)
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((then - today).days)
    year = f" {then.year}" if then.year != today.year else ""
    return near or f"{then:%A} {then.day} {then:%B}{year}"


def due(task: SeenTask, today: date) -> str:
    """When a task is due, or nothing: "tomorrow at 17:00"."""
    if not task.due_date:
        return ""
    return day(task.due_date, today) + (f" at {task.due_time}" if task.due_time else "")


def line(task: SeenTask, today: date) -> str:
    """A task on one line: title, due, priority and tags."""
    details = [
        due(task, today),
        f"{task.priority} priority" if task.priority != "none" else "",
        " ".join(f"#{tag}" for tag in task.tags),
        "done" if task.state == "done" else "",
    ]
    told = ", ".join(detail for detail in details if detail)
    return f"{task.title} ({told})" if told else task.title


def numbered(tasks: Sequence[SeenTask], today: date) -> str:
    """A numbered list, so that "the second one" has a meaning."""
    lines = [f"{at}. {line(task, today)}" for at, task in enumerate(tasks[:MOST_LINES], start=1)]
    if len(tasks) > MOST_LINES:
        lines.append(f"… and {len(tasks) - MOST_LINES} more.")
    return "\n".join(lines)


def which(tasks: Sequence[SeenTask]) -> str:
    """The question when several tasks fit."""
    lines = [f"{at}. {task.title}" for at, task in enumerate(tasks[:MOST_LINES], start=1)]
    return "Which one do you mean?\n" + "\n".join(lines)


def failed(outcomes: Iterable[Outcome]) -> str:
    """What went wrong, one sentence each; empty when nothing did."""
    told = dict.fromkeys(
        "You said no, so I left it as it is." if one.denied else f"That did not work: {one.error}"
        for one in outcomes
        if not one.done
    )
    return " ".join(told)


def told(done: str, outcomes: Sequence[Outcome]) -> str:
    """The words for what was done, and for what was not; `done` is empty when nothing was."""
    return " ".join(part for part in (done, failed(outcomes)) if part)
