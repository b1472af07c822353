"""JSON schemas without what only repeats itself: a client reads the listing of all tools."""

from collections.abc import Mapping
from typing import Any, NamedTuple

type Schema = dict[str, Any]
_NAMED = ("properties", "$defs")
"""Members whose own members are named by us, not by JSON Schema."""
_NULL = {"type": "null"}


class _Way(NamedTuple):
    """How a schema is said."""

    nullable: bool
    """Whether it is said that a value can be null."""
    noise: frozenset[str]
    """Members that are left out."""


_ARGUMENTS = _Way(nullable=False, noise=frozenset({"title", "examples"}))
_ANSWER = _Way(nullable=True, noise=frozenset({"title", "examples", "default"}))


def arguments_schema(schema: Mapping[str, Any]) -> Schema:
    """Return the schema of a tool's arguments: what may be left out is not also said to be null."""
    kept = _compact(schema, _ARGUMENTS)
    for one in kept["properties"].values():
        if one.get("default", ...) is None:
            del one["default"]
    return kept | {"additionalProperties": False}


def answer_schema(schema: Mapping[str, Any]) -> Schema:
    """Return the schema of a tool's answer."""
    return _compact(schema, _ANSWER)


def _compact(node: Mapping[str, Any], way: _Way) -> Schema:
    kept: Schema = {}
    for name, value in node.items():
        if name in _NAMED:
            kept[name] = {own: _compact(one, way) for own, one in value.items()}
        elif name == "anyOf" and _NULL in value:
            kept |= _optional([_compact(one, way) for one in value if one != _NULL], way)
        elif name not in way.noise:
            kept[name] = _member(value, way)
    # What is said of the place goes before what is said of the type.
    return kept | {"description": node["description"]} if "description" in node else kept


def _member(value: object, way: _Way) -> object:
    match value:
        case dict():
            return _compact(value, way)
        case list():
            return [_member(one, way) for one in value]
        case _:
            return value


def _optional(types: list[Schema], way: _Way) -> Schema:
    """Return one of some types, or nothing."""
    if not way.nullable:
        return types[0] if len(types) == 1 else {"anyOf": types}
    only = types[0]
    if len(types) == 1 and "type" in only and "enum" not in only:
        return only | {"type": [only["type"], "null"]}
    return {"anyOf": [*types, _NULL]}
