"""Clauses that end a sentence: "note: ask for Mr Li", "with subtasks flour, sugar and eggs"."""

from collections.abc import Sequence

from src.agent.offline.reading import phrases
from src.agent.offline.reading.tokens import Token, trim

EXAMPLES = {
    "call landlord note: ask about it": 2,
    "pick it up with the note bring ID": 3,
    "launch site subtasks: dns, copy": 2,
}
_NOTE = (
    ",|; note|notes|comment :",
    "note|notes|comment :",
    ",? and|with a|the? note|notes|comment saying|that|:? says?",
)
_SUBTASKS = (
    ",? and|with|having the|these|following? subtasks|subtask|sub-tasks|steps|checklist|parts :?",
    ",? subtasks|subtask|sub-tasks|steps|checklist :",
    ",? broken|split into|up into?",
)
_BETWEEN = frozenset({",", ";", "and", "&", "\n", "+", "-", "*"})


def note(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Where the note's clause begins, and where its text does."""
    return _after_title(tokens, _NOTE)


def subtasks(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Where the clause of the subtasks begins, and where their titles do."""
    return _after_title(tokens, _SUBTASKS)


def _after_title(tokens: Sequence[Token], patterns: tuple[str, ...]) -> tuple[int, int] | None:
    found = phrases.search(patterns, tokens[1:])
    # A clause without anything in it is none.
    return (found[0] + 1, found[1] + 1) if found and found[1] + 1 < len(tokens) else None


def parts(tokens: Sequence[Token]) -> list[list[Token]]:
    """A list of titles, at its commas and its "and"."""
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.low in _BETWEEN and token.kind != "quoted":
            found.append([])
        else:
            found[-1].append(token)
    return [part for part in (trim(one) for one in found) if part]
