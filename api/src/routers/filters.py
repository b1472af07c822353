"""The filter language, and filters that are kept."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from src.models.saved_filter import SavedFilter
from src.routers.dependencies import AccountDep, IdempotencyKey, SessionDep, VersionDep
from src.routers.responses import CONFLICT, INVALID, NOT_FOUND, SIGNED_OUT, STALE
from src.schemas.base import Page
from src.schemas.filters import (
    FilterRead,
    SavedFilterCreate,
    SavedFilterPublic,
    SavedFilterUpdate,
)
from src.schemas.task_values import FilterText
from src.services import idempotency, saved_filters

router = APIRouter(prefix="/api/v1", tags=["filters"], responses={**SIGNED_OUT, **INVALID})
CHANGING = {**NOT_FOUND, **STALE}


@router.get("/filter-check")
async def check_filter(account: AccountDep, text: Annotated[FilterText, Query()]) -> FilterRead:  # noqa: ARG001 - whoever asks is signed in
    """Tell how a filter is understood, term by term; an error says where it is."""
    return saved_filters.read_filter(text)


@router.get("/filters")
async def list_filters(account: AccountDep, session: SessionDep) -> Page[SavedFilterPublic]:
    """List kept filters, the oldest first."""
    found = await saved_filters.list_filters(session, account)
    return Page(items=[SavedFilterPublic.model_validate(one) for one in found])


@router.post("/filters", status_code=201, responses=CONFLICT)
async def create_filter(
    data: SavedFilterCreate,
    account: AccountDep,
    session: SessionDep,
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> SavedFilterPublic:
    """Keep a filter under a name."""

    async def create() -> SavedFilterPublic:
        made = await saved_filters.create_filter(session, account, data)
        return SavedFilterPublic.model_validate(made)

    made = await idempotency.once(
        session, account, idempotency_key, data, SavedFilterPublic, create
    )
    response.headers["Location"] = f"/api/v1/filters/{made.id}"
    response.headers["ETag"] = f'"{made.version}"'
    return made


@router.get("/filters/{filter_id}", responses=NOT_FOUND)
async def get_filter(
    filter_id: UUID, account: AccountDep, session: SessionDep, response: Response
) -> SavedFilterPublic:
    """Return one kept filter."""
    return _tagged(await saved_filters.get_filter(session, account, filter_id), response)


@router.patch("/filters/{filter_id}", responses=CHANGING)
async def update_filter(
    filter_id: UUID,
    data: SavedFilterUpdate,
    account: AccountDep,
    session: SessionDep,
    version: VersionDep,
    response: Response,
) -> SavedFilterPublic:
    """Change the fields that are sent."""
    changed = await saved_filters.update_filter(session, account, filter_id, data, version=version)
    return _tagged(changed, response)


@router.delete("/filters/{filter_id}", status_code=204, responses=CHANGING)
async def delete_filter(
    filter_id: UUID, account: AccountDep, session: SessionDep, version: VersionDep
) -> None:
    """Forget a filter; the tasks stay."""
    await saved_filters.delete_filter(session, account, filter_id, version=version)


def _tagged(kept: SavedFilter, response: Response) -> SavedFilterPublic:
    response.headers["ETag"] = f'"{kept.version}"'
    return SavedFilterPublic.model_validate(kept)
