"""Sentences about changes, and failures as a model reads them."""

import json
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from mcp_types import TextContent

from src.errors import ConflictError, InvalidError, NotFoundError
from src.mcp.failures import from_app
from src.mcp.words import summary
from src.schemas.changes import Action, ChangePublic
from src.schemas.projects import ProjectPublic
from src.schemas.tasks import TaskPublic

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def task(**values: Any) -> TaskPublic:  # noqa: ANN401 (any field of a task)
    plain = dict.fromkeys(("due_date", "due_time", "due_at", "time_zone", "completed_at"))
    fixed = {"id": uuid4(), "title": "buy milk", "notes": "", "state": "open", "priority": "none"}
    rest = {"tags": [], "version": 1, "created_at": NOW, "updated_at": NOW}
    return TaskPublic.model_validate({**plain, **fixed, **rest, **values})


def change(action: Action, before: TaskPublic | None, after: TaskPublic | None) -> ChangePublic:
    return ChangePublic(
        id=uuid4(),
        task_id=uuid4(),
        action=action,
        actor="assistant",
        title="buy milk",
        before=before,
        after=after,
        created_at=NOW,
        undone_at=None,
    )


DETAILED = task(
    due_date=date(2026, 11, 25), due_time=time(17), priority="high", tags=["home", "shop"]
)


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (change("create", None, task()), "Added “buy milk”."),
        (
            change("create", None, DETAILED),
            "Added “buy milk”, due 2026-11-25 17:00, high priority, #home, #shop.",
        ),
        (
            change("update", task(), task(due_date=date(2026, 11, 25))),
            "Changed “buy milk”, due 2026-11-25.",
        ),
        (change("complete", task(), DETAILED), "Completed “buy milk”."),
        (change("reopen", task(), task()), "Reopened “buy milk”."),
        (change("delete", task(), None), "Deleted “buy milk”."),
        (change("undo", task(), None), "Undone: “buy milk” is no longer in the list."),
        (change("undo", None, task()), "Undone: “buy milk” is back."),
        (change("undo", task(), task()), "Undone: “buy milk” is as it was before."),
    ],
)
def test_summary(made: ChangePublic, sentence: str) -> None:
    assert summary(made) == sentence


def test_what_was_made_below_or_taken_back_together_is_counted() -> None:
    made = change("create", None, DETAILED)
    assert summary(made, parts=2).endswith("#shop, with 2 subtasks.")
    assert summary(made, parts=1).endswith("with 1 subtask.")
    undone = change("undo", task(), None)
    assert summary(undone, together=1_001) == "Undone: “buy milk” and 1,000 other changes."


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        ("create", "Added the project “Garden”."),
        ("update", "Changed the project “Garden”."),
        ("delete", "Deleted the project “Garden”."),
        ("undo", "Undone: “Garden” is as it was before."),
    ],
)
def test_projects_are_called_so(action: Action, sentence: str) -> None:
    garden = ProjectPublic(
        id=uuid4(),
        name="Garden",
        color="green",
        rank="m",
        version=1,
        created_at=NOW,
        updated_at=NOW,
        archived_at=None,
    )
    kept = {"project_before": garden, "project_after": garden, "project_id": garden.id}
    made = change(action, None, None).model_copy(update={**kept, "title": "Garden"})
    assert summary(made) == sentence


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotFoundError("Gone."), "not-found"),
        (InvalidError("Odd."), "invalid"),
        (ConflictError("Taken."), "conflict"),
    ],
)
def test_failures_carry_code_message_and_advice(error: Any, code: str) -> None:  # noqa: ANN401 (the three above)
    (content,) = from_app(error).result().content
    assert isinstance(content, TextContent)
    told = json.loads(content.text)["error"]
    assert (told["code"], told["message"]) == (code, error.detail)
    assert told["try"]
