"""Programs that differ from a given one in one slip."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from tests.mutation.operators import slips


@dataclass(frozen=True, slots=True)
class Mutant:
    """A program with one slip in it."""

    line: int
    before: str
    after: str
    """The place as it was and as it is, each on one line."""
    source: str
    """The whole program."""


def mutants(source: str) -> Iterator[Mutant]:
    """Yield all mutants of a program, from top to bottom.

    Annotations, decorators, docstrings and texts for people stay as they are: tests do not hold
    them, and mypy or a reader does.
    """
    tree = ast.parse(source)
    for parent, name, at, node in _places(tree):
        for other in slips(node):
            _put(parent, name, at, ast.fix_missing_locations(ast.copy_location(other, node)))
            yield Mutant(node.lineno, _short(node), _short(other), ast.unparse(tree))
            _put(parent, name, at, node)


type _Place = tuple[ast.AST, str, int | None, ast.expr | ast.stmt]


def _places(parent: ast.AST) -> Iterator[_Place]:
    for name, value in ast.iter_fields(parent):
        if name in {"annotation", "returns", "decorator_list", "type_params"}:
            continue
        several = isinstance(value, list)
        for at, node in enumerate(value if several else [value]):
            if not isinstance(node, ast.AST) or _is_prose(node):
                continue
            if isinstance(node, ast.expr | ast.stmt):
                yield parent, name, at if several else None, node
            yield from _places(node)


def _is_prose(node: ast.AST) -> bool:
    match node:
        case ast.Expr(ast.Constant(str())) | ast.TypeAlias():
            return True
        case ast.JoinedStr(values):
            texts = [one.value for one in values if isinstance(one, ast.Constant)]
            return " " in "".join(str(text) for text in texts).strip()
        case _:
            return False


def _put(parent: ast.AST, name: str, at: int | None, node: ast.AST) -> None:
    if at is None:
        setattr(parent, name, node)
    else:
        getattr(parent, name)[at] = node


def _short(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:100]
