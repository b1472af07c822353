"""Signing in and out."""

from fastapi import APIRouter, Request, Response

from src.models.account import Account
from src.routers.dependencies import COOKIE, MaybeAccount, SessionDep, TokenDep
from src.routers.responses import CONFLICT, INVALID, SIGNED_OUT
from src.schemas.accounts import AccountPublic, GuestCreate, Login, Register
from src.services import accounts, sessions

router = APIRouter(prefix="/api/v1/auth", tags=["accounts"])


@router.post("/guest", status_code=201, response_model=AccountPublic, responses=INVALID)
async def continue_as_guest(
    data: GuestCreate, session: SessionDep, request: Request, response: Response
) -> Account:
    """Start without an account; it can become one later."""
    account = await accounts.create_guest(session, data)
    _set_cookie(request, response, await sessions.open_session(session, account.id))
    return account


@router.post(
    "/register", status_code=201, response_model=AccountPublic, responses={**INVALID, **CONFLICT}
)
async def register(
    data: Register,
    session: SessionDep,
    guest: MaybeAccount,
    token: TokenDep,
    request: Request,
    response: Response,
) -> Account:
    """Make an account. A signed-in guest becomes it and keeps everything."""
    account = await accounts.register(session, data, guest)
    if token:  # a token from before the password must not outlive the change
        await sessions.close_session(session, token)
    _set_cookie(request, response, await sessions.open_session(session, account.id))
    return account


@router.post("/login", response_model=AccountPublic, responses={**INVALID, **SIGNED_OUT})
async def log_in(
    data: Login, session: SessionDep, token: TokenDep, request: Request, response: Response
) -> Account:
    """Sign in with e-mail address and password."""
    account = await accounts.authenticate(session, data)
    if token:
        await sessions.close_session(session, token)
    _set_cookie(request, response, await sessions.open_session(session, account.id))
    return account


@router.post("/logout", status_code=204)
async def log_out(session: SessionDep, token: TokenDep, response: Response) -> None:
    """Sign this browser out."""
    if token:
        await sessions.close_session(session, token)
    response.delete_cookie(COOKIE)


def _set_cookie(request: Request, response: Response, token: str) -> None:
    scheme = request.headers.get("x-forwarded-proto", request.url.scheme)
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(sessions.LIFETIME.total_seconds()),
        httponly=True,
        secure=scheme == "https",
        samesite="lax",
    )
