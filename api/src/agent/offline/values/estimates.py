"""How long a task will take: "takes 20 minutes", "~20 min", "(15 min)", "for an hour"."""

from collections.abc import Sequence

from src.agent.offline.reading import phrases
from src.agent.offline.reading.tokens import Token
from src.agent.offline.values import durations

EXAMPLES = {
    "takes 20 minutes": 20,
    "should take about 2 hours": 120,
    "~30min": 30,
    "(15 min)": 15,
    "for an hour": 60,
    "estimate: 10 minutes": 10,
}
_ABOUT = "about|around|approximately|roughly|~|maybe?"
_TAKES = (
    f"which|that|it|,? should|will|might|can? take|takes|needs|taking {_ABOUT}",
    f"estimate|estimated|estimation|duration of|at|is|to|:? :? {_ABOUT}",
    "~",
    "est .? :?",
    f"for {_ABOUT}",
)
_DAY = 24 * 60
_LONGEST = 5


def match(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The estimate that starts at index `at`: where it ends, and its minutes."""
    if tokens[at].low == "(" and (found := durations.match(tokens, at + 1)):
        return _bracketed(tokens, found)
    start = phrases.first(_TAKES, tokens, at)
    found = durations.match(tokens, start or at)
    # Days say when, not how long: "for 2 days" stays; and a bare length only ends a sentence.
    if found is None or found[1] >= _DAY:
        return None
    compact = found[0] == at + 1 == len(tokens) and at > 0 and _is_length(tokens, at)
    return found if start or compact else None


def at_end(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """A bare length that ends a title: where it begins, and its minutes."""
    for at in range(max(1, len(tokens) - _LONGEST), len(tokens)):
        found = durations.match(tokens, at)
        if found and _is_length(tokens, at) and found[0] == len(tokens) and found[1] < _DAY:
            return at, found[1]
    return None


def _is_length(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing before it makes it a point in time: "in 2h", "every 4 hours"."""
    return tokens[at - 1].low not in {"every", "each", "in", "within", "after"}


def _bracketed(tokens: Sequence[Token], found: tuple[int, int]) -> tuple[int, int] | None:
    closes = found[0] < len(tokens) and tokens[found[0]].low == ")"
    return (found[0] + 1, found[1]) if closes else None
