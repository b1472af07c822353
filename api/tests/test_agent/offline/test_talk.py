"""What a conversation means: who said what, which tasks were seen, what "it" is."""

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from src.agent.offline.talk import Talk, read_talk

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
MILK = {"id": "m", "title": "buy milk"}
COW = {"id": "c", "title": "milk the cow"}
Item = dict[str, Any]


def user(text: str) -> Item:
    return {"role": "user", "content": text}


def says(text: str) -> Item:
    return {
        "role": "assistant",
        "type": "message",
        "content": [{"type": "output_text", "text": text}],
    }


def called(tool: str, answer: object, call_id: str = "1", **arguments: object) -> list[Item]:
    call = {"type": "function_call", "name": tool, "call_id": call_id}
    output = answer if isinstance(answer, str) else json.dumps(answer)
    return [
        call | {"arguments": json.dumps(arguments)},
        {"type": "function_call_output", "call_id": call_id, "output": output},
    ]


def talk(*items: Item | list[Item]) -> Talk:
    flat = [one for item in items for one in (item if isinstance(item, list) else [item])]
    return read_talk(flat, NOW)


def test_the_last_sentence_and_this_turns_calls() -> None:
    found = talk(user("hello"), says("Hi."), user("add milk"), called("add_task", {"task": MILK}))
    assert (found.said, found.said_before, found.asked) == ("add milk", "hello", "Hi.")
    (call,) = found.calls
    assert (call.tool, call.json) == ("add_task", {"task": MILK})


def test_a_call_without_answer_is_still_waiting() -> None:
    found = talk(user("add milk"), called("add_task", {})[:1])
    assert found.calls[0].output is None


def test_nothing_said_at_all() -> None:
    assert (talk().said, talk().calls, talk().focus) == ("", (), ())


@pytest.mark.parametrize("broken", ["{", "[]", "null", '"x"'])
def test_answers_and_arguments_that_are_no_objects(broken: str) -> None:
    call = {"type": "function_call", "name": "t", "call_id": "1", "arguments": broken}
    answer = {"type": "function_call_output", "call_id": "1", "output": broken}
    found = talk(user("x"), [call, answer])
    assert (found.calls[0].arguments, found.calls[0].json) == ({}, {})


def test_content_parts_are_read_as_text() -> None:
    answer = {
        "type": "function_call_output",
        "call_id": "1",
        "output": {"type": "text", "text": "{}"},
    }
    found = talk(user("x"), called("undo", "")[:1], answer)
    assert found.calls[0].output == "{}"


def test_it_is_what_was_touched_last() -> None:
    found = talk(
        user("add milk"),
        called("add_task", {"task": MILK}),
        user("add cow"),
        called("add_task", {"task": COW}),
        user("list"),
        called("list_tasks", {"items": [MILK, COW]}),
        user("delete it"),
    )
    assert [task.id for task in found.focus] == ["c"]


def test_a_list_of_one_can_be_pointed_at() -> None:
    found = talk(user("list"), called("list_tasks", {"items": [MILK]}), user("delete it"))
    assert [task.id for task in found.focus] == ["m"]


def test_a_deletion_that_was_refused_leaves_its_task_in_focus() -> None:
    found = talk(
        user("list"),
        called("list_tasks", {"items": [MILK, COW]}, "1"),
        user("delete milk"),
        called("delete_task", "The person said no", "2", task_id="m"),
        user("complete it"),
    )
    assert [task.id for task in found.focus] == ["m"]


def test_what_was_shown_is_in_the_order_of_its_numbers() -> None:
    found = talk(
        user("list"),
        called("list_tasks", {"items": [MILK, COW]}),
        says("You have 2:\n1. milk the cow (today)\n2. buy milk"),
        user("thanks"),
        says("You are welcome."),
        user("complete the first one"),
    )
    assert [task.id for task in found.shown] == ["c", "m"]
    assert found.asked == "You are welcome."
