"""People, and the browsers they are signed in with."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from src.models.base import INSTANT, id_field, now


class Account(SQLModel, table=True):
    """A person; a guest has neither e-mail nor password."""

    id: UUID = id_field()
    email: str | None = Field(default=None, unique=True)
    """Lower case: two spellings are one address."""
    password_hash: str | None = None
    """argon2id, in the PHC string format."""
    time_zone: str
    """IANA name; what `today` means for this person."""
    feed_hash: str | None = Field(default=None, unique=True)
    """SHA-256 of the secret in the address of the calendar feed; None without one."""
    created_at: datetime = Field(default_factory=now, sa_type=INSTANT)

    @property
    def is_guest(self) -> bool:
        """Whether nobody could sign in to this account again."""
        return self.email is None


class LoginSession(SQLModel, table=True):
    """A browser that is signed in. Only the hash of its token is kept."""

    __tablename__ = "login_session"

    id: UUID = id_field()
    account_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE", index=True)
    token_hash: str = Field(unique=True)
    """SHA-256, hex."""
    created_at: datetime = Field(default_factory=now, sa_type=INSTANT)
    expires_at: datetime = Field(sa_type=INSTANT)
    last_seen_at: datetime | None = Field(default=None, sa_type=INSTANT)
    """To the hour: each request would else be a write."""
    browser: str | None = None
    """A short name such as `Firefox on Windows`."""
