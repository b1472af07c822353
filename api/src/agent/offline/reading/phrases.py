"""A phrase is written as words; `a|b` is either word, a trailing `?` makes the place optional."""

from collections.abc import Iterable, Sequence
from functools import cache

from src.agent.offline.reading.tokens import Token

_Place = tuple[frozenset[str], bool]


@cache
def _places(pattern: str) -> tuple[_Place, ...]:
    return tuple(
        (frozenset(place.removesuffix("?").split("|")), place.endswith("?"))
        for place in pattern.split()
    )


def match(pattern: str, tokens: Sequence[Token], at: int = 0) -> int | None:
    """Where the phrase ends when it stands at index `at`, or None. Optional places are greedy."""
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


def first(patterns: Iterable[str], tokens: Sequence[Token], at: int = 0) -> int | None:
    """Where the longest phrase of `patterns` that stands at `at` ends, or None."""
    ends = [end for pattern in patterns if (end := match(pattern, tokens, at)) is not None]
    return max(ends, default=None)


def search(patterns: Iterable[str], tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Start and end of the leftmost phrase of `patterns` anywhere in the tokens, or None."""
    kept = tuple(patterns)
    for at in range(len(tokens)):
        end = first(kept, tokens, at)
        if end is not None and end > at:
            return at, end
    return None


def whole(patterns: Iterable[str], tokens: Sequence[Token]) -> bool:
    """Whether one of the phrases is all there is, punctuation at the end aside."""
    end = first(patterns, tokens)
    return end is not None and all(token.kind == "punctuation" for token in tokens[end:])
