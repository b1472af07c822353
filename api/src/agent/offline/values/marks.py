"""Priorities and tags: "!high", "p1", "high priority", "#home", "tagged home"."""

from collections.abc import Sequence
from typing import Literal

from src.agent.offline.reading import phrases
from src.agent.offline.reading.tokens import Token

Priority = Literal["none", "low", "medium", "high"]

_WORDS: dict[str, Priority] = {
    "high": "high",
    "highest": "high",
    "top": "high",
    "urgent": "high",
    "medium": "medium",
    "normal": "medium",
    "low": "low",
    "lowest": "low",
    "no": "none",
}
_SIGNS: dict[str, Priority] = {
    "p1": "high",
    "p2": "medium",
    "p3": "low",
    "p4": "none",
    "!!!": "high",
    "!!": "medium",
    "!1": "high",
    "!2": "medium",
    "!3": "low",
    "!urgent": "high",
    "!important": "high",
    "!high": "high",
    "!medium": "medium",
    "!med": "medium",
    "!low": "low",
    "!none": "none",
}

_BEFORE_TAG = (
    "with|under|and the? tag|tags|label :?",
    "tagged|labelled|labeled as|with?",
    "tag|tags :",
)


def priority(tokens: Sequence[Token], at: int) -> tuple[int, Priority] | None:
    """The priority phrase that starts at index `at`: where it ends, and what it names."""
    if sign := _SIGNS.get(tokens[at].low):
        return at + 1, sign
    start = phrases.match("with|as|at|it's|its", tokens, at) or at
    start = phrases.match("a|the", tokens, start) or start
    if end := phrases.match("priority :? to?", tokens, start):
        word = _WORDS.get(tokens[end].low) if end < len(tokens) else None
        return (end + 1, word) if word else None
    word = _WORDS.get(tokens[start].low) if start < len(tokens) else None
    end = phrases.match("-? priority|prio", tokens, start + 1)
    if word and end:
        return end, word
    return _hyphenated(tokens, start) or _urgent(tokens, at)


def _hyphenated(tokens: Sequence[Token], at: int) -> tuple[int, Priority] | None:
    # "high-priority" is one word to the tokenizer.
    word, _, rest = tokens[at].low.partition("-") if at < len(tokens) else ("", "", "")
    return (at + 1, _WORDS[word]) if rest in {"priority", "prio"} and word in _WORDS else None


def _urgent(tokens: Sequence[Token], at: int) -> tuple[int, Priority] | None:
    """Read "urgent" or "asap" where nothing follows: earlier it may belong to the title."""
    start = phrases.match("it's|its urgent|important", tokens, at)
    end = start or phrases.match("urgent|urgently|asap", tokens, at)
    last = end is not None and all(token.kind != "word" for token in tokens[end:])
    return (end, "high") if end and last and at else None


def tag(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """The tag at index `at`: where it ends, and its name in lower case without the sign."""
    named = phrases.first(_BEFORE_TAG, tokens, at)
    start = named or phrases.match("in|under|and|,", tokens, at) or at
    if start < len(tokens) and tokens[start].kind == "tag":
        return start + 1, tokens[start].low.removeprefix("#")
    # A plain word is a tag only after a word that says so.
    if named and start < len(tokens) and tokens[start].kind in {"word", "quoted"}:
        return start + 1, tokens[start].low
    return None
