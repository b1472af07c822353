"""Reads what is typed into a field for new tasks: one task, and which words say what of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from src.agent.offline.reading.tokens import Token, spell, tokenize
from src.agent.offline.values.details import Details
from src.agent.offline.values.extract import Mark, extract_marked

_NOTHING = "\ue000"
"""What a word means that the grammar has to pass over: nobody types it."""


@dataclass(frozen=True, slots=True)
class QuickAdd:
    """A title, its details, and where they stand in the text."""

    title: str
    details: Details
    marks: tuple[Mark, ...] = ()


def read(text: str, now: datetime, plain: Collection[Mark] = ()) -> QuickAdd:
    """Read a text in which nothing but one task stands.

    Words that would leave no title are the title: "tomorrow" is a film, too.

    Args:
        text: As it was typed.
        now: In the person's own time zone.
        plain: Words that say nothing but themselves, such as a project that there is not.
    """
    tokens = [
        replace(token, kind="word", meant=_NOTHING)
        if any(mark.start <= token.start < mark.end for mark in plain)
        else token
        for token in tokenize(text)
    ]
    details, rest, marks = extract_marked(tokens, now)
    title = _title(text, rest, marks)
    return QuickAdd(title, details, tuple(marks)) if title else QuickAdd(text.strip(), Details())


def _title(text: str, rest: Sequence[Token], marks: Sequence[Mark]) -> str:
    """Return what is not marked; signs at an end belong to it unless a mark stands beside them."""
    words = spell(text, rest)
    if not words:
        return ""
    begin, end = rest[0].start, rest[-1].end
    before = "" if any(mark.start < begin for mark in marks) else text[:begin]
    behind = "" if any(mark.start >= end for mark in marks) else text[end:]
    return f"{before}{words}{behind}".strip()
