"""All that is kept about a person, as one JSON document, piece by piece."""

import json
from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel, col

from src.database import Database
from src.models.account import Account
from src.models.assistant_choice import AssistantChoice
from src.models.change import Change
from src.models.conversation import Conversation, Message
from src.models.project import Project
from src.models.saved_filter import SavedFilter
from src.models.task import Task
from src.models.turn import Turn, TurnEvent

BATCH = 200
SECRETS = {
    "password_hash",
    "feed_hash",
    "sealed_key",
    "run_state",
    "owner",
    "lease_until",
    "xid",
    "due_sort",
}
"""Secrets, and what only our own machinery needs."""


async def export(database: Database, account: Account) -> AsyncIterator[bytes]:
    """Yield the document; a few hundred rows are held at a time."""
    async with database.session() as session:
        kept = _plain(await session.get_one(Account, account.id))
        yield b'{"account": ' + _json(kept)
        for name, query in _queries(account).items():
            yield f',\n"{name}": ['.encode()
            async for piece in _rows(session, query):
                yield piece
            yield b"]"
    yield b"}\n"


def _queries(account: Account) -> dict[str, Select[Any]]:
    mine: dict[str, type[SQLModel]] = {
        "projects": Project,
        "tasks": Task,
        "changes": Change,
        "filters": SavedFilter,
        "conversations": Conversation,
    }
    found: dict[str, Select[Any]] = {
        name: select(model).where(model.account_id == account.id).order_by(model.id)  # type: ignore[attr-defined]
        for name, model in mine.items()
    }
    found["assistant"] = select(AssistantChoice).where(
        col(AssistantChoice.account_id) == account.id
    )
    of_mine = col(Conversation.account_id) == account.id
    found["messages"] = select(Message).join(Conversation).where(of_mine).order_by(col(Message.id))
    found["turns"] = select(Turn).where(col(Turn.account_id) == account.id).order_by(col(Turn.id))
    events = select(TurnEvent).join(Turn).where(col(Turn.account_id) == account.id)
    found["turn_events"] = events.order_by(col(TurnEvent.turn_id), col(TurnEvent.seq))
    return found


async def _rows(session: AsyncSession, query: Select[Any]) -> AsyncIterator[bytes]:
    separator = b"\n"
    rows = await session.stream_scalars(query.execution_options(yield_per=BATCH))
    async for row in rows:
        yield separator + _json(_plain(row))
        separator = b",\n"
        session.expunge(row)


def _plain(row: SQLModel) -> dict[str, Any]:
    return row.model_dump(mode="json", exclude=SECRETS)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
