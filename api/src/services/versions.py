"""Versions, the ETags of what people change: nobody overwrites what they have not seen."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from pydantic import BaseModel

from src.errors import StaleError


class Versioned(Protocol):
    """A row that counts its changes."""

    version: int


def check_version[Row: Versioned](
    row: Row, version: int | None, *, name: str, show: Callable[[Row], Mapping[str, Any]]
) -> None:
    """Refuse a change by somebody who read another version.

    Args:
        row: What is to be changed, locked.
        version: What the client read; None when it does not care.
        name: What people call it, such as `task`.
        show: Makes the document that the refusal carries, so that the client sees both.

    Raises:
        StaleError: The row has another version.
    """
    if version is not None and version != row.version:
        raise StaleError(
            f"You changed version {version}; the {name} is at version {row.version} now.",
            extra={"current": show(row)},
        )


def tag_of(shown: BaseModel) -> str:
    """Return the ETag, without its quotes, of what counts no changes: a hash of what is shown."""
    return hashlib.sha256(shown.model_dump_json().encode()).hexdigest()[:32]


def check_tag(shown: BaseModel, tag: str | None, *, name: str) -> None:
    """Refuse a change by somebody who read something else.

    Args:
        shown: What is to be changed, as clients see it, from a row that is locked.
        tag: The ETag that the client read, without its quotes; None when it does not care.
        name: What people call it, such as `account`.

    Raises:
        StaleError: It is shown otherwise now.
    """
    if tag is not None and tag != tag_of(shown):
        raise StaleError(
            f"The {name} changed since you read it.",
            extra={"current": shown.model_dump(mode="json")},
        )
