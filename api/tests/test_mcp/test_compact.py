"""Schemas without what only repeats itself."""

from datetime import date
from typing import Annotated, Any, Literal

import jsonschema
import pytest
from pydantic import BaseModel, Field

from src.mcp.compact import answer_schema, arguments_schema


class Inner(BaseModel):
    """Inside."""

    title: str


class Sample(BaseModel):
    """Something with every kind of member."""

    title: Annotated[str, Field(description="Its title.", examples=["x"])]
    day: Annotated[date | None, Field(description="A day.")] = None
    level: Literal["low", "high"] | None = None
    inner: Inner | None = None
    inners: list[Inner] = Field(default=[])
    size: int | str | None = None
    limit: int = 5


SCHEMA = Sample.model_json_schema()
VALUES: list[dict[str, Any]] = [
    {"title": "x"},
    {"title": "x", "day": "2026-12-01", "level": "low", "inner": {"title": "y"}, "size": 1},
    {"title": "x", "inners": [{"title": "y"}], "size": "1", "limit": 7},
    {"title": 1},
    {"title": "x", "level": "middle"},
    {"title": "x", "inner": {"title": 1}},
    {"title": "x", "inners": [{}]},
    {"title": "x", "size": []},
    {},
]


def accepts(schema: dict[str, Any], value: object) -> bool:
    return jsonschema.Draft202012Validator(schema).is_valid(value)


@pytest.mark.parametrize("value", VALUES)
def test_what_is_left_out_changes_no_verdict(value: dict[str, Any]) -> None:
    expected = accepts(SCHEMA, value)
    assert accepts(arguments_schema(SCHEMA), value) is expected
    assert accepts(answer_schema(SCHEMA), value) is expected


def test_arguments_that_may_be_left_out_are_not_said_to_be_null() -> None:
    said = arguments_schema(SCHEMA)
    assert said["properties"]["day"] == {
        "type": "string",
        "format": "date",
        "description": "A day.",
    }
    assert said["properties"]["limit"] == {"type": "integer", "default": 5}
    assert not accepts(said, {"title": "x", "titel": "y"})


def test_answers_may_be_null() -> None:
    said = answer_schema(SCHEMA)
    for name in ("day", "level", "inner", "size"):
        assert accepts(said, {"title": "x", name: None}), name


def test_a_property_that_is_called_title_stays() -> None:
    assert answer_schema(SCHEMA)["properties"]["title"] == {
        "type": "string",
        "description": "Its title.",
    }
