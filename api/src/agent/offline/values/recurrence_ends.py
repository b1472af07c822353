"""How a recurrence ends, and what it counts from: "until may 1", "for 6 times", "after completion"."""

from collections.abc import Sequence
from datetime import date

from src.agent.offline.reading import phrases
from src.agent.offline.reading.numbers import number
from src.agent.offline.reading.tokens import Token
from src.agent.offline.values import dates

EXAMPLES = {
    "until december 1": {"UNTIL": "20261201"},
    "for 6 times": {"COUNT": "6"},
    "after i finish it": {},
}
_UNTIL = ("until|till|through|ending on?", ", until|till")
_TIMES = ("for", "only")
_COMPLETION = (
    "after|from|since completion|completing|finishing|completed|done it?",
    "after|from|since|when|once each|every|the|my last? completion|time?",
    (
        "after|from|when|once i|i've|it's|it|its is|was|have|am? last? "
        "complete|completed|finish|finished|done|did|do it|that?"
    ),
)


def match(tokens: Sequence[Token], at: int, today: date) -> tuple[int, dict[str, str]] | None:
    """The ending at index `at`: where it ends, and its parts; none for "after completion"."""
    if end := phrases.first(_COMPLETION, tokens, at):
        return end, {}
    start = phrases.first(_UNTIL, tokens, at)
    day = dates.match(tokens, start, today) if start and start < len(tokens) else None
    if day:
        return day[0], {"UNTIL": day[1].strftime("%Y%m%d")}
    start = phrases.first(_TIMES, tokens, at)
    count = number(tokens, at if start is None else start)
    end = phrases.match("times|occurrences", tokens, count[0]) if count else None
    return (end, {"COUNT": str(count[1])}) if count and end else None
