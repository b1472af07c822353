"""The next days at a glance: "agenda", "what does my week look like", "plan my week"."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from src.agent.offline import wording
from src.agent.offline.reading import phrases
from src.agent.offline.reading.numbers import number
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.steps import Outcome, Steps, call
from src.agent.offline.talk import Talk
from src.agent.offline.tasks import SeenTask, read_task

EXAMPLES = (
    "agenda",
    "show my agenda",
    "what does my week look like?",
    "agenda for the next 14 days",
    "give me an overview of the week",
)
_WEEK = "my|the|this"
_OPEN = "show|give|tell|open|see|view me? my|the|an|a?"
_WHOLE = (
    f"{_OPEN} agenda",
    "my? agenda",
    "what's|whats|what is? my|the agenda",
    f"{_OPEN} {_WEEK} week",
    f"{_WEEK} week at a glance",
    f"how|what does|is|will {_WEEK} week look|looking like?",
    f"how|what|how's|what's does|is|will? {_WEEK} week look|looking like?",
    f"show|give|{_OPEN} me? an|a|the? overview|summary|preview of|for|over {_WEEK} week",
    f"{_OPEN} overview|summary|preview of|for|over {_WEEK} week",
    f"plan {_WEEK} week",
    f"{_WEEK} week",
)
_FOR = ("for|over|of? the|my? next|coming",)
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is late, and what the next `days` days bring; None is the tool's own number."""

    days: int | None = None

    def run(self, talk: Talk) -> Steps[str]:
        """Ask for it and number the tasks through all days."""
        outcome = yield from call("agenda", days=self.days)
        if not outcome.done:
            return wording.failed([outcome])
        return _told(outcome, talk) or "There is nothing to do in these days."


def _told(outcome: Outcome, talk: Talk) -> str:
    days = outcome.output.get("days")
    named = [("Overdue", _tasks(outcome.output.get("overdue")))]
    for one in days if isinstance(days, list) else []:
        values: Mapping[str, Any] = one if isinstance(one, Mapping) else {}
        name = wording.day(str(values.get("day")), talk.now.date())
        named.append((name[:1].upper() + name[1:], _tasks(values.get("due"))))
    lines: list[str] = []
    count = 0
    for name, tasks in named:
        if tasks:
            lines.append(f"{name}:")
        for task in tasks:
            count += 1
            lines.append(f"{count}. {wording.line(task, talk.now.date())}")
    return "\n".join(lines)


def _tasks(values: object) -> list[SeenTask]:
    found = values if isinstance(values, list) else []
    return [task for value in found if (task := read_task(value))]


def parse(sentence: Sentence) -> Agenda | None:
    """Read a sentence that asks for the next days together."""
    if phrases.whole(_WHOLE, sentence.tokens):
        return Agenda()
    end = phrases.first(_WHOLE, sentence.tokens)
    start = phrases.first(_FOR, sentence.tokens, end) if end else None
    count = number(sentence.tokens, start) if start else None
    if count is None or count[0] != len(sentence.tokens) - 1:
        return None
    unit = _UNITS.get(sentence.tokens[-1].low)
    return Agenda(min(count[1] * unit, _LONGEST)) if unit else None
