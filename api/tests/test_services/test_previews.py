"""What the person is shown before they decide."""

from uuid import uuid4

import pytest
from pydantic import JsonValue

from src.schemas.approvals import KeptPreview
from src.schemas.filters import SavedFilterCreate
from src.services import previews, saved_filters
from tests.test_services.planning import Person

pytestmark = pytest.mark.anyio


async def preview(person: Person, tool: str, **arguments: JsonValue) -> KeptPreview:
    return await previews.preview_of(person.session, person.account, tool, arguments)


async def test_a_task_with_what_hangs_below_it(person: Person) -> None:
    task = await person.add("Move house", notes="n" * 1_000)
    await person.add("pack", parent_id=str(task.id))
    shown = await preview(person, "delete_task", task_id=str(task.id))
    assert (shown.summary, shown.details) == ("Delete “Move house”.", ["With 1 task below."])
    assert (shown.count, shown.task_ids) == (1, [task.id])
    assert [len(one.notes) for one in shown.tasks] == [300]


async def test_what_an_update_changes(person: Person) -> None:
    await person.project("Garden")
    made = [await person.add(f"task {number}", tags=["x"]) for number in range(25)]
    shown = await preview(
        person,
        "change_tasks",
        action="update",
        filter="#x",
        due_date="2026-12-01",
        due_time="17:00",
        priority="high",
        add_tags=["new"],
        remove_tags=["x"],
        project="garden",
    )
    assert shown.summary == "Change 25 tasks."
    assert shown.details == [
        "Due on 2026-12-01",
        "At 17:00",
        "Priority high",
        "Put on #new",
        "Take off #x",
        "To the project garden",
    ]
    assert (shown.count, len(shown.tasks)) == (25, 20)
    assert shown.task_ids == [one.id for one in made]
    cleared = await preview(
        person, "change_tasks", action="update", filter="#x", clear=["due_date"]
    )
    assert cleared.details == ["Without due date"]


@pytest.mark.parametrize(
    ("action", "summary", "details"),
    [
        ("complete", "Complete 1 task.", ["With 1 task below."]),
        ("delete", "Delete 1 task.", ["With 1 task below."]),
        ("archive", "Archive 1 task.", ["With 1 task below."]),
    ],
)
async def test_what_goes_along_is_told(
    person: Person, action: str, summary: str, details: list[str]
) -> None:
    task = await person.add("top")
    low = await person.add("low", parent_id=str(task.id))
    shown = await preview(person, "change_tasks", action=action, task_ids=[str(task.id)])
    assert (shown.summary, shown.details) == (summary, details)
    both = await preview(
        person, "change_tasks", action=action, task_ids=[str(task.id), str(low.id)]
    )
    assert (both.count, both.details) == (2, [])


@pytest.mark.parametrize("where", ["inbox", "trash"])
async def test_a_project_and_where_its_tasks_go(person: Person, where: str) -> None:
    garden = await person.project("Garden")
    tasks = [await person.add(project_id=str(garden.id)) for _ in range(2)]
    shown = await preview(person, "delete_project", project="garden", tasks=where)
    assert shown.summary == "Delete the project “Garden”."
    assert shown.details == [f"Its 2 tasks go to the {where}."]
    assert shown.task_ids == [one.id for one in tasks]


async def test_a_filter_and_what_it_says(person: Person) -> None:
    data = SavedFilterCreate(name="Late", filter="overdue")
    await saved_filters.create_filter(person.session, person.account, data)
    shown = await preview(person, "delete_filter", name="late")
    assert shown.summary == "Delete the filter “Late”."
    assert shown.details == ["overdue", "The tasks stay. This cannot be undone."]


async def test_an_import_is_tried_and_nothing_is_written(person: Person) -> None:
    lines = [f"- task {number} +Garden" for number in range(30)]
    shown = await preview(person, "import_tasks", text="\n".join([*lines, "due:soon x", "+Odd"]))
    assert (shown.summary, shown.count, len(shown.tasks)) == ("Add 31 tasks.", 31, 20)
    assert shown.details == [
        "New project: Garden",
        "Line 31: Taken without its date.",
        "Line 32: title: Field required",
    ]
    assert (await person.titles(), await person.changes()) == (set(), [])


async def test_of_many_remarks_the_first_are_shown(person: Person) -> None:
    shown = await preview(person, "import_tasks", text="\n".join(["+Odd"] * 8))
    assert (shown.summary, shown.details[-1]) == ("Add 0 tasks.", "And 3 more remarks.")


@pytest.mark.parametrize(
    ("tool", "arguments", "reason"),
    [
        ("delete_task", {"task_id": str(uuid4())}, "There is no such task."),
        ("delete_task", {"task_id": "1"}, "Its values make no sense."),
        ("change_tasks", {"action": "delete"}, "Its values make no sense."),
        ("delete_project", {"project": "Gardn"}, "There is no project “Gardn”."),
        ("delete_filter", {"name": "Late"}, "There is no filter “Late”."),
        ("import_tasks", {"text": " "}, "The text is empty."),
    ],
)
async def test_what_cannot_be_done_says_why(
    person: Person, tool: str, arguments: dict[str, JsonValue], reason: str
) -> None:
    shown = await preview(person, tool, **arguments)
    assert shown.summary.startswith(f"This cannot be done. {reason}")
    assert (shown.tasks, shown.task_ids) == ([], [])


async def test_somebody_elses_task_looks_like_none(person: Person, somebody_else: Person) -> None:
    task = await somebody_else.add("secret")
    shown = await preview(person, "delete_task", task_id=str(task.id))
    assert shown.summary == "This cannot be done. There is no such task."
    many = await preview(person, "change_tasks", action="delete", task_ids=[str(task.id)])
    assert "secret" not in many.model_dump_json()
