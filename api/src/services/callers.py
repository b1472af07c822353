"""Who asks, found in one statement, for the requests that have to be fast."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from src.models.account import Account, LoginSession
from src.models.base import now
from src.services.hashes import hashed
from src.services.sessions import SEEN


class Caller(NamedTuple):
    """The person behind a session; as much of the account as reading a list takes."""

    id: UUID
    time_zone: str
    seen: datetime | None


_QUERY = (
    select(col(Account.id), col(Account.time_zone), col(LoginSession.last_seen_at))
    .join(LoginSession, col(LoginSession.account_id) == col(Account.id))
    .where(
        col(LoginSession.token_hash) == bindparam("token"),
        col(LoginSession.expires_at) > bindparam("moment"),
    )
)


async def caller_of(connection: AsyncConnection, token: str) -> Caller | None:
    """Return who is signed in with a token; None when nobody is, or it has to be written down.

    Once an hour the session notes that it was seen: the way over services/sessions.py does that.
    """
    moment = now()
    row = (await connection.execute(_QUERY, {"token": hashed(token), "moment": moment})).first()
    if row is None or row[2] is None or moment - row[2] > SEEN:
        return None
    return Caller(*row)
