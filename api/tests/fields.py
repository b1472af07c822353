"""Every value that a client can send, by the OpenAPI document: a new one is there at once."""

import copy
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from src.main import create_app
from tests.asking import Body

DOCUMENT = create_app().openapi()
SCHEMAS = DOCUMENT["components"]["schemas"]
type Step = str | int


class Field(NamedTuple):
    """One value in the request of one operation."""

    method: str
    path: str
    where: str
    """`path`, `query`, `header` or `body`."""
    at: tuple[Step, ...]
    """The parameter's name, or the way to the value within the body."""
    types: frozenset[str]
    """What JSON Schema calls the types that it can have."""
    is_id: bool

    def __str__(self) -> str:
        at = ".".join(str(step) for step in self.at)
        return f"{self.method} {self.path} {self.where} {at}"


def fields() -> Iterator[Field]:
    """Find the fields of all operations."""
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            for parameter in operation.get("parameters", []):
                name, schema = parameter["name"], parameter["schema"]
                yield Field(method, path, parameter["in"], (name,), *_kind(schema))
            content = operation.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                for at, schema in _leaves((), content["application/json"]["schema"]):
                    yield Field(method, path, "body", at, *_kind(schema))


def with_value(body: Body, at: tuple[Step, ...], value: object) -> Body:
    """Return a body that has a value at a place, and what has to be around it."""
    made: Any = copy.deepcopy(body)
    here = made
    for step, following in pairwise(at):
        empty: Any = [None] if isinstance(following, int) else {}
        if not isinstance(here[step] if isinstance(step, int) else here.get(step), type(empty)):
            here[step] = empty
        here = here[step]
    here[at[-1]] = value
    return dict(made)


def _leaves(
    at: tuple[Step, ...], schema: dict[str, Any]
) -> Iterator[tuple[tuple[Step, ...], dict[str, Any]]]:
    options = [_resolved(one) for one in schema.get("anyOf", [schema])]
    nested = [one for one in options if "properties" in one or "items" in one]
    if at and len(nested) < len(options):
        yield at, schema
    for one in nested:
        for name, property_ in one.get("properties", {}).items():
            yield from _leaves((*at, name), property_)
        if "items" in one:
            yield from _leaves((*at, 0), one["items"])


def _kind(schema: dict[str, Any]) -> tuple[frozenset[str], bool]:
    options = [_resolved(one) for one in schema.get("anyOf", [schema])]
    types = frozenset(one.get("type", "string") for one in options)
    return types, any(one.get("format") == "uuid" for one in options)


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = (
        SCHEMAS[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    )
    return found
