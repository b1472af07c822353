"""Labels and notes: "tag it with home", "remove the tag home from X", "add a note to X: …"."""

from collections.abc import Sequence

from src.agent.offline.constructs.change import Change
from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import Token, trim
from src.agent.offline.targets import read
from src.agent.offline.values.changes import Changes

_TAG = ("tag|label",)
_ADD = ("add|put|set the? tag|label|tags :?", "add|put")
_REMOVE = (
    "remove|delete|drop|clear|take|strip the? tag|label|tags :? off?",
    "remove|delete|take|drop",
)
_UNTAG = ("untag",)
_NOTE = ("add|put|write|attach a|the? note|notes|comment to|on|for", "note on|for|to")
_CLEAR = (
    "remove|clear|drop|delete|unset the? due? date|deadline|day of|from|for|on",
    "unschedule",
)
_CLEAR_TIME = ("remove|clear|drop|delete|unset the? due? time of|from|for|on",)
_CLEAR_PRIORITY = (
    "remove|clear|drop|delete|unset|reset the? priority of|from|for|on",
    "deprioritize|deprioritise",
)


def parse(sentence: Sentence) -> Change | None:
    """Read a sentence that changes tags or notes, or empties a field."""
    return _note(sentence) or _cleared(sentence) or _tagged(sentence) or _untagged(sentence)


def _note(sentence: Sentence) -> Change | None:
    """Read "add a note to buy milk: two litres", "add a note to it saying call first"."""
    rest = sentence.starts(_NOTE)
    span = phrases.search((":", "that says", "saying", "with text?"), rest) if rest else None
    if not rest or not span or not span[0]:
        return None
    # The note is taken from the text itself: its line breaks and quotes are kept.
    text = sentence.text[rest[span[1]].start :].strip() if span[1] < len(rest) else ""
    target = read(sentence.text, rest[: span[0]], sentence.now)
    return Change(target, Changes(notes=text)) if target and text else None


def _cleared(sentence: Sentence) -> Change | None:
    for patterns, field in (
        (_CLEAR, "due_date"),
        (_CLEAR_TIME, "due_time"),
        (_CLEAR_PRIORITY, "priority"),
    ):
        rest = sentence.starts(patterns)
        target = read(sentence.text, rest, sentence.now) if rest else None
        if target:
            return Change(target, Changes(clear=(field,)))
    return None


def _tagged(sentence: Sentence) -> Change | None:
    """Read "tag X as home", "add #home to X", "add the tag home to X"."""
    rest = sentence.starts(_TAG)
    if rest:
        span = phrases.search(("with|as the? tag?",), rest)
        names = rest[span[1] :] if span else [token for token in rest if token.kind == "tag"]
        target = rest[: span[0]] if span else [token for token in rest if token.kind != "tag"]
        return _change(sentence, target, add=_names(names))
    rest = sentence.starts(_ADD)
    return _split(sentence, rest, ("to|on|onto",), remove=False) if rest else None


def _untagged(sentence: Sentence) -> Change | None:
    """Read "remove #home from X", "untag X", "untag X from home"."""
    rest = sentence.starts(_UNTAG)
    if rest and (span := phrases.search(("from|as",), rest)):
        return _change(sentence, rest[: span[0]], remove=_names(rest[span[1] :]))
    rest = sentence.starts(_REMOVE)
    return _split(sentence, rest, ("from|off|of of?",), remove=True) if rest else None


def _split(
    sentence: Sentence, rest: Sequence[Token], between: tuple[str, ...], *, remove: bool
) -> Change | None:
    """Read "#home to X"; a plain word is a tag only after the word tag."""
    span = phrases.search(between, rest)
    if span is None or not span[0]:
        return None
    # "add milk to the list" is no tag; "add the tag milk to tea" is.
    said_tag = any(token.low in {"tag", "tags", "label"} for token in sentence.tokens[:3])
    if not said_tag and any(token.kind != "tag" for token in rest[: span[0]]):
        return None
    names = _names(rest[: span[0]])
    if remove:
        return _change(sentence, rest[span[1] :], remove=names)
    return _change(sentence, rest[span[1] :], add=names)


def _change(
    sentence: Sentence,
    target: Sequence[Token],
    add: tuple[str, ...] = (),
    remove: tuple[str, ...] = (),
) -> Change | None:
    meant = read(sentence.text, target, sentence.now)
    found = bool(meant and (add or remove))
    return Change(meant, Changes(add_tags=add, remove_tags=remove)) if found else None


def _names(tokens: Sequence[Token]) -> tuple[str, ...]:
    kept = [token for token in trim(tokens) if token.kind in {"word", "tag", "quoted"}]
    return tuple(token.low.removeprefix("#") for token in kept if token.low != "and")
