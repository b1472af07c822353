"""How a recurrence begins and ends: "starting may 1", "for 6 times", "after completion"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from src.agent.offline.reading import phrases
from src.agent.offline.reading.numbers import number
from src.agent.offline.reading.tokens import Token
from src.agent.offline.values import dates

EXAMPLES = {
    "until december 1": {"UNTIL": "20261201"},
    "for 6 times": {"COUNT": "6"},
    "starting may 1": {},
}
_UNTIL = ("until|till|through|ending on?", ", until|till")
_SINCE = (",? starting|beginning|from|begins|starts on|from?",)
_TIMES = ("for", "only")
_COMPLETION = (
    "after|from|since completion|completing|finishing|completed|done it?",
    "after|from|since|when|once each|every|the|my last? completion|time?",
    (
        "after|from|when|once i|i've|it's|it|its is|was|have|am? last? "
        "complete|completed|finish|finished|done|did|do it|that?"
    ),
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a recurrence is bounded by: parts of the rule, its first day, completion."""

    parts: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    from_completion: bool = False


def match(tokens: Sequence[Token], at: int, today: date) -> tuple[int, Bounds] | None:
    """The bound that stands at index `at`: where it ends, and what it says."""
    if end := phrases.first(_COMPLETION, tokens, at):
        return end, Bounds(from_completion=True)
    start = phrases.first(_SINCE, tokens, at)
    first = dates.match(tokens, start, today) if start and start < len(tokens) else None
    if first:
        return first[0], Bounds(since=first[1])
    start = phrases.first(_UNTIL, tokens, at)
    day = dates.match(tokens, start, today) if start and start < len(tokens) else None
    if day:
        return day[0], Bounds({"UNTIL": day[1].strftime("%Y%m%d")})
    start = phrases.first(_TIMES, tokens, at)
    count = number(tokens, at if start is None else start)
    end = phrases.match("times|occurrences", tokens, count[0]) if count else None
    return (end, Bounds({"COUNT": str(count[1])})) if count and end else None
