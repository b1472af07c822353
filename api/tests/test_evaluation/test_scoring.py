"""Which calls are the ones that a case asks for."""

from collections.abc import Mapping
from typing import Any

import pytest

from src.evaluation.cases import Case
from src.evaluation.scoring import Call, Verdict, judge, tools_of

ADD = ("add_task", {"title": "milk"})
DELETE = ("delete_task", {"task": "buy milk"})


def verdict(made: list[Call], *either: list[Mapping[str, Any]]) -> Verdict:
    return judge(Case("dev", "x", ("say",), either), made)


@pytest.mark.parametrize(
    ("expected", "made"),
    [
        ({"add_task": {"title": "Milk"}}, ("add_task", {"title": "milk.", "notes": None})),
        ({"complete_task": "buy milk"}, ("complete_task", {"task": "buy milk"})),
        (
            {"update_task": ["buy milk", {"due_date": "2026-11-25"}]},
            ("update_task", {"task": "buy milk", "due_date": "2026-11-25"}),
        ),
        ({"list_tasks": {}}, ("list_tasks", {"state": "open", "limit": 100, "tag": None})),
        ({"agenda": {}}, ("agenda", {"days": 7})),
        (
            {"delete_project": {"project": "Garden"}},
            ("delete_project", {"project": "garden", "tasks": "inbox"}),
        ),
        (
            {"add_task": {"title": "x", "recurrence": "FREQ=WEEKLY;BYDAY=MO,TH"}},
            ("add_task", {"title": "x", "recurrence": "RRULE:BYDAY=TH,MO;FREQ=WEEKLY"}),
        ),
        (
            {"change_tasks": {"action": "delete", "tasks": ["a", "b"]}},
            ("change_tasks", {"action": "delete", "tasks": ["b", "a"]}),
        ),
    ],
)
def test_the_same_call(expected: Mapping[str, Any], made: Call) -> None:
    assert verdict([made], [expected]).exact


@pytest.mark.parametrize(
    "made",
    [
        ("add_task", {"title": "buy milk"}),
        ("add_task", {"title": "milk", "priority": "high"}),
        ("update_task", {"title": "milk"}),
        ("statistics", {"days": 7}),
    ],
)
def test_another_call(made: Call) -> None:
    assert not verdict([made], [{"add_task": {"title": "milk"}}]).exact


def test_days_are_compared_with_the_tools_own_number() -> None:
    assert not verdict([("agenda", {"days": 30})], [{"agenda": {}}]).exact


def test_a_look_up_is_no_mistake_unless_looking_is_what_is_asked() -> None:
    look = ("list_tasks", {"query": "milk"})
    assert verdict([look, ADD], [{"add_task": {"title": "milk"}}]).exact
    assert verdict([look], []).exact
    assert not verdict([look], [{"list_tasks": {}}]).exact


def test_the_order_of_calls_is_free_and_their_number_is_not() -> None:
    both: list[Mapping[str, Any]] = [{"complete_task": "a"}, {"complete_task": "b"}]
    made: list[Call] = [("complete_task", {"task": "b"}), ("complete_task", {"task": "a"})]
    assert verdict(made, both).exact
    assert not verdict(made[:1], both).exact
    assert not verdict([*made, made[0]], both).exact


def test_either_reading_is_right() -> None:
    assert verdict([], [{"add_task": {"title": "milk"}}], []).exact


@pytest.mark.parametrize(
    "made",
    [
        DELETE,
        ("change_tasks", {"action": "delete", "tasks": ["buy milk"]}),
        ("delete_project", {"project": "Garden"}),
    ],
)
def test_what_nobody_asked_to_lose_is_destroyed_wrongly(made: Call) -> None:
    assert verdict([made], []).wrongly_destroyed
    assert verdict([made], [{"delete_task": "call mom"}]).wrongly_destroyed


def test_a_deletion_that_was_asked_for_is_none() -> None:
    assert not verdict([DELETE, DELETE], [{"delete_task": "buy milk"}]).wrongly_destroyed
    assert not verdict(
        [("change_tasks", {"action": "complete", "tasks": ["a"]})], []
    ).wrongly_destroyed


def test_tools_of() -> None:
    assert tools_of(('add_task {"title": "a"}', "undo", "undo")) == "add_task + undo"
    assert tools_of(()) == "nothing"
