"""Accounts as clients see them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, EmailStr, Field, StrictBool

from src.schemas.base import Described, Schema, StorableSecret, StorableText, TimeZone

Email = Annotated[
    EmailStr, Field(max_length=254, examples=["ada@example.com"]), AfterValidator(str.lower)
]
Password = Annotated[StorableSecret, Field(min_length=10, max_length=1000)]


class GuestCreate(Schema):
    """Start without an account."""

    time_zone: TimeZone = "UTC"


class Register(Schema):
    """Make an account; a signed-in guest becomes it."""

    email: Email
    password: Password = Field(examples=["correct horse battery staple"])
    time_zone: TimeZone | None = None


class Login(Schema):
    """Sign in."""

    email: Email
    password: StorableSecret = Field(max_length=1000, examples=["correct horse battery staple"])


class PasswordChange(Schema):
    """Another password; all other browsers are signed out."""

    current_password: StorableSecret = Field(
        max_length=1000, examples=["correct horse battery staple"]
    )
    new_password: Password = Field(examples=["a longer and better one"])
    delete_tokens: StrictBool = False
    """Whether personal access tokens stop working, too."""


class AccountDeletion(Schema):
    """That an account is to be deleted for good, said by its owner."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"confirm": "delete"}, {"password": "correct horse battery staple"}]
        }
    )

    password: StorableSecret | None = Field(default=None, max_length=1000)
    """Of an account that has one."""
    confirm: Literal["delete"] | None = None
    """For guests, who have no password."""


class AccountUpdate(Schema):
    """A sparse change (RFC 7396): a field left out stays."""

    time_zone: TimeZone | None = None


class AccountPublic(Described):
    """The signed-in account."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    email: StorableText | None = Field(examples=["ada@example.com"])
    """Null for a guest."""
    is_guest: bool
    time_zone: str = Field(examples=["Europe/Berlin"])
    """What `today` means for this person."""
    created_at: datetime
