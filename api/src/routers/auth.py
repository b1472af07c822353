"""Signing in and out.

The two that create take no Idempotency-Key: keys belong to an account, and here is none yet. An
answer given again would hand its session cookie to whoever knows the key. Registering twice is
refused by the e-mail address; a guest that nobody got is deleted by services/retention.py.
"""

from fastapi import APIRouter, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from src.errors import SignedOutError
from src.models.account import Account
from src.routers.dependencies import (
    COOKIE,
    AddressDep,
    LimitsDep,
    MaybeAccount,
    SessionDep,
    TokenDep,
)
from src.routers.responses import CONFLICT, INVALID, SIGNED_OUT, TOO_MANY
from src.schemas.accounts import AccountPublic, GuestCreate, Login, Register
from src.services import accounts, rate_limits, sessions
from src.services.rate_limits import Limit

router = APIRouter(prefix="/api/v1/auth", tags=["accounts"])


@router.post(
    "/guest", status_code=201, response_model=AccountPublic, responses={**INVALID, **TOO_MANY}
)
async def continue_as_guest(
    data: GuestCreate,
    session: SessionDep,
    limits: LimitsDep,
    address: AddressDep,
    request: Request,
    response: Response,
) -> Account:
    """Start without an account; it can become one later."""
    await limits.count(rate_limits.GUESTS, address)
    account = await accounts.create_guest(session, data)
    set_cookie(request, response, await _opened(session, account, request))
    return account


@router.post(
    "/register",
    status_code=201,
    response_model=AccountPublic,
    responses={**INVALID, **CONFLICT, **TOO_MANY},
)
async def register(  # noqa: PLR0913, PLR0917 - each is a dependency
    data: Register,
    session: SessionDep,
    guest: MaybeAccount,
    token: TokenDep,
    limits: LimitsDep,
    address: AddressDep,
    request: Request,
    response: Response,
) -> Account:
    """Make an account. A signed-in guest becomes it and keeps everything."""
    await limits.count(rate_limits.REGISTRATIONS, address)
    account = await accounts.register(session, data, guest)
    if token:  # a token from before the password must not outlive the change
        await sessions.close_session(session, token)
    set_cookie(request, response, await _opened(session, account, request))
    return account


@router.post(
    "/login", response_model=AccountPublic, responses={**INVALID, **SIGNED_OUT, **TOO_MANY}
)
async def log_in(  # noqa: PLR0913, PLR0917 - each is a dependency
    data: Login,
    session: SessionDep,
    token: TokenDep,
    limits: LimitsDep,
    address: AddressDep,
    request: Request,
    response: Response,
) -> Account:
    """Sign in with e-mail address and password."""
    for limit, who in _guesses(data, address):
        await limits.check(limit, who)
    try:
        account = await accounts.authenticate(session, data)
    except SignedOutError:
        for limit, who in _guesses(data, address):
            await limits.count(limit, who)
        raise
    if token:
        await sessions.close_session(session, token)
    set_cookie(request, response, await _opened(session, account, request))
    return account


@router.post("/logout", status_code=204)
async def log_out(session: SessionDep, token: TokenDep, response: Response) -> None:
    """Sign this browser out."""
    if token:
        await sessions.close_session(session, token)
    response.delete_cookie(COOKIE)


async def _opened(session: AsyncSession, account: Account, request: Request) -> str:
    return await sessions.open_session(session, account.id, request.headers.get("user-agent"))


def _guesses(data: Login, address: str) -> list[tuple[Limit, str]]:
    """Whose password is guessed, and from where."""
    return [(rate_limits.WRONG_PASSWORDS, data.email), (rate_limits.WRONG_SIGN_INS, address)]


def set_cookie(request: Request, response: Response, token: str) -> None:
    """Sign the browser in that gets this answer."""
    scheme = request.headers.get("x-forwarded-proto", request.url.scheme)
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(sessions.LIFETIME.total_seconds()),
        httponly=True,
        secure=scheme == "https",
        samesite="lax",
    )
