"""Tags of tasks: "tag it with home", "add #home to X", "remove the tag home from X", "untag X"."""

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
    "remove|delete|drop|take the?",
)
_UNTAG = ("untag",)
_NO_NAMES = frozenset({"and", "the", "tag", "tags", "label", "labels"})
EXAMPLES = (
    "tag buy milk with shopping",
    "add #errand to buy milk",
    "remove the tag home from water the plants",
    "untag pay rent #money",
)


def parse(sentence: Sentence) -> Change | None:
    """Read a sentence that puts tags on tasks or takes them off."""
    return _tagged(sentence) or _untagged(sentence)


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
    if rest and any(token.kind == "tag" for token in rest):
        names = [token for token in rest if token.kind == "tag"]
        target = [token for token in rest if token.kind != "tag"]
        return _change(sentence, target, remove=_names(names))
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
    said_tag = any(token.low in {"tag", "tags", "label"} for token in sentence.tokens[:4])
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
    return tuple(token.low.lstrip("#@") for token in kept if token.low not in _NO_NAMES)
