"""How alike two texts are, by groups of three letters: as PostgreSQL's pg_trgm counts it.

For servers that lack the extension. https://www.postgresql.org/docs/current/pgtrgm.html
"""

import re

_WORD = re.compile(r"\w+")


def likeness(wanted: str, text: str) -> float:
    """Return how well the words of one text are found in another, from 0 to 1.

    Of each wanted word the most similar word of the text counts; the result is their mean.
    """
    words = [trigrams(word) for word in _WORD.findall(wanted.lower())]
    there = [trigrams(word) for word in _WORD.findall(text.lower())]
    if not words or not there:
        return 0.0
    return sum(max(_share(one, other) for other in there) for one in words) / len(words)


def trigrams(word: str) -> frozenset[str]:
    """Return the groups of three letters of a word, with two spaces before and one after it."""
    padded = f"  {word} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
