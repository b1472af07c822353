"""What can go wrong at one place of a program: the slips that people make."""

import ast
from collections.abc import Iterator

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_NAMES = {
    "and_": "or_",
    "or_": "and_",
    "any": "all",
    "all": "any",
    "min": "max",
    "max": "min",
    "is_": "is_not",
    "is_not": "is_",
    "lower": "upper",
    "startswith": "endswith",
    "asc": "desc",
    "desc": "asc",
    "match": "fullmatch",
    "fullmatch": "match",
}
"""Functions and methods that are taken for one another."""


def slips(node: ast.AST) -> Iterator[ast.AST]:  # noqa: C901, PLR0912 - one case a node
    """Yield what could stand in a node's place by mistake, each one slip away from it."""
    match node:
        case ast.Compare(left, [first, *ops], right) if type(first) in _COMPARISONS:
            yield ast.Compare(left, [_COMPARISONS[type(first)](), *ops], right)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not() | ast.USub() | ast.Invert(), operand):
            yield operand
        case ast.BinOp(left, op, right) if type(op) in _ARITHMETIC:
            yield ast.BinOp(left, _ARITHMETIC[type(op)](), right)
        case ast.Constant(value):
            yield from _constants(value)
        case ast.Call():
            yield from _calls(node)
        case ast.If(test, body, orelse):
            yield ast.If(_opposite(test), body, orelse)
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(_opposite(test), body, orelse)
        case ast.Return(ast.expr() as value) if not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.Expr(ast.Call() | ast.Await()) | ast.Raise() | ast.AugAssign():
            yield ast.Pass()
        case ast.Assign([ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.Dict(keys, values) if len(keys) > 1:
            yield ast.Dict(keys[1:], values[1:])
        case ast.Set([_, *kept]) if kept:
            yield ast.Set(kept)
        case _:
            pass


def _opposite(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), test)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _constants(value: object) -> Iterator[ast.expr]:
    match value:
        case bool():
            yield ast.Constant(not value)
        case int():
            yield ast.Constant(value + 1)
        case str() if " " not in value.strip():
            yield ast.Constant(f"{value}X")
        case _:
            pass  # a text for people: a test that repeats it proves nothing


def _calls(node: ast.Call) -> Iterator[ast.expr]:
    match node.func:
        case ast.Name(name) if name in _NAMES:
            yield ast.Call(ast.Name(_NAMES[name]), node.args, node.keywords)
        case ast.Attribute(owner, name) if name in _NAMES:
            yield ast.Call(ast.Attribute(owner, _NAMES[name]), node.args, node.keywords)
        case _:
            pass
    for at in range(len(node.args) if len(node.args) > 1 else 0):
        yield ast.Call(node.func, [*node.args[:at], *node.args[at + 1 :]], node.keywords)
    for at in range(len(node.keywords)):
        yield ast.Call(node.func, node.args, [*node.keywords[:at], *node.keywords[at + 1 :]])
