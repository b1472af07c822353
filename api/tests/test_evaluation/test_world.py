"""The todo list that models are tried on answers as the MCP server does."""

import pytest

from src.evaluation.world import World
from src.mcp.registry import TOOLS


@pytest.fixture
def world() -> World:
    return World()


def titles(world: World, **wanted: object) -> list[str]:
    return [task["title"] for task in world.call("list_tasks", wanted)["items"]]


def id_of(world: World, title: str) -> str:
    return world.shelf.id_of(title)


def test_it_has_every_tool_but_those_of_filters_and_imports(world: World) -> None:
    beyond = {"save_filter", "delete_filter", "import_tasks"}
    assert set(world.tools) == {entry.name for entry in TOOLS} - beyond


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"due": "overdue"}, ["water the plants"]),
        ({"due": "today"}, ["call mom", "take vitamins"]),
        (
            {"due_from": "2026-11-26", "due_until": "2026-11-27"},
            ["prepare slides", "write friday report"],
        ),
        ({"tag": "money"}, ["pay rent"]),
        ({"priority": "high"}, ["call mom", "pay rent"]),
        ({"project": "travel"}, ["plan the rome trip", "book flights"]),
        ({"state": "deleted"}, ["renew library card"]),
        (
            {"state": "all", "query": "the"},
            ["water the plants", "plan the rome trip", "read the news", "clean the garage"],
        ),
    ],
)
def test_list(world: World, wanted: dict[str, object], found: list[str]) -> None:
    assert titles(world, **wanted) == found


def test_search_finds_beginnings_of_words(world: World) -> None:
    found = world.call("search_tasks", {"text": "flig"})["items"]
    assert [task["title"] for task in found] == ["book flights"]


def test_calls_are_remembered_with_titles_for_ids(world: World) -> None:
    world.call("update_task", {"task_id": id_of(world, "buy milk"), "title": "buy tea"})
    world.call("complete_task", {"task_id": id_of(world, "buy tea")})
    trip = id_of(world, "plan the rome trip")
    world.call("change_tasks", {"action": "delete", "task_ids": [trip]})
    assert world.calls == [
        ("update_task", {"task": "buy milk", "title": "buy tea"}),
        ("complete_task", {"task": "buy tea"}),
        ("change_tasks", {"action": "delete", "tasks": ["plan the rome trip"]}),
    ]
    assert "buy tea" in titles(world, state="done")
    assert "plan the rome trip" not in titles(world)


def test_add_with_subtasks_and_a_project(world: World) -> None:
    given = {"title": "pack", "project": "travel", "subtasks": ["socks"], "tags": ["trip"]}
    task = world.call("add_task", given)["task"]
    assert (task["project"], task["tags"]) == ("Travel", ["trip"])
    found = world.call("get_task", {"task_id": task["id"]})
    assert [one["title"] for one in found["subtasks"]] == ["socks"]


def test_update_and_clear(world: World) -> None:
    rent = id_of(world, "pay rent")
    changes = {"task_id": rent, "add_tags": ["x"], "remove_tags": ["home"], "clear": ["due_date"]}
    task = world.call("update_task", changes)["task"]
    assert (task["tags"], task["due_date"]) == (["money", "x"], None)


@pytest.mark.parametrize(
    ("tool", "given", "code"),
    [
        ("complete_task", {"task_id": "none"}, "not-found"),
        ("add_task", {"title": "x", "project": "Sailing"}, "not-found"),
        ("delete_project", {"project": "Sailing"}, "not-found"),
        ("complete_task", {}, "invalid"),
        ("change_tasks", {"action": "explode", "task_ids": []}, "invalid"),
        ("change_tasks", {"action": "delete", "task_ids": 3}, "invalid"),
    ],
)
def test_failures(world: World, tool: str, given: dict[str, object], code: str) -> None:
    if given.get("task_ids") == []:
        given = given | {"task_ids": [id_of(world, "buy milk")]}
    assert world.call(tool, given)["error"]["code"] == code


def test_an_unknown_project_is_told_with_those_there_are(world: World) -> None:
    error = world.call("list_tasks", {"project": "Sailing"})["error"]
    assert error["message"].endswith("There are: Garden, Work, Travel, Home renovation.")


def test_projects(world: World) -> None:
    world.call("save_project", {"name": "Books"})
    world.call("save_project", {"name": "garden", "new_name": "Yard"})
    world.call("delete_project", {"project": "work"})
    found = world.call("overview", {})
    assert [one["name"] for one in found["projects"]] == [
        "Yard",
        "Travel",
        "Home renovation",
        "Books",
    ]
    assert {"name": "home", "open_count": 3} in found["tags"]


def test_the_other_tools_answer(world: World) -> None:
    assert world.call("agenda", {})["days"][0]["due"]
    assert world.call("statistics", {})["overdue"] == 1
    assert world.call("undo", {})["action"] == "undo"
    archived = world.call("archive_task", {"task_id": id_of(world, "buy milk")})
    assert archived["task"]["state"] == "archived"
    copied = world.call("duplicate_task", {"task_id": id_of(world, "pay rent")})["task"]
    assert copied["id"] != id_of(world, "pay rent")
