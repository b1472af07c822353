"""A priority said in one word at the end: "set X to high", "X is urgent", "make it important"."""

from collections.abc import Sequence

from src.agent.offline.reading.tokens import Token, trim

EXAMPLES = {"set it to high": "!high", "the rent is urgent": "!high", "to medium": "!medium"}
_LEVELS = {
    "high": "!high",
    "medium": "!medium",
    "normal": "!medium",
    "low": "!low",
    "urgent": "!high",
    "important": "!high",
    "critical": "!high",
    "none": "!none",
}
_ALONE = frozenset({"urgent", "important"})
_AFTER = frozenset(
    """to as with for at is are be very really so tasks task it that this them everything
    it's""".split()  # noqa: SIM905 (a word list reads better as words)
)


def marked(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with such a last word as the mark that stands for it."""
    kept = trim(tokens)
    if not kept or kept[-1].low not in _LEVELS:
        return kept
    last = kept[-1]
    # "make 2 urgent": after anything it can only be a priority; "high" may be a word of the title.
    if len(kept) > 1 and (last.low in _ALONE or kept[-2].low in _AFTER):
        kept[-1] = Token("mark", _LEVELS[last.low], last.start, last.end)
    return kept
