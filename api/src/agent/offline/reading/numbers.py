"""Small numbers: "3", "three", "a", "the second", "#2", "last"."""

from collections.abc import Sequence

from src.agent.offline.reading.tokens import Token

_CARDINALS = {"a": 1, "an": 1, "couple": 2} | {
    word: value
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(),  # noqa: SIM905 (a word list reads better as words)
        start=1,
    )
}
_ORDINALS = {
    word: value
    for value, words in enumerate(
        (
            "first 1st",
            "second 2nd",
            "third 3rd",
            "fourth 4th",
            "fifth 5th",
            "sixth 6th",
            "seventh 7th",
            "eighth 8th",
            "ninth 9th",
            "tenth 10th",
        ),
        start=1,
    )
    for word in words.split()
} | {"last": -1, "latest": -1}
_MOST = 4


def number(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """A count at index `at`: where it ends, and its value. "a couple of" is 2."""
    if at >= len(tokens):
        return None
    low = tokens[at].low
    if low == "a" and at + 1 < len(tokens) and tokens[at + 1].low == "couple":
        at, low = at + 1, "couple"
    if low.isdecimal() and len(low) <= _MOST:
        return at + 1, int(low)
    value = _CARDINALS.get(low)
    if value is None:
        return None
    end = at + 1
    return (
        end + 1 if low == "couple" and end < len(tokens) and tokens[end].low == "of" else end
    ), value


def ordinal(token: Token) -> int | None:
    """A place in a list, from 1; -1 is the last. Figures count: "2", "#2", "2nd"."""
    low = token.low.removeprefix("#")
    if low.isdecimal() and len(low) < _MOST:
        return int(low) or None
    return _ORDINALS.get(low)


def cardinal(token: Token) -> int | None:
    """The value of a number word ("two") or of figures, or None."""
    return int(token.low) if token.low.isdecimal() else _CARDINALS.get(token.low)
