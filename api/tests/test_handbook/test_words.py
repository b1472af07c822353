"""Schemas in words."""

import pytest

from src.handbook.examples import Schema
from src.handbook.words import in_words


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string", "maxLength": 500}, "text, at most 500 characters"),
        (
            {"type": "integer", "minimum": 1, "maximum": 1000},
            "whole number, at least 1, at most 1,000",
        ),
        ({"type": "string", "format": "date-time"}, "instant"),
        ({"anyOf": [{"type": "string", "format": "uuid"}, {"type": "null"}]}, "UUID or null"),
        ({"enum": ["open", "done"], "type": "string"}, "`open`, `done`"),
        ({"const": "text", "type": "string"}, "`text`"),
        ({"type": "array", "items": {"type": "boolean"}}, "list of yes or no"),
        (
            {
                "type": "array",
                "maxItems": 2,
                "prefixItems": [{"type": "integer"}, {"type": "string"}],
            },
            "list of whole number and text",
        ),
        ({"$ref": "#/components/schemas/TaskPublic"}, "[TaskPublic](#taskpublic)"),
        ({"$ref": "#/components/schemas/Page_TaskPublic_"}, "page of [TaskPublic](#taskpublic)"),
        ({"$ref": "#/components/schemas/JsonValue"}, "any value"),
        ({"type": "object"}, "object"),
        ({}, "any value"),
    ],
)
def test_what_a_value_may_be(schema: Schema, expected: str) -> None:
    assert in_words(schema) == expected
