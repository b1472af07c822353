"""The OpenAPI document as what a reference shows: groups of operations, and objects."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from src.handbook.examples import Json, Schema, example_of, schema_of
from src.handbook.words import in_words, is_page

PLAIN = "Successful Response"
"""What FastAPI says of an answer that a route says nothing of."""


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter of an operation, or a field of an object; texts are lines of Markdown."""

    name: str
    where: str
    """`path`, `query`, `header`; empty for a field."""
    needed: bool
    kind: str
    description: str
    example: str


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent, or what comes back."""

    kind: str
    """A line of Markdown."""
    media_type: str
    example: Json


@dataclass(frozen=True, slots=True)
class Answer:
    """One status of success."""

    status: str
    description: str
    """Empty when it says no more than that all went well."""
    body: Body | None


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    description: str
    is_open: bool
    """Whether nobody has to be signed in."""
    parameters: tuple[Row, ...]
    body: Body | None
    answers: tuple[Answer, ...]
    """Of success."""
    problems: tuple[str, ...]
    """The statuses of failures."""


@dataclass(frozen=True, slots=True)
class Group:
    """The operations of one tag."""

    name: str
    description: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Object:
    """A named schema."""

    name: str
    description: str
    fields: tuple[Row, ...]
    example: Json


def groups(document: dict[str, Any]) -> list[Group]:
    """Return all operations, in the order of the document's tags."""
    operations = [
        (one["tags"][0], _operation(method, path, one, document))
        for path, methods in document["paths"].items()
        for method, one in methods.items()
    ]
    return [
        Group(
            tag["name"],
            tag["description"],
            tuple(one for name, one in operations if name == tag["name"]),
        )
        for tag in document["tags"]
    ]


def objects(document: dict[str, Any]) -> list[Object]:
    """Return all named schemas that have fields, by name; the introduction tells of pages."""
    schemas = document["components"]["schemas"]
    return [
        Object(
            name,
            _text(schema.get("description", "")),
            tuple(_fields(schema)),
            example_of(schema, schemas),
        )
        for name, schema in sorted(schemas.items())
        if "properties" in schema and not is_page(name)
    ]


def _operation(
    method: str, path: str, operation: dict[str, Any], document: dict[str, Any]
) -> Operation:
    schemas, responses = document["components"]["schemas"], operation["responses"]
    return Operation(
        method=method.upper(),
        path=path,
        description=operation["description"],
        is_open=operation.get("security") == [],
        parameters=tuple(_parameter(one, schemas) for one in operation.get("parameters", [])),
        body=_body(operation.get("requestBody", {}), schemas),
        answers=tuple(
            Answer(status, one["description"].removeprefix(PLAIN), _body(one, schemas))
            for status, one in sorted(responses.items())
            if status < "400"
        ),
        problems=tuple(status for status in sorted(responses) if status >= "400"),
    )


def _parameter(parameter: dict[str, Any], schemas: dict[str, Schema]) -> Row:
    schema = parameter["schema"]
    shown = schema.get("examples")
    return Row(
        parameter["name"],
        parameter["in"],
        parameter.get("required", False),
        in_words(_without_null(schema)),
        _text(parameter.get("description", "")),
        f"`{example_of(schema, schemas)}`" if shown else "",
    )


def _without_null(schema: Schema) -> Schema:
    """Return a parameter's schema without null: leaving it out is how null is sent."""
    kept = [one for one in schema.get("anyOf", []) if one.get("type") != "null"]
    return {"anyOf": kept} if kept else schema


def _fields(schema: Schema) -> Iterator[Row]:
    needed = schema.get("required", [])
    for name, one in schema["properties"].items():
        default = one.get("default")
        said = _text(one.get("description", ""))
        if default not in (None, [], ""):
            said = f"{said} Without it: `{default}`.".strip()
        yield Row(name, "", name in needed, in_words(one), said, "")


def _body(holder: dict[str, Any], schemas: dict[str, Schema]) -> Body | None:
    content = holder.get("content")
    if not content:
        return None
    schema = schema_of(next(iter(content.values())))
    media_types = ", ".join(f"`{name}`" for name in content)
    return Body(in_words(schema), media_types, example_of(schema, schemas))


def _text(description: str) -> str:
    """Return a description as one line: docstrings are wrapped."""
    return " ".join(description.split())
