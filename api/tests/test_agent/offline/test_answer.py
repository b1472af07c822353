"""Replaying an intent over the calls that a turn already holds."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from src.agent.offline.answer import CALL_PREFIX, Answer, answer
from src.agent.offline.steps import Call
from src.agent.offline.talk import PastCall, Talk
from src.schemas.tool_calls import DENIED

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
MILK = {"id": "m", "title": "buy milk"}
ADDED = json.dumps({"task": MILK, "summary": "Added “buy milk”."})


def past(tool: str, output: str | None, prefix: str = CALL_PREFIX, **arguments: object) -> PastCall:
    return PastCall(tool, arguments, f"{prefix}1", output)


def said(text: str, *calls: PastCall) -> Answer:
    return answer(Talk(now=NOW, said=text, calls=calls))


def test_a_call_is_asked_for_until_it_is_answered() -> None:
    wanted = [Call("add_task", {"title": "buy milk"})]
    assert list(said("add buy milk").calls) == wanted
    assert list(said("add buy milk", past("add_task", None, title="buy milk")).calls) == wanted


def test_the_answer_ends_the_turn() -> None:
    found = said("add buy milk", past("add_task", ADDED, title="buy milk"))
    assert found == Answer("Added buy milk.")


def test_the_same_call_wanted_twice_needs_two_answers() -> None:
    one = past("add_task", ADDED, title="egg")
    assert said("add egg, egg and egg", one, one).calls
    assert not said("add egg, egg and egg", one, one, one).calls


def test_a_refusal_is_told_as_one() -> None:
    listed = past("list_tasks", json.dumps({"items": [MILK]}), query="milk", state="all", limit=100)
    found = said("delete buy milk", listed, past("delete_task", DENIED, task_id="m"))
    assert found.text == "You said no, so I left it as it is."


def test_a_failure_is_told_with_its_reason() -> None:
    error = 'Error executing tool add_task: {"error": {"code": "invalid", "message": "Too long."}}'
    found = said("add buy milk", past("add_task", error, title="buy milk"))
    assert found.text == "That did not work: Too long."


def test_a_turn_that_another_model_began_is_only_summed_up() -> None:
    found = said("add buy milk", past("add_task", ADDED, "other_", title="whatever"))
    assert found == Answer("Added “buy milk”.")
    nothing = said("add buy milk", past("add_task", "no", "other_", title="x"))
    assert nothing.text == "Nothing was changed. That did not work: no"
