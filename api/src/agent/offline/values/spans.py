"""From one day to another: "from monday to wednesday", "starting friday"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from src.agent.offline.reading import phrases
from src.agent.offline.reading.tokens import Token
from src.agent.offline.values import dates

EXAMPLES = {
    "from mon to wed": ("2026-11-30", "2026-12-02"),
    "between thursday and saturday": ("2026-11-26", "2026-11-28"),
    "starting monday": ("2026-11-30", None),
    "from dec 7 until dec 9": ("2026-12-07", "2026-12-09"),
    "from friday on": ("2026-11-27", None),
}
_FROM = ("due? from|between on?",)
_TO = ("to|and|until|till|through|- on?",)
_STARTING = ("starting|starts|start|beginning|begins|begin on|from|in|at|with?",)


@dataclass(frozen=True, slots=True)
class Span:
    """First day and last day; the last is None where it stays open."""

    start: date
    end: date | None = None


def match(tokens: Sequence[Token], at: int, today: date) -> tuple[int, Span] | None:
    """The span that starts at index `at`: where it ends, and its days."""
    return _both(tokens, at, today) or _open(tokens, at, today)


def _both(tokens: Sequence[Token], at: int, today: date) -> tuple[int, Span] | None:
    first = _day(tokens, phrases.first(_FROM, tokens, at), today)
    start = phrases.first(_TO, tokens, first[0]) if first else None
    last = _day(tokens, start, first[1]) if first and start else None
    return (last[0], Span(first[1], last[1])) if first and last else None


def _open(tokens: Sequence[Token], at: int, today: date) -> tuple[int, Span] | None:
    start = phrases.first(_STARTING, tokens, at)
    # Within a title "start" is a verb: "start monday" begins a span, "start the car" does not.
    if first := _day(tokens, start, today):
        return first[0], Span(first[1])
    first = _day(tokens, phrases.match("from", tokens, at), today)
    end = phrases.match("on|onwards|onward|forward", tokens, first[0]) if first else None
    return (end, Span(first[1])) if first and end else None


def _day(tokens: Sequence[Token], at: int | None, today: date) -> tuple[int, date] | None:
    return dates.match(tokens, at, today) if at is not None and at < len(tokens) else None
