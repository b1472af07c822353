"""Examples for the OpenAPI document: what the schemas lack is put together from their parts."""

from typing import Any

type Json = Any
type Schema = dict[str, Any]

PREFIX = "#/components/schemas/"
_OF_FORMAT = {
    "uuid": "0192f3a4-5b6c-7d8e-9f01-23456789abcd",
    "date": "2026-11-25",
    "date-time": "2026-11-25T16:00:00Z",
}
_OF_TYPE: dict[str, Json] = {"boolean": False, "null": None}
_PLAIN = {"boolean", "null"}


def add_examples(document: dict[str, Any]) -> None:
    """Give every named schema and every parameter that is not just a choice an example.

    Raises:
        LookupError: A text has neither an example nor a format.
    """
    schemas = document["components"]["schemas"]
    for schema in schemas.values():
        if "properties" in schema:
            schema["examples"] = schema.get("examples") or [example_of(schema, schemas)]
    for operations in document["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                schema = parameter["schema"]
                if not _is_choice(schema):
                    schema["examples"] = [example_of(schema, schemas)]


def schema_of(media: dict[str, Any]) -> Schema:
    """Return the schema of a body; a stream has one for each event, and an example for people."""
    return media.get("schema") or {"type": "string", "examples": [media["example"]]}


def example_of(schema: Schema, schemas: dict[str, Schema]) -> Json:
    """Return an example of a schema.

    Args:
        schema: What it is an example of.
        schemas: The named schemas, for references.

    Raises:
        LookupError: A text has neither an example nor a format.
    """
    if schema.get("examples"):
        return schema["examples"][0]
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].removeprefix(PREFIX)], schemas)
    for choices in ("anyOf", "oneOf"):
        if choices in schema:
            return example_of(schema[choices][0], schemas)
    if "enum" in schema:
        return schema.get("default", schema["enum"][0])
    for given in ("const", "default"):
        if given in schema:
            return schema[given]
    return _by_type(schema, schemas)


def _by_type(schema: Schema, schemas: dict[str, Schema]) -> Json:
    match schema.get("type"):
        case "object":
            parts = schema.get("properties", {})
            return {name: example_of(one, schemas) for name, one in parts.items()}
        case "array":
            parts = schema.get("prefixItems") or [schema["items"]]
            return [example_of(one, schemas) for one in parts]
        case "integer":
            return schema.get("minimum", 1)
        case "string" if schema.get("format") in _OF_FORMAT:
            return _OF_FORMAT[schema["format"]]
        case kind if kind in _OF_TYPE:
            return _OF_TYPE[kind]
    message = f"no example for {schema}"
    raise LookupError(message)


def _is_choice(schema: Schema) -> bool:
    choices = schema.get("anyOf", [schema])
    return all("enum" in one or "const" in one or one.get("type") in _PLAIN for one in choices)
