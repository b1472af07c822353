"""Sessions and personal access tokens as clients see them."""

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field

from src.schemas.base import Described, Schema, StorableText
from src.schemas.task_values import Instant

Scope = Literal["read", "write", "mcp"]


def _to_come(value: datetime) -> datetime:
    if value <= datetime.now(UTC):
        message = "must be in the future"
        raise ValueError(message)
    return value


class TokenCreate(Schema):
    """A new token."""

    name: Annotated[StorableText, Field(min_length=1, max_length=100, examples=["My script"])]
    scopes: Annotated[set[Scope], Field(min_length=1, examples=[["read", "write"]])]
    """`read` and `write` are for this API; `mcp` opens the MCP server, to change things there
    it takes `write` too."""
    expires_at: Annotated[Instant, AfterValidator(_to_come)] | None = Field(
        default=None, examples=[None]
    )
    """Null is never."""


class TokenPublic(Described):
    """A token; its secret is not shown again."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str = Field(examples=["My script"])
    hint: str = Field(examples=["q7Xa"])
    """The last four characters."""
    scopes: list[Scope] = Field(examples=[["read", "write"]])
    created_at: datetime
    expires_at: datetime | None = Field(examples=[None])
    last_used_at: datetime | None
    """To the hour."""


class TokenMade(TokenPublic):
    """A token that was just made."""

    secret: str = Field(examples=["todo_pat_…"])
    """Shown this once; send it as `Authorization: Bearer …`."""


class SessionPublic(Described):
    """A browser that is signed in."""

    id: UUID
    browser: str | None = Field(examples=["Firefox on Windows"])
    created_at: datetime
    last_seen_at: datetime | None
    """To the hour."""
    expires_at: datetime = Field(examples=["2026-12-25T16:00:00Z"])
    is_current: bool
    """Whether it is the one that asks."""
