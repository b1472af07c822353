"""Reads a task while it is typed."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from pydantic import ValidationError

from src.agent.offline.quick_add import QuickAdd, read
from src.routers.dependencies import AccountDep, SessionDep
from src.routers.responses import INVALID, SIGNED_OUT
from src.schemas.task_drafts import DraftMark, DraftText, TaskDraft
from src.schemas.tasks import TaskCreate
from src.services import project_names

router = APIRouter(prefix="/api/v1", tags=["tasks"], responses={**SIGNED_OUT, **INVALID})


@router.get("/task-draft", response_model_exclude_unset=True)
async def draft_task(
    text: Annotated[DraftText, Query()], account: AccountDep, session: SessionDep
) -> TaskDraft:
    """Read a task as the offline assistant does, and tell which words say what; store nothing."""
    now = datetime.now(UTC).astimezone(ZoneInfo(account.time_zone))
    found, project_id = read(text, now), None
    if (name := found.details.project) and name.lower() != project_names.INBOX:
        project = await project_names.find(session, account, name)
        project_id = project.id if project else None
        if project is None:
            # There is none of that name: it is part of the title.
            named = [mark for mark in found.marks if mark.kind == "project"]
            found = read(text, now, plain=named)
    return _draft(text, found, project_id)


def _draft(text: str, found: QuickAdd, project_id: UUID | None) -> TaskDraft:
    said: dict[str, Any] = {"title": found.title} | found.details.arguments()
    said.pop("project", None)
    try:
        task = TaskCreate.model_validate(said | ({"project_id": project_id} if project_id else {}))
    except ValidationError:
        # Fifty tags, a reminder a year before: nobody would take it, so it is only words.
        return TaskDraft(task=TaskCreate(title=text), marks=[])
    marks = [DraftMark(kind=one.kind, start=one.start, end=one.end) for one in found.marks]
    return TaskDraft(task=task, marks=marks)
