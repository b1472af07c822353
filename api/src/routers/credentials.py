"""Where an account is signed in, and the programs that act for it."""

from uuid import UUID

from fastapi import APIRouter

from src.routers.dependencies import IdempotencyKey, PersonDep, SessionDep, TokenDep
from src.routers.responses import CONFLICT, FORBIDDEN, INVALID, NOT_FOUND, SIGNED_OUT
from src.schemas.access_tokens import SessionPublic, TokenCreate, TokenMade, TokenPublic
from src.schemas.base import Page
from src.services import access_tokens, idempotency, sessions
from src.services.hashes import hashed

router = APIRouter(prefix="/api/v1/me", tags=["accounts"], responses={**SIGNED_OUT, **FORBIDDEN})


@router.get("/sessions")
async def list_sessions(
    account: PersonDep, session: SessionDep, token: TokenDep
) -> Page[SessionPublic]:
    """List the browsers that are signed in, the newest first."""
    own = hashed(token or "")
    return Page(
        items=[
            SessionPublic(
                id=one.id,
                browser=one.browser,
                created_at=one.created_at,
                last_seen_at=one.last_seen_at,
                expires_at=one.expires_at,
                is_current=one.token_hash == own,
            )
            for one in await sessions.list_sessions(session, account)
        ]
    )


@router.delete("/sessions/{session_id}", status_code=204, responses={**NOT_FOUND, **INVALID})
async def revoke_session(session_id: UUID, account: PersonDep, session: SessionDep) -> None:
    """Sign one browser out."""
    await sessions.revoke_session(session, account, session_id)


@router.get("/tokens")
async def list_tokens(account: PersonDep, session: SessionDep) -> Page[TokenPublic]:
    """List personal access tokens, the newest first; their secrets are not shown again."""
    found = await access_tokens.list_tokens(session, account)
    return Page(items=[TokenPublic.model_validate(one) for one in found])


@router.post("/tokens", status_code=201, responses={**INVALID, **CONFLICT})
async def create_token(
    data: TokenCreate,
    account: PersonDep,
    session: SessionDep,
    idempotency_key: IdempotencyKey = None,
) -> TokenMade:
    """Make a personal access token. Its secret is in this answer and nowhere else.

    With an Idempotency-Key, the same request again makes no second token and answers 409.
    """

    async def create() -> TokenMade:
        token, secret = await access_tokens.create_token(session, account, data)
        return TokenMade(**TokenPublic.model_validate(token).model_dump(), secret=secret)

    return await idempotency.shown_once(session, account, idempotency_key, data, create)


@router.delete("/tokens/{token_id}", status_code=204, responses={**NOT_FOUND, **INVALID})
async def delete_token(token_id: UUID, account: PersonDep, session: SessionDep) -> None:
    """Delete a personal access token; it stops working at once."""
    await access_tokens.delete_token(session, account, token_id)
