"""Schemas in words, with links to the objects that they name."""

from typing import Any

from src.handbook.examples import PREFIX, Schema

PAGE = "Page_"
_FORMATS = {
    "uuid": "UUID",
    "date": "day",
    "date-time": "instant",
    "email": "e-mail address",
    "binary": "bytes",
    "password": "secret text",
}
_TYPES = {"string": "text", "integer": "whole number", "boolean": "yes or no", "null": "null"}
_BOUNDS = (
    ("minLength", "at least {} characters"),
    ("maxLength", "at most {} characters"),
    ("minimum", "at least {}"),
    ("maximum", "at most {}"),
    ("minItems", "at least {}"),
    ("maxItems", "at most {}"),
)


def in_words(schema: Schema) -> str:
    """Return what a value may be, as one line of Markdown."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(PREFIX)
        if name == "JsonValue":
            return "any value"
        inner = name.removeprefix(PAGE).removesuffix("_")
        return ("page of " if is_page(name) else "") + f"[{inner}](#{inner.lower()})"
    for choices in ("anyOf", "oneOf"):
        if choices in schema:
            return " or ".join(in_words(one) for one in schema[choices])
    if "enum" in schema:
        return ", ".join(f"`{one}`" for one in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    return ", ".join([_kind(schema), *_bounds(schema)])


def is_page(name: str) -> bool:
    """Whether a named schema is a page of another one; all pages look alike."""
    return name.startswith(PAGE)


def _kind(schema: Schema) -> str:
    match schema.get("type"):
        case "array":
            items = schema.get("prefixItems") or [schema["items"]]
            return "list of " + " and ".join(in_words(one) for one in items)
        case "object":
            return "object"
        case "string" if schema.get("format") in _FORMATS:
            return _FORMATS[schema["format"]]
        case kind:
            return _TYPES.get(str(kind), "any value")


def _bounds(schema: dict[str, Any]) -> list[str]:
    if "prefixItems" in schema:
        return []
    return [words.format(f"{schema[name]:,}") for name, words in _BOUNDS if name in schema]
