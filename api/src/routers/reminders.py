"""Reminders."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from src.routers.dependencies import AccountDep, SessionDep
from src.routers.responses import INVALID, NOT_FOUND, SIGNED_OUT
from src.schemas.base import Page
from src.schemas.reminders import ReminderPublic, RemindersSeen
from src.services import reminders

router = APIRouter(prefix="/api/v1", tags=["reminders"], responses={**SIGNED_OUT, **INVALID})
LONGEST_LOOK = 14 * 24


@router.get("/reminders")
async def list_reminders(
    account: AccountDep,
    session: SessionDep,
    hours: Annotated[int, Query(ge=0, le=LONGEST_LOOK, description="How far to look.")] = 24,
) -> Page[ReminderPublic]:
    """List the reminders that are to be shown now or soon; those that were seen are not in it."""
    ahead = timedelta(hours=hours)
    return Page(items=await reminders.list_reminders(session, account, ahead=ahead))


@router.post("/tasks/{task_id}/reminders/seen", status_code=204, responses=NOT_FOUND)
async def mark_reminders_seen(
    task_id: UUID, data: RemindersSeen, account: AccountDep, session: SessionDep
) -> None:
    """Say that the person saw a task's reminders, so that no other browser shows them again."""
    await reminders.mark_seen(session, account, task_id, data.until)
