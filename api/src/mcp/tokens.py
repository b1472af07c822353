"""Tokens that open the MCP server: short-lived, for this server only, naming one person.

A token of the assistant also names the turn it works for: what it destroys then needs the
person's approval in that turn.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import override
from uuid import UUID

import jwt
from mcp.server.auth.provider import AccessToken, TokenVerifier
from pydantic import SecretStr

from src.database import Database
from src.errors import SignedOutError
from src.services import access_tokens

AUDIENCE = "todo-mcp"
_ALGORITHM = "HS256"
_LIFETIME = timedelta(minutes=10)
_LEEWAY = timedelta(seconds=10)
"""Replicas' clocks differ a little."""


@dataclass(frozen=True, slots=True)
class Identity:
    """On whose behalf a tool is called; `turn_id` when the assistant calls it in a turn."""

    account_id: UUID
    turn_id: UUID | None = None
    attempt: int = 1
    """Which run of the turn it is: those before it may not act any more."""
    can_write: bool = True
    """False for a personal access token without the scope `write`."""


def issue(identity: Identity, secret: SecretStr, lifetime: timedelta = _LIFETIME) -> str:
    """Sign a token for an identity."""
    now = datetime.now(UTC)
    claims: dict[str, object] = {
        "sub": str(identity.account_id),
        "aud": AUDIENCE,
        "iat": now,
        "exp": now + lifetime,
    }
    if identity.turn_id:
        claims |= {"turn_id": str(identity.turn_id), "attempt": identity.attempt}
    return jwt.encode(claims, secret.get_secret_value(), algorithm=_ALGORITHM)


def read(token: str, secret: SecretStr) -> tuple[Identity, int] | None:
    """The identity a token names and when it expires (Unix seconds); None when it is not good."""
    try:
        claims = jwt.decode(
            token,
            secret.get_secret_value(),
            # Named here: the token must not choose how it is checked.
            algorithms=[_ALGORITHM],
            audience=AUDIENCE,
            leeway=_LEEWAY,
            # Without this a token that never expires would pass.
            options={"require": ["exp", "sub", "aud"]},
        )
        turn = UUID(claims["turn_id"]) if claims.get("turn_id") else None
        identity = Identity(UUID(claims["sub"]), turn, int(claims.get("attempt", 1)))
        return identity, int(claims["exp"])
    except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError):
        return None


class Verifier(TokenVerifier):
    """Checks the bearer tokens of requests for the MCP SDK: ours, and personal access tokens."""

    def __init__(self, secret: SecretStr, database: Database) -> None:
        self._secret, self._database = secret, database

    @override
    async def verify_token(self, token: str) -> AccessToken | None:
        """The token as the SDK keeps it for the request; None turns the request away (401)."""
        if token.startswith(access_tokens.PREFIX):
            return await self._personal(token)
        found = read(token, self._secret)
        return _accepted(token, *found) if found else None

    async def _personal(self, token: str) -> AccessToken | None:
        try:
            async with self._database.session() as session:
                holder = await access_tokens.holder_of(session, token)
        except SignedOutError:
            return None
        if "mcp" not in holder.scopes:
            return None
        identity = Identity(holder.account.id, can_write="write" in holder.scopes)
        return _accepted(token, identity, None)


def _accepted(token: str, identity: Identity, expires_at: int | None) -> AccessToken:
    claims: dict[str, object] = {"can_write": identity.can_write}
    if identity.turn_id:
        claims |= {"turn_id": str(identity.turn_id), "attempt": identity.attempt}
    return AccessToken(
        token=token,
        client_id=AUDIENCE,
        scopes=[],
        expires_at=expires_at,
        subject=str(identity.account_id),
        claims=claims,
    )
