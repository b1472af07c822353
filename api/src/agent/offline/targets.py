"""Which task a sentence points at: "it", "the second one", "the milk one", "buy milk", "all"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from src.agent.offline.reading import phrases
from src.agent.offline.reading.numbers import cardinal, ordinal
from src.agent.offline.reading.tokens import Token, spell, trim
from src.agent.offline.values import filters

_IT = (
    "it",
    "that|this one|task|item|todo?",
    "the? task",
    "that|this",
    "the same one|task?",
    "the one i|you just? added|mentioned|created",
    "the? last task i? added?",
    "the one",
)
_THEM = (
    "them all?",
    "those|these tasks|ones|two|three?",
    "both of? them|those|these?",
    "they|they're",
    "the two|three",
    "all of? them|those|these",
)
_NOUNS = frozenset({"task", "tasks", "todo", "todos", "item", "items", "one", "ones", "to-do"})
_FILLERS = frozenset(
    {"the", "my", "a", "an", "called", "named", "titled", "about", "please", "for"}
)
_MANY = frozenset({"tasks", "todos", "items", "ones", "things", "stuff"})
_EVERY = ("everything", "all", "every", "each", "whatever")
_LEFT_OF_ALL = (
    _NOUNS
    | _MANY
    | _FILLERS
    | {"of", "on", "in", "list", "from", "that", "that's", "thats", "are", "is", "and", ",", "it"}
)


@dataclass(frozen=True, slots=True)
class Focus:
    """What was talked about last; `many` when the sentence says "them"."""

    many: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """Places in the last numbered answer, from 1; -1 is the last."""

    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """Every task a filter finds."""

    filter: filters.Filter


@dataclass(frozen=True, slots=True)
class Named:
    """Words of a title; `parts` are the titles meant when the whole is none."""

    words: str
    parts: tuple[str, ...] = ()


type Target = Focus | Places | Matching | Named


def read(text: str, tokens: Sequence[Token], now: datetime) -> Target | None:
    """The target these tokens name, or None when they say nothing."""
    kept = trim(tokens, frozenset({"please", "now", "then", "too"}))
    if not kept:
        return None
    if phrases.whole(_IT, kept):
        return Focus()
    if phrases.whole(_THEM, kept):
        return Focus(many=True)
    return _places(kept) or _every(kept, now) or _plural(kept, now) or _named(text, kept)


def _places(tokens: Sequence[Token]) -> Places | None:
    """Read "the second one", "2", "#2 and #4", "number 3", "the first two", "task 1, 2"."""
    words = [token for token in tokens if token.low not in {"the", ",", "and", "&", "number", "no"}]
    # "the second task" and "task 2" say the same.
    words = [token for token in words if token.low not in _NOUNS]
    if len(words) == 2 and words[0].low in {"first", "last"} and (count := cardinal(words[1])):  # noqa: PLR2004 ("first three")
        span = range(1, count + 1) if words[0].low == "first" else range(-count, 0)
        return Places(tuple(span))
    places = [ordinal(word) for word in words]
    found = tuple(place for place in places if place)
    return Places(found) if found and len(found) == len(places) else None


def _every(tokens: Sequence[Token], now: datetime) -> Matching | None:
    if not any(token.low in _EVERY for token in tokens):
        return None
    rest = [token for token in tokens if token.low not in _EVERY]
    return _matching(rest, now)


def _plural(tokens: Sequence[Token], now: datetime) -> Matching | None:
    """Read "my finished tasks", "today's todos": the plural means each that fits."""
    if tokens[-1].low not in _MANY:
        return None
    found = _matching(tokens, now)
    return found if found and found.filter.narrows else None


def _matching(tokens: Sequence[Token], now: datetime) -> Matching | None:
    found, left = filters.read(tokens, now)
    unknown = [token for token in left if token.low not in _LEFT_OF_ALL]
    if not unknown:
        return Matching(found)
    # "all home tasks": one unknown word before the noun is a tag or a project.
    at = left.index(unknown[0])
    before_noun = at + 1 < len(left) and left[at + 1].low in _MANY
    if len(unknown) == 1 and before_noun and not (found.tag or found.project):
        return Matching(replace(found, label=unknown[0].low))
    return None


def _named(text: str, tokens: Sequence[Token]) -> Named | None:
    kept = trim(tokens, _FILLERS)
    # "the milk one" is "milk"; but a quoted title stays as it is.
    while kept and kept[-1].low in _NOUNS and kept[-1].kind != "quoted":
        kept = trim(kept[:-1], _FILLERS)
    while len(kept) > 1 and kept[0].low in _NOUNS:
        kept = trim(kept[1:], _FILLERS)
    if not kept:
        return None
    return Named(spell(text, kept), tuple(_parts(text, kept)))


def _parts(text: str, tokens: Sequence[Token]) -> list[str]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.low in {"and", ",", ";", "&"}:
            parts.append([])
        else:
            parts[-1].append(token)
    trimmed = [trim(part, _FILLERS | _NOUNS) for part in parts]
    spelled = [spell(text, part) for part in trimmed if part]
    return spelled if len(spelled) > 1 else []
