"""Words of a sentence, each with where it stood, so that a title keeps its own spelling."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

# Longest first: a clock or a date is one word here, as it is to the person who wrote it.
_TOKEN = re.compile(
    r"""
      (?P<quoted>"[^"]+"|“[^”]+”|«[^»]+»|(?<!\w)'[^']+'(?!\w))
    | (?P<address>https?://\S+)
    | (?P<tag>\#[\w-]+|(?<!\S)@[^\W\d][\w-]*)
    | (?P<project>(?<!\S)/[^\W\d][\w-]*(?!\S))
    | (?P<mark>!{2,3}(?!\w)|!\w+)
    | (?P<date>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\w/])
              |\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?(?![\w.]))
    | (?P<clock>\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\b\.?)?(?![\w:])|\d{1,2}\s?[ap]\.?m\b\.?)
    | (?P<word>\w+(?:['\u2019\u2018.@/+&-]\w+)*)
    | (?P<punctuation>\n|\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, tag, project, date, clock or mark; `start` and `end` index its text."""

    kind: str
    text: str
    start: int
    end: int
    meant: str = ""
    """What it must mean, where it is a slip of the pen."""
    low: str = field(init=False, compare=False)
    """Lower case, with straight apostrophes and without quotes: what the grammar compares."""

    def __post_init__(self) -> None:
        # Once for each word, not each time it is compared: that is most of what the grammar does.
        plain = self.text.lower().replace("\u2019", "'").replace("\u2018", "'")
        plain = plain[1:-1] if self.kind == "quoted" else plain
        object.__setattr__(self, "low", self.meant or plain)


def tokenize(text: str) -> list[Token]:
    """Split a sentence; white space is dropped, nothing else is lost."""
    return [
        Token(match.lastgroup or "word", match.group(), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]


def spell(text: str, tokens: Sequence[Token]) -> str:
    """The tokens as they were written; where some were taken out between two, one space stands.

    A single quoted token loses its quotes.
    """
    if len(tokens) == 1 and tokens[0].kind == "quoted":
        return tokens[0].text[1:-1].strip()
    pieces: list[str] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if before is not None:
            between = text[before.end : token.start]
            pieces.append(between if not between.strip() else " ")
        pieces.append(token.text)
    return re.sub(r"\s+", " ", "".join(pieces)).strip()


def trim(tokens: Sequence[Token], also: frozenset[str] = frozenset()) -> list[Token]:
    """The tokens without punctuation (and the words of `also`) at either end."""
    kept = list(tokens)
    while kept and _is_edge(kept[0], also):
        kept.pop(0)
    while kept and _is_edge(kept[-1], also):
        kept.pop()
    return kept


def _is_edge(token: Token, also: frozenset[str]) -> bool:
    return (token.kind == "punctuation" and token.text not in "()[]$€£&") or token.low in also
