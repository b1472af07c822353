"""Reads a filter into nodes.

Grammar, loosest first: any_of = all_of {("or" | "|") all_of}; all_of = one {one};
one = ("-" | "not") one | "(" any_of ")" | term.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from src.services.filters import lexer, terms
from src.services.filters.errors import FilterError
from src.services.filters.lexer import Token
from src.services.filters.nodes import And, Node, Not, Or

DEEPEST = 20
MOST_TERMS = 50


@dataclass(frozen=True, slots=True)
class Parsed:
    """A filter that was read."""

    node: Node | None
    """None for a filter that says nothing, which every task fits."""
    terms: list[tuple[Token, Node]]
    """Each term with its place, for highlighting."""


def parse(text: str) -> Parsed:
    """Read a filter.

    Raises:
        FilterError: It cannot be read; the error says where and what would work.
    """
    found = lexer.tokens(text)
    if not found:
        return Parsed(None, [])
    reader = _Reader(found, len(text))
    node = reader.any_of(0)
    return Parsed(node, reader.terms)


class _Reader:
    """Goes over the tokens once."""

    def __init__(self, tokens: Sequence[Token], length: int) -> None:
        self._tokens, self._length, self._at = tokens, length, 0
        self.terms: list[tuple[Token, Node]] = []

    def any_of(self, depth: int) -> Node:
        parts = [self._all_of(depth)]
        while self._peek("or"):
            self._at += 1
            parts.append(self._all_of(depth))
        if depth == 0 and self._at < len(self._tokens):
            token = self._tokens[self._at]
            raise FilterError("This bracket closes nothing.", token.start, token.end)
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all_of(self, depth: int) -> Node:
        parts = [self._one(depth)]
        while self._at < len(self._tokens) and not self._peek("or", "close"):
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _one(self, depth: int) -> Node:
        if self._at >= len(self._tokens):
            raise FilterError("Here something is missing.", self._length, self._length)
        token = self._tokens[self._at]
        if depth >= DEEPEST:
            raise FilterError("There are too many brackets in brackets.", token.start, token.end)
        self._at += 1
        match token.kind:
            case "not":
                return Not(self._one(depth + 1))
            case "open":
                return self._group(token, depth)
            case "term":
                return self._term(token)
            case _:
                raise FilterError("Here something is missing.", token.start, token.end)

    def _group(self, opening: Token, depth: int) -> Node:
        node = self.any_of(depth + 1)
        if not self._peek("close"):
            raise FilterError("This bracket is not closed.", opening.start, opening.end)
        self._at += 1
        return node

    def _term(self, token: Token) -> Node:
        if len(self.terms) >= MOST_TERMS:
            raise FilterError(f"More than {MOST_TERMS} terms.", token.start, token.end)
        node = terms.read(token)
        self.terms.append((token, node))
        return node

    def _peek(self, *kinds: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at].kind in kinds
