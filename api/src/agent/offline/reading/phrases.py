"""A phrase is written as words; `a|b` is either word, a trailing `?` makes the place optional."""

from collections.abc import Sequence
from functools import cache

from src.agent.offline.reading.tokens import Token

_Place = tuple[frozenset[str], bool]


@cache
def _places(pattern: str) -> tuple[_Place, ...]:
    return tuple(
        (frozenset(place.removesuffix("?").split("|")), place.endswith("?"))
        for place in pattern.split()
    )


@cache
def _openers(pattern: str) -> frozenset[str]:
    """The words of which one must come first."""
    places = _places(pattern)
    needed = next((at for at, (_, optional) in enumerate(places) if not optional), len(places))
    return frozenset[str]().union(*(words for words, _ in places[: needed + 1]))


@cache
def _by_opener(patterns: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Which of the patterns can begin with a word: nearly all cannot, and are not tried."""
    words = frozenset[str]().union(*(_openers(pattern) for pattern in patterns))
    return {word: tuple(one for one in patterns if word in _openers(one)) for word in words}


def match(pattern: str, tokens: Sequence[Token], at: int = 0) -> int | None:
    """Where the phrase ends when it stands at index `at`, or None. Optional places are greedy."""
    if at >= len(tokens) or tokens[at].low not in _openers(pattern):
        return at if all(optional for _, optional in _places(pattern)) else None
    return _match(_places(pattern), tokens, at)


def _match(places: tuple[_Place, ...], tokens: Sequence[Token], at: int) -> int | None:
    if not places:
        return at
    words, optional = places[0]
    if at < len(tokens) and tokens[at].low in words:
        end = _match(places[1:], tokens, at + 1)
        if end is not None:
            return end
    return _match(places[1:], tokens, at) if optional else None


def first(patterns: tuple[str, ...], tokens: Sequence[Token], at: int = 0) -> int | None:
    """Where the longest phrase of `patterns` that stands at `at` ends, or None."""
    if at >= len(tokens):
        return None
    likely = _by_opener(patterns).get(tokens[at].low, ())
    ends = [end for one in likely if (end := _match(_places(one), tokens, at)) is not None]
    return max(ends, default=None)


def search(patterns: tuple[str, ...], tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Start and end of the leftmost phrase of `patterns` anywhere in the tokens, or None."""
    for at in range(len(tokens)):
        end = first(patterns, tokens, at)
        if end is not None and end > at:
            return at, end
    return None


def whole(patterns: tuple[str, ...], tokens: Sequence[Token]) -> bool:
    """Whether one of the phrases is all there is, punctuation at the end aside."""
    end = first(patterns, tokens)
    return end is not None and all(token.kind == "punctuation" for token in tokens[end:])
