"""How much was done: "stats", "how did i do this week", "my streak"."""

from collections.abc import Mapping
from dataclasses import dataclass

from src.agent.offline import wording
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.steps import Steps, call
from src.agent.offline.talk import Talk

EXAMPLES = (
    "stats",
    "how did i do this week",
    "my streak",
    "how many tasks did i complete this week?",
    "how productive was i this month",
)
_WHOLE = (
    "show|give|tell|see me? my|the? stats|statistics|progress|productivity|streak",
    "my|the? stats|statistics|progress|productivity|streak",
    "what's|whats|what is? my|the stats|statistics|progress|productivity|streak",
    "how long|good|big is my streak",
    "do i have a streak",
    "how am|was|did|have i doing|do|done|been|performed?",
    "how productive am|was|have i been?",
)
_COUNTS = (
    "how much|many tasks|things|todos? did|have i complete|completed|finish|finished",
    "how much|many tasks|things|todos? did|have i do|done",
    "how much|many tasks|things|todos? did|have i get|got done",
)
"""Figures only with a time: without one they ask for the tasks themselves."""
_SPANS: tuple[tuple[str, int | None], ...] = (
    ("today", 1),
    ("this|the|in|over past|last? week", 7),
    ("this|the|in|over past|last? 7 days", 7),
    ("this|the|in|over past|last? month", None),
    ("so far", None),
    ("lately|recently", None),
)


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much was done in the last `days` days; None is the tool's own number."""

    days: int | None = None

    def run(self, talk: Talk) -> Steps[str]:
        """Ask for the figures and say them in a few sentences."""
        del talk  # figures have no dates
        outcome = yield from call("statistics", days=self.days)
        if not outcome.done:
            return wording.failed([outcome])
        days, streak = outcome.output.get("days"), outcome.output.get("streak")
        counted = (
            [one for one in days if isinstance(one, Mapping)] if isinstance(days, list) else []
        )
        done = sum(int(one.get("completed", 0)) for one in counted)
        row = streak if isinstance(streak, Mapping) else {}
        return (
            f"You completed {_counted(done, 'task')} in the last {_counted(len(counted), 'day')}. "
            f"Your streak is {_counted(int(row.get('current', 0)), 'day')}, "
            f"the longest was {_counted(int(row.get('longest', 0)), 'day')}. "
            f"{outcome.output.get('open', 0)} are open, {outcome.output.get('overdue', 0)} overdue."
        )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def parse(sentence: Sentence) -> Statistics | None:
    """Read a sentence that asks for figures of what was done."""
    tokens = sentence.tokens
    if phrases.whole(_WHOLE, tokens):
        return Statistics()
    end = phrases.first((*_WHOLE, *_COUNTS), tokens)
    for pattern, days in _SPANS if end else ():
        if phrases.match(pattern, tokens, end or 0) == len(tokens):
            return Statistics(days)
    return None
