"""Search, agenda, statistics."""

from typing import Annotated

from fastapi import APIRouter, Query

from src.routers.dependencies import AccountDep, SessionDep
from src.routers.responses import INVALID, SIGNED_OUT
from src.schemas.agenda import Agenda
from src.schemas.base import StorableText
from src.schemas.search import SearchResult
from src.schemas.statistics import Statistics
from src.schemas.task_values import DueDate
from src.services import agenda, search, statistics

router = APIRouter(prefix="/api/v1", tags=["finding"], responses={**SIGNED_OUT, **INVALID})


@router.get("/search")
async def search_tasks(
    account: AccountDep,
    session: SessionDep,
    q: Annotated[StorableText, Query(min_length=1, max_length=200, examples=["milk"])],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> SearchResult:
    """Find tasks by words of title and notes, by beginnings of words, and by similar words."""
    return await search.search(session, account, q, limit=limit)


@router.get("/agenda")
async def get_agenda(
    account: AccountDep, session: SessionDep, days: Annotated[int, Query(ge=1, le=31)] = 7
) -> Agenda:
    """Return what is late and what the next days bring, in the account's time zone."""
    return await agenda.agenda(session, account, days=days)


@router.get("/statistics")
async def get_statistics(
    account: AccountDep,
    session: SessionDep,
    first: DueDate | None = None,
    last: DueDate | None = None,
) -> Statistics:
    """Return how much was done by day and project; without days, of the last four weeks."""
    return await statistics.statistics(session, account, first, last)
