"""Which of several days in a sentence is the one it is due: "friday report for monday"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from src.agent.offline.reading import phrases
from src.agent.offline.reading.tokens import Token
from src.agent.offline.values import dates

_BEFORE_DATE = (
    "due? on|by|for|until|till|to|before|from",
    "due",
    "is|are due on|by?",
    "no later than",
    "deadline is? :? on?",
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date phrase and where it stood; `introduced` by a word such as "by"."""

    start: int
    end: int
    day: date
    introduced: bool


def find(tokens: Sequence[Token], today: date) -> list[Day]:
    """All the days that the tokens name."""
    found: list[Day] = []
    at = 0
    while at < len(tokens):
        start = phrases.first(_BEFORE_DATE, tokens, at) or at
        read = dates.match(tokens, start, today) if start < len(tokens) else None
        if read:
            found.append(Day(at, read[0], read[1], introduced=start > at))
        at = read[0] if read else at + 1
    return found


def chosen(days: list[Day], length: int) -> Day | None:
    """The due one: introduced before last before first. `length` is that of the sentence."""

    def rank(day: Day) -> tuple[bool, bool, bool]:
        return day.introduced, day.end == length, day.start == 0

    return max(days, key=rank, default=None)
