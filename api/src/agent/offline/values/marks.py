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

EXAMPLES = {
    "!high": "high",
    "p3": "low",
    "with high priority": "high",
    "#home": ("home",),
    "with the tags garden and weekend": ("garden", "weekend"),
}
_BEFORE_TAG = (
    "with|under|and the? tag|tags|label :?",
    "tagged|labelled|labeled as|with|under?",
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
    end = start or phrases.match("very? urgent|important|urgently|asap", tokens, at)
    if end and phrases.match("task|todo|item|reminder|tasks", tokens, end):
        # "an important task" says how urgent the task is; "urgent care bill" is a title.
        return end, "high"
    last = end is not None and all(token.kind != "word" for token in tokens[end:])
    return (end, "high") if end and last and at else None


def tags(tokens: Sequence[Token], at: int) -> tuple[int, tuple[str, ...]] | None:
    """The tags from index `at`: where they end, and their names in lower case without the sign."""
    found = tag(tokens, at)
    if found is None:
        return None
    end, names = found[0], [found[1]]
    # "tagged summer and fun" ends the sentence; "tagged summer and buy ice" goes on with a title.
    start = phrases.first(_BEFORE_TAG, tokens, at)
    more, after = list[str](), end
    while start and (following := phrases.first((", and?", "and|&"), tokens, after)):
        if following >= len(tokens) or tokens[following].kind != "word":
            break
        more.append(tokens[following].low)
        after = following + 1
    return (after, (*names, *more)) if more and after == len(tokens) else (end, tuple(names))


def tag(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """The tag at index `at`: where it ends, and its name in lower case without the sign."""
    # "buy socks tag clothes": as the last word but one, it can only introduce a tag.
    last = tokens[at].low in {"tag", "label"} and 0 < at == len(tokens) - 2
    named = at + 1 if last else phrases.first(_BEFORE_TAG, tokens, at)
    start = named or phrases.match("in|under|and|,", tokens, at) or at
    if start < len(tokens) and tokens[start].kind == "tag":
        return start + 1, tokens[start].low.lstrip("#@")
    # A plain word is a tag only after a word that says so.
    if named and start < len(tokens) and tokens[start].kind in {"word", "quoted"}:
        return start + 1, tokens[start].low
    return None
