"""Versions, the ETags of what people change: nobody overwrites what they have not seen."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

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
