"""Slips of the pen in the words that the grammar knows; titles keep their own spelling.

Examples: "tomorow" is tomorrow, "wensday" is wednesday; "remote" is not remove.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from src.agent.offline.reading.tokens import Token

_SHORTEST, _LONG = 4, 7
_COMMANDS = frozenset(
    """add create remind remember show list find search complete finish mark reopen rename move
    push postpone reschedule snooze duplicate archive restore change update undo project
    tasks todos overdue priority completed finished everything upcoming agenda statistics""".split()  # noqa: SIM905 (a word list reads better as words)
)
_DESTROYING = frozenset({"delete", "remove"})
_SHORT = {"ad": "add", "addd": "add", "adn": "add", "aad": "add", "lst": "list", "mve": "move"}
_REAL = frozenset({"sundae", "someday", "mundane"})
"""Words that are a letter away from one of the grammar's, and meant as they are: in a title."""


def corrected(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with slips in commands read as what they must mean.

    Only for a sentence that means nothing as it stands. What destroys must be spelled with its own
    letters: swapped, doubled or missing ones pass, another one never does.
    """
    return tuple(
        replace(token, meant=_command(token.low, first=at == 0)) if token.kind == "word" else token
        for at, token in enumerate(tokens)
    )


def _command(word: str, *, first: bool) -> str:
    if word in _COMMANDS | _DESTROYING:
        return word
    if first and word in _SHORT:
        return _SHORT[word]
    destroys = [known for known in _DESTROYING if first and _same_letters(word, known)]
    return (near(word, _COMMANDS) or (destroys[0] if destroys else None)) or word


def _same_letters(word: str, known: str) -> bool:
    if abs(len(word) - len(known)) > 1 or distance(word, known) > 1:
        return False
    return len(word) != len(known) or sorted(word) == sorted(known)


def near(word: str, known: Collection[str], most: int | None = None) -> str | None:
    """The one known word that this can be a slip of; None when there is none, or doubt.

    Args:
        word: In lower case.
        known: What it may mean.
        most: How many letters may be wrong; by the word's length when it is not said.
    """
    if len(word) < _SHORTEST or word in known or word in _REAL:
        return word if word in known else None
    allowed = most or (1 if len(word) < _LONG else 2)
    ranked = sorted((distance(word, one), one) for one in known)
    best = [one for far, one in ranked if far == ranked[0][0] <= allowed]
    # The first letter is seldom the wrong one: "munday" is no sunday.
    alike = [one for one in best if one[0] == word[0]]
    found = alike or best
    return found[0] if len(found) == 1 else None


@cache
def distance(one: str, other: str) -> int:
    """How many letters are too many, missing, wrong or swapped (optimal string alignment)."""
    if abs(len(one) - len(other)) > 2:  # noqa: PLR2004 (no slip is that far away)
        return abs(len(one) - len(other))
    before, row = list[int](), list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        following = [at]
        for to, wanted in enumerate(other, start=1):
            cost = min(row[to] + 1, following[-1] + 1, row[to - 1] + (letter != wanted))
            if at > 1 and to > 1 and one[at - 2 : at] == other[to - 2 : to][::-1]:
                cost = min(cost, before[to - 2] + 1)
            following.append(cost)
        before, row = row, following
    return row[-1]
