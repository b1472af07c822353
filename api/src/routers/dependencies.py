"""What routes ask for by type: a session, the signed-in account, a page, a version.

All are `async def`, also those that await nothing: FastAPI sends the others through a thread pool.
"""

from collections.abc import AsyncIterator
from typing import Annotated, NamedTuple

from fastapi import Depends, Header, Query, Request
from sqlalchemy.ext.asyncio import AsyncSession

from src.database import Database
from src.errors import InvalidError, SignedOutError
from src.models.account import Account
from src.schemas.base import LARGEST_PAGE, StorableText
from src.schemas.changes import Actor
from src.services import sessions

COOKIE = "todo_session"


async def get_database(request: Request) -> Database:
    """Return the process's database."""
    database: Database = request.app.state.database
    return database


async def get_session(
    database: Annotated[Database, Depends(get_database)],
) -> AsyncIterator[AsyncSession]:
    """Open a session that is committed before the answer is sent."""
    async with database.session() as session:
        yield session


# "function": the commit must not come after an answer that says it was done.
SessionDep = Annotated[AsyncSession, Depends(get_session, scope="function")]


async def get_token(request: Request) -> str | None:
    """Return the token of the browser's session cookie."""
    return request.cookies.get(COOKIE)


TokenDep = Annotated[str | None, Depends(get_token)]


async def find_account(session: SessionDep, token: TokenDep) -> Account | None:
    """Return the signed-in account, or None."""
    try:
        return await sessions.account_of(session, token) if token else None
    except SignedOutError:
        return None


MaybeAccount = Annotated[Account | None, Depends(find_account)]


async def get_account(account: MaybeAccount) -> Account:
    """Return the signed-in account.

    Raises:
        SignedOutError: Nobody is signed in.
    """
    if account is None:
        raise SignedOutError("Sign in, or continue as a guest.")
    return account


AccountDep = Annotated[Account, Depends(get_account)]


async def get_actor() -> Actor:
    """Return who makes the changes of this request."""
    return "web"


ActorDep = Annotated[Actor, Depends(get_actor)]


class PageRequest(NamedTuple):
    """Which page of a list is wanted."""

    limit: int
    cursor: str | None


async def get_page(
    limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE)] = 50,
    cursor: Annotated[StorableText | None, Query(max_length=500)] = None,
) -> PageRequest:
    """Return the wanted page."""
    return PageRequest(limit, cursor)


PageDep = Annotated[PageRequest, Depends(get_page)]


async def get_version(
    if_match: Annotated[str | None, Header(examples=['"3"'], max_length=50)] = None,
) -> int | None:
    """Return the version that the client read, from If-Match; None when it does not care.

    Raises:
        InvalidError: It is not an ETag that we gave.
    """
    if if_match is None or if_match.strip() == "*":
        return None
    text = if_match.strip().strip('"')
    if not text.isascii() or not text.isdigit() or len(text) > 9:  # noqa: PLR2004 - fits an int32
        raise InvalidError('If-Match takes the ETag of the task, such as "3".')
    return int(text)


VersionDep = Annotated[int | None, Depends(get_version)]
IdempotencyKey = Annotated[
    StorableText | None,
    Header(min_length=1, max_length=200, description="Send it again and nothing happens twice."),
]
