"""The tasks that words describe: one or several, each with its details."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import Token, trim
from src.agent.offline.reading.verbs import VERBS
from src.agent.offline.values import clauses, marks
from src.agent.offline.values.details import Details
from src.agent.offline.values.extract import extract

_ONTO = (
    "back? to|on|onto|in|into my|the|our shopping|grocery|todo|to-do|task? list|tasks|todos|agenda",
    "to|on|onto|in|into the? list",
    "as a? new? task|todo",
    "to my tasks|todos",
)
_LEFT_OVER = (
    "to",
    "a|an|the? new? task|todo|reminder|item to|for|called|named|:? :?",
    ":",
)
"""What stands before a title once the details are taken out: "in 2 hours to …"."""
_SEPARATORS = frozenset({",", ";", "and", "&", "plus", "then", "\n", "also", "+"})
_FIRM = frozenset({";", "\n"})
_BULLET = re.compile(r"\d{1,2}")
_SHORT = 4
_LONGEST_PROJECT = 3
_INTO = frozenset({"to", "in", "into", "under"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A task to add. `maybe` is a project's name that the title ends with, and the title without.

    "repot the ficus to garden" names a project, "talk to anna" does not: the tools know.
    """

    title: str
    details: Details
    maybe: tuple[str, str] | None = None

    def having(
        self, *, project: str | None = None, priority: marks.Priority | None = None
    ) -> "Draft":
        """The same, with what else was said of it."""
        known = self.details
        given = replace(
            known, project=project or known.project, priority=priority or known.priority
        )
        return replace(self, details=given, maybe=None if project else self.maybe)


def drafts(sentence: Sentence, tokens: Sequence[Token]) -> tuple[Draft, ...]:
    """The tasks that these tokens describe, one after another."""
    kept, ending = _clauses(sentence, without_list(trim(tokens)))
    parts = [without_list(part) for part in _parts(kept, sentence)]
    found = [one for part in parts if (one := _draft(sentence, part))]
    # On lines of their own, each says all that is meant of it.
    if not any(token.low in _FIRM for token in kept):
        found = _shared(found)
    if found:
        last = found[-1]
        given = replace(last.details, notes=ending.notes, subtasks=ending.subtasks)
        found[-1] = replace(last, details=given)
    return tuple(found)


def _draft(sentence: Sentence, part: Sequence[Token]) -> Draft | None:
    details, rest = extract(part, sentence.now)
    kept = rest[phrases.first(_LEFT_OVER, rest) or 0 :]
    title = sentence.spell(kept)
    if not title:
        return None
    return Draft(title, details, None if details.project else _maybe(sentence, kept))


def _maybe(sentence: Sentence, title: Sequence[Token]) -> tuple[str, str] | None:
    """What may be a project at the end of a title, and the title without it."""
    at = max((at for at, token in enumerate(title) if token.low in _INTO), default=0)
    name = list(title[at + 1 :])
    if name and name[0].low in {"the", "my"}:
        # "to the garden" is a place; "to the garden list" is none.
        name = name[1:-1] if name[-1].low == "list" else []
    if not at or not 0 < len(name) <= _LONGEST_PROJECT:
        return None
    return sentence.spell(name), sentence.spell(trim(title[:at]))


def _clauses(sentence: Sentence, tokens: list[Token]) -> tuple[list[Token], Details]:
    """Take the note and the subtasks off the end."""
    found = Details()
    if span := clauses.note(tokens):
        # Taken from the text itself: its commas and quotes are kept.
        text = sentence.text[tokens[span[1]].start : tokens[-1].end].strip()
        begin = span[0]
        if tokens[begin - 1].low == "(":
            begin, text = begin - 1, text.removesuffix(")")
        tokens, found = tokens[:begin], replace(found, notes=text)
    if span := clauses.subtasks(tokens):
        titles = tuple(sentence.spell(part) for part in clauses.parts(tokens[span[1] :]))
        tokens, found = tokens[: span[0]], replace(found, subtasks=titles)
    return tokens, found


def without_list(tokens: Sequence[Token]) -> list[Token]:
    """Take "to my list" out wherever it stands."""
    kept = list(tokens)
    while span := phrases.search(_ONTO, kept):
        kept = kept[: span[0]] + kept[span[1] :]
    return kept


def _parts(tokens: list[Token], sentence: Sentence) -> list[list[Token]]:
    """Split where the words clearly list several tasks; doubt keeps it one."""
    parts: list[list[Token]] = [[]]
    separators: list[str] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        # "tags: home, garden" is one phrase, whatever stands in it.
        end = (marks.tags(tokens, at) or (at + 1,))[0]
        # A quoted title may hold any separator.
        if token.low in _SEPARATORS and token.kind != "quoted" and end == at + 1:
            parts.append([])
            separators.append(token.low)
        else:
            parts[-1] += tokens[at:end]
        at = end
    whole = [part for part in parts if part]
    if len(whole) < 2 or not _several(whole, separators, sentence):  # noqa: PLR2004 (one is no list)
        return [tokens]
    return _rejoined([_without_bullet(part) for part in whole], sentence)


def _several(parts: list[list[Token]], separators: list[str], sentence: Sentence) -> bool:
    if _FIRM & set(separators):
        return True
    # Compared without their details: "milk tomorrow" is as short as "milk".
    bare = [rest for part in parts if (rest := extract(part, sentence.now)[1])]
    verbs = [_begins_with_verb(part) for part in bare]
    dated = [extract(part, sentence.now)[0].due_date for part in parts]
    if len(bare) > 1 and (all(verbs) or all(dated)):
        return True
    # Short parts without a verb are a shopping list.
    short = all(len(part) < _SHORT for part in bare)
    return "," in separators and len(bare) > 1 and short and not any(verbs)


def _begins_with_verb(part: list[Token]) -> bool:
    start = phrases.match("to", part) or 0
    return len(part) > start + 1 and part[start].low in VERBS


def _without_bullet(part: list[Token]) -> list[Token]:
    """Read "1. book hotel", "2) rent a car": the figure counts the lines."""
    counted = len(part) > 2 and _BULLET.fullmatch(part[0].low) and part[1].low in {".", ")"}  # noqa: PLR2004 (figure, dot, title)
    return part[2:] if counted else part


def _rejoined(parts: list[list[Token]], sentence: Sentence) -> list[list[Token]]:
    """A part that is nothing but details belongs to the task before it."""
    joined: list[list[Token]] = []
    for part in parts:
        if joined and not extract(part, sentence.now)[1]:
            joined[-1] = joined[-1] + part
        else:
            joined.append(part)
    return joined


def _shared(drafts: list[Draft]) -> list[Draft]:
    """Let what only the last of several says hold for all: "milk, eggs and bread tomorrow"."""
    if len(drafts) < 2 or any(draft.details.arguments() for draft in drafts[:-1]):  # noqa: PLR2004 (one has nothing to share)
        return drafts
    return [replace(draft, details=drafts[-1].details) for draft in drafts]
