"""Cuts a filter into tokens, each with its place in the text."""

import re
from dataclasses import dataclass
from typing import Literal

from src.services.filters.errors import FilterError

type Kind = Literal["open", "close", "or", "not", "term"]
_SPACE = re.compile(r"\s*")
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_WORD = re.compile(rf'(?:{_QUOTED}|[^\s()|"])+', re.DOTALL)
_SIGNS: dict[str, Kind] = {"(": "open", ")": "close", "|": "or"}
_WORDS: dict[str, Kind] = {"or": "or", "not": "not"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a filter."""

    kind: Kind
    text: str
    start: int
    end: int
    """Characters, as Python counts them."""


def tokens(text: str) -> list[Token]:
    """Cut a filter into tokens.

    Raises:
        FilterError: A quote is not closed.
    """
    found: list[Token] = []
    at = _after_space(text, 0)
    while at < len(text):
        token = _next(text, at)
        found.append(token)
        at = _after_space(text, token.end)
    return found


def unquoted(text: str) -> str:
    """Return a text without its quotes."""
    if len(text) > 1 and text[0] == text[-1] == '"':
        return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)
    return text


def _next(text: str, at: int) -> Token:
    sign = text[at]
    if sign in _SIGNS:
        return Token(_SIGNS[sign], sign, at, at + 1)
    if sign == "-" and at + 1 < len(text) and not text[at + 1].isspace():
        return Token("not", sign, at, at + 1)
    word = _WORD.match(text, at)
    if word is None:  # only a quote that is not closed is no word
        raise FilterError("This quote is not closed.", at, len(text))
    return Token(_WORDS.get(word[0].lower(), "term"), word[0], at, word.end())


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
