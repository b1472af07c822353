"""Filters that people keep under a name."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import ConflictError, InvalidError, NotFoundError
from src.models.account import Account
from src.models.base import now
from src.models.saved_filter import SavedFilter
from src.schemas.filters import (
    FilterRead,
    SavedFilterCreate,
    SavedFilterPublic,
    SavedFilterUpdate,
    Span,
    SpanKind,
)
from src.services.filters.nodes import (
    At,
    Between,
    Estimate,
    HasPriority,
    InProject,
    Node,
    OnDay,
    Tag,
    Text,
)
from src.services.filters.parser import parse
from src.services.versions import check_version

MOST_FILTERS = 200
_KINDS: dict[type, SpanKind] = {
    Text: "text",
    Tag: "tag",
    InProject: "project",
    HasPriority: "priority",
    Estimate: "estimate",
    OnDay: "date",
    Between: "date",
    At: "date",
}


def read_filter(text: str) -> FilterRead:
    """Return how a filter is understood.

    Raises:
        FilterError: It cannot be read.
    """
    parsed = parse(text)
    spans = [
        Span(kind=_kind(node), start=token.start, end=token.end) for token, node in parsed.terms
    ]
    return FilterRead(canonical=str(parsed.node) if parsed.node else "", spans=spans)


async def list_filters(session: AsyncSession, account: Account) -> list[SavedFilter]:
    """Return an account's filters, the oldest first."""
    query = select(SavedFilter).where(col(SavedFilter.account_id) == account.id)
    return list(await session.scalars(query.order_by(col(SavedFilter.id))))


async def get_filter(
    session: AsyncSession, account: Account, filter_id: UUID, *, lock: bool = False
) -> SavedFilter:
    """Return one filter of this account.

    Raises:
        NotFoundError: There is none, or it is somebody else's.
    """
    query = select(SavedFilter).where(
        col(SavedFilter.id) == filter_id, col(SavedFilter.account_id) == account.id
    )
    found: SavedFilter | None = await session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFoundError("There is no such filter.")
    return found


async def create_filter(
    session: AsyncSession, account: Account, data: SavedFilterCreate
) -> SavedFilter:
    """Keep a filter.

    Raises:
        FilterError: It cannot be read.
        ConflictError: There are too many.
        InvalidError: The name is empty.
    """
    counted = select(func.count()).where(col(SavedFilter.account_id) == account.id)
    if (await session.scalar(counted) or 0) >= MOST_FILTERS:
        raise ConflictError(f"There are {MOST_FILTERS} filters already. Delete one first.")
    parse(data.filter)
    made = SavedFilter(
        account_id=account.id, name=_named(data.name), filter=data.filter, color=data.color
    )
    session.add(made)
    await session.flush()
    return made


async def update_filter(
    session: AsyncSession,
    account: Account,
    filter_id: UUID,
    data: SavedFilterUpdate,
    *,
    version: int | None = None,
) -> SavedFilter:
    """Change the fields that were sent.

    Raises:
        NotFoundError: There is no such filter.
        StaleError: `version` is given and the filter has another one.
        FilterError: The filter cannot be read.
        InvalidError: The name is empty.
    """
    kept = await _locked(session, account, filter_id, version)
    sent = data.model_fields_set
    if "name" in sent:
        kept.name = _named(data.name)
    if "filter" in sent:
        parse(data.filter or "")
        kept.filter = data.filter or ""
    if "color" in sent:
        kept.color = data.color or "grey"
    kept.version += 1
    kept.updated_at = now()
    session.add(kept)
    await session.flush()
    return kept


async def delete_filter(
    session: AsyncSession, account: Account, filter_id: UUID, *, version: int | None = None
) -> None:
    """Forget a filter; the tasks stay.

    Raises:
        NotFoundError: There is no such filter.
        StaleError: `version` is given and the filter has another one.
    """
    await session.delete(await _locked(session, account, filter_id, version))
    await session.flush()


async def _locked(
    session: AsyncSession, account: Account, filter_id: UUID, version: int | None
) -> SavedFilter:
    kept = await get_filter(session, account, filter_id, lock=True)
    check_version(kept, version, name="filter", show=_document)
    return kept


def _document(kept: SavedFilter) -> dict[str, Any]:
    return SavedFilterPublic.model_validate(kept).model_dump(mode="json")


def _named(name: str | None) -> str:
    if not name:
        raise InvalidError("A filter needs a name.")
    return name


def _kind(node: Node) -> SpanKind:
    return _KINDS.get(type(node), "state")
