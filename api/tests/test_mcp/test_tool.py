"""Arguments of calls, and how answers go out."""

import json

import pytest
from mcp_types import TextContent

from src.mcp.failures import ToolFailure
from src.mcp.registry import TOOLS
from src.mcp.tool import Tool, result_of
from src.schemas.tool_calls import Answer

ADD = Tool(next(entry for entry in TOOLS if entry.name == "add_task"))


def refusal(**arguments: object) -> ToolFailure:
    with pytest.raises(ToolFailure) as caught:
        ADD.read(arguments)
    return caught.value


def test_each_wrong_value_is_named_without_the_words_of_a_library() -> None:
    refused = refusal(title="", due_date="tomorrow")
    assert refused.code == "invalid"
    title, day = refused.message.split("; ")
    assert title.startswith("title: ")
    assert day == "due_date: must be written like 2026-11-25"


def test_what_is_missing_is_named() -> None:
    assert refusal().message == "title: Field required"


def test_an_argument_that_is_not_there_is_refused_and_the_others_are_named() -> None:
    refused = refusal(title="x", dueDate="2026-11-25")
    assert refused.message.startswith("There is no argument dueDate. There are: title, notes,")


def test_a_list_that_comes_as_text_is_read() -> None:
    assert ADD.read({"title": "x", "tags": '["home"]'})["tags"] == ["home"]


def test_null_is_the_same_as_nothing() -> None:
    assert ADD.read({"title": "x", "notes": None}) == ADD.read({"title": "x"})


def test_an_answer_goes_out_as_an_object_and_as_the_same_in_text() -> None:
    result = result_of(Answer(action="create", summary="Added “buy milk”."))
    (content,) = result.content
    assert isinstance(content, TextContent)
    assert json.loads(content.text) == result.structured_content
    assert "“buy milk”" in content.text
