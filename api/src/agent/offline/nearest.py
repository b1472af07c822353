"""The nearest thing that can be done, for a sentence that means nothing here."""

from collections.abc import Iterable, Sequence
from functools import cache

from src.agent.offline.reading.spelling import near
from src.agent.offline.reading.tokens import Token, tokenize

_SMALL = frozenset("a an the to my i it is me of for on in and that this you do at with".split())  # noqa: SIM905 (a word list reads better as words)


def nearest(said: Sequence[Token], examples: Iterable[str]) -> str | None:
    """The example that shares most words with what was said; None when none shares any."""
    words = {token.low for token in said if token.kind == "word"} - _SMALL
    ranked = [(_shared(words, example), example) for example in examples]
    best = max(ranked, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] > 0 else None


def _shared(words: set[str], example: str) -> float:
    known = _words(example)
    # The first word is the verb: it tells what kind of thing is wanted.
    hits = [(2 if at == 0 else 1) for at, word in enumerate(known) if _is_in(word, words)]
    return sum(hits) / len(known) if known else 0.0


@cache
def _words(example: str) -> list[str]:
    return [token.low for token in tokenize(example) if token.low not in _SMALL]


def _is_in(word: str, words: set[str]) -> bool:
    return word in words or near(word, words) is not None
