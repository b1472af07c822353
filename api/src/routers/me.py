"""The signed-in account."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from src.routers.auth import set_cookie
from src.routers.dependencies import (
    COOKIE,
    AccountDep,
    DatabaseDep,
    LimitsDep,
    PersonDep,
    SessionDep,
    TagDep,
    TokenDep,
    with_tag,
)
from src.routers.responses import (
    CONFLICT,
    FORBIDDEN,
    INVALID,
    SIGNED_OUT,
    STALE,
    TOO_MANY,
    Responses,
)
from src.schemas.accounts import AccountDeletion, AccountPublic, AccountUpdate, PasswordChange
from src.services import (
    access_tokens,
    account_export,
    accounts,
    change_feed,
    rate_limits,
    sessions,
)

LIVE_POSITION = "Live-Position"
POSITIONED: Responses = {
    200: {
        "headers": {
            LIVE_POSITION: {
                "description": "Where the live stream of changes is; send it as `Last-Event-ID`.",
                "schema": {"type": "string"},
            }
        }
    }
}

router = APIRouter(prefix="/api/v1/me", tags=["accounts"], responses=SIGNED_OUT)


@router.get("", responses=POSITIONED)
async def get_me(account: AccountDep, session: SessionDep, response: Response) -> AccountPublic:
    """Return the signed-in account, and where its live stream is now.

    Whoever fetches lists after this, and then opens the stream with `Live-Position` as
    `Last-Event-ID`, misses no change in between.
    """
    response.headers[LIVE_POSITION] = str((await change_feed.start(session, None)).position)
    return with_tag(AccountPublic.model_validate(account), response)


@router.patch("", responses={**INVALID, **STALE})
async def update_me(
    data: AccountUpdate,
    account: AccountDep,
    session: SessionDep,
    tag: TagDep,
    response: Response,
) -> AccountPublic:
    """Change the fields that are sent."""
    changed = await accounts.update_account(session, account, data, tag=tag)
    return with_tag(AccountPublic.model_validate(changed), response)


@router.post(
    "/password", status_code=204, responses={**INVALID, **FORBIDDEN, **CONFLICT, **TOO_MANY}
)
async def change_password(
    data: PasswordChange,
    account: PersonDep,
    session: SessionDep,
    limits: LimitsDep,
    request: Request,
    response: Response,
) -> None:
    """Change the password. All other browsers are signed out; this one gets a new session."""
    await limits.count(rate_limits.WRONG_PASSWORDS, f"change {account.id}")
    await accounts.change_password(session, account, data)
    await sessions.revoke_others(session, account, None)
    if data.delete_tokens:
        await access_tokens.delete_all(session, account)
    agent = request.headers.get("user-agent")
    set_cookie(request, response, await sessions.open_session(session, account.id, agent))


@router.delete("", status_code=204, responses={**INVALID, **FORBIDDEN, **TOO_MANY})
async def delete_me(
    data: AccountDeletion,
    account: PersonDep,
    session: SessionDep,
    limits: LimitsDep,
    response: Response,
) -> None:
    """Delete the account with all its tasks, conversations and tokens, for good."""
    await limits.count(rate_limits.WRONG_PASSWORDS, f"delete {account.id}")
    await accounts.delete_account(session, account, data)
    response.delete_cookie(COOKIE)


@router.get("/export", response_class=StreamingResponse, responses=FORBIDDEN)
async def export_me(account: PersonDep, database: DatabaseDep) -> StreamingResponse:
    """Return all that is kept about the account, as one JSON document."""
    headers = {"content-disposition": 'attachment; filename="todo-account.json"'}
    pieces = account_export.export(database, account)
    return StreamingResponse(pieces, media_type="application/json", headers=headers)


@router.delete("/sessions", status_code=204, responses=FORBIDDEN)
async def revoke_other_sessions(account: PersonDep, session: SessionDep, token: TokenDep) -> None:
    """Sign all other browsers out."""
    await sessions.revoke_others(session, account, token)
