"""What routes ask for by type: a session, the signed-in account, a page, a version.

All are `async def`, also those that await nothing: FastAPI sends the others through a thread pool.
"""

from collections.abc import AsyncIterator
from typing import Annotated, NamedTuple

from fastapi import Depends, Header, Query, Request, Response
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from src.database import Database
from src.errors import ForbiddenError, InvalidError, SignedOutError
from src.models.account import Account
from src.schemas.base import LARGEST_PAGE, StorableText
from src.schemas.changes import Actor
from src.services import access_tokens, sessions
from src.services.assistant_choices import Choosing
from src.services.rate_limits import RateLimits
from src.services.versions import tag_of
from src.settings import settings

COOKIE = "todo_session"
READING = {"GET", "HEAD", "OPTIONS"}


async def get_database(request: Request) -> Database:
    """Return the process's database."""
    database: Database = request.app.state.database
    return database


DatabaseDep = Annotated[Database, Depends(get_database)]


async def get_session(
    database: DatabaseDep,
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


async def get_bearer(request: Request) -> str | None:
    """Return the personal access token of a program."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


BearerDep = Annotated[str | None, Depends(get_bearer)]


async def find_account(
    request: Request, session: SessionDep, token: TokenDep, bearer: BearerDep
) -> Account | None:
    """Return the account that the request acts for, or None.

    A request with a personal access token never falls back to a cookie.

    Raises:
        ForbiddenError: The token may not do this.
        SignedOutError: There is a token, and it is not good.
    """
    if bearer is not None:
        holder = await access_tokens.holder_of(session, bearer)
        needed = "read" if request.method in READING else "write"
        if needed not in holder.scopes:
            raise ForbiddenError(f"This token lacks the scope “{needed}”.")
        return holder.account
    try:
        return await sessions.account_of(session, token) if token else None
    except SignedOutError:
        return None


MaybeAccount = Annotated[Account | None, Depends(find_account)]


async def get_account(account: MaybeAccount) -> Account:
    """Return the account that the request acts for.

    Raises:
        SignedOutError: Nobody is signed in.
    """
    if account is None:
        raise SignedOutError("Sign in, or continue as a guest.")
    return account


AccountDep = Annotated[Account, Depends(get_account)]


async def get_account_apart(
    request: Request, database: DatabaseDep, token: TokenDep, bearer: BearerDep
) -> Account:
    """Return the account that the request acts for, and keep no connection.

    For routes that open sessions of their own: who holds one connection and waits for another one
    waits for ever once as many do so as there are connections.

    Raises:
        ForbiddenError: The token may not do this.
        SignedOutError: Nobody is signed in.
    """
    async with database.session() as session:
        return await get_account(await find_account(request, session, token, bearer))


AccountApartDep = Annotated[Account, Depends(get_account_apart)]


async def get_person(account: AccountDep, bearer: BearerDep) -> Account:
    """Return the account of a person in a browser: a program may not manage it.

    Raises:
        ForbiddenError: A personal access token asks.
    """
    if bearer is not None:
        raise ForbiddenError("This needs a signed-in browser, not a token.")
    return account


PersonDep = Annotated[Account, Depends(get_person)]


async def get_address(request: Request) -> str:
    """Return where a request comes from: the peer, or what our own proxies say of it."""
    proxies = settings().trusted_proxies
    hops = [hop.strip() for hop in request.headers.get("x-forwarded-for", "").split(",")]
    if proxies and len(hops) >= proxies and hops[-proxies]:
        return hops[-proxies]
    return request.client.host if request.client else "unknown"


AddressDep = Annotated[str, Depends(get_address)]


async def get_choosing(request: Request) -> Choosing:
    """Return what people may choose about the assistant."""
    choosing: Choosing = request.app.state.choosing
    return choosing


ChoosingDep = Annotated[Choosing, Depends(get_choosing)]


async def get_limits(request: Request) -> RateLimits:
    """Return the limits of the process."""
    limits: RateLimits = request.app.state.limits
    return limits


LimitsDep = Annotated[RateLimits, Depends(get_limits)]


async def get_actor(bearer: BearerDep) -> Actor:
    """Return who makes the changes of this request."""
    return "web" if bearer is None else "token"


ActorDep = Annotated[Actor, Depends(get_actor)]


class PageRequest(NamedTuple):
    """Which page of a list is wanted."""

    limit: int
    cursor: str | None


async def get_page(
    limit: Annotated[
        int, Query(ge=1, le=LARGEST_PAGE, description="How many at most.", examples=[50])
    ] = 50,
    cursor: Annotated[
        StorableText | None,
        Query(
            max_length=500,
            description="The `next_cursor` of the page before; it belongs to the same request.",
            examples=["WyIyMDI2LTExLTI1Il0"],
        ),
    ] = None,
) -> PageRequest:
    """Return the wanted page."""
    return PageRequest(limit, cursor)


PageDep = Annotated[PageRequest, Depends(get_page)]


async def get_tag(
    if_match: Annotated[
        str | None,
        Header(
            examples=['"3"'],
            max_length=50,
            description="The ETag that was read; what changed since is refused with 412.",
        ),
    ] = None,
) -> str | None:
    """Return the ETag that the client read, without quotes; None when it does not care."""
    if if_match is None or if_match.strip() == "*":
        return None
    return if_match.strip().strip('"')


TagDep = Annotated[str | None, Depends(get_tag)]


def with_tag[Shown: BaseModel](shown: Shown, response: Response) -> Shown:
    """Give the answer the ETag of what it shows, where that counts no changes."""
    response.headers["ETag"] = f'"{tag_of(shown)}"'
    return shown


async def get_version(tag: TagDep) -> int | None:
    """Return the version that the client read, from If-Match; None when it does not care.

    Raises:
        InvalidError: It is not an ETag that we gave.
    """
    if tag is None:
        return None
    if not tag.isascii() or not tag.isdigit() or len(tag) > 9:  # noqa: PLR2004 - fits an int32
        raise InvalidError('If-Match takes the ETag that was read, such as "3".')
    return int(tag)


VersionDep = Annotated[int | None, Depends(get_version)]
IdempotencyKey = Annotated[
    StorableText | None,
    Header(
        min_length=1,
        max_length=200,
        description="Send it again and nothing happens twice.",
        examples=["0192f3a4-5b6c-7d8e-9f01-23456789abce"],
    ),
]
