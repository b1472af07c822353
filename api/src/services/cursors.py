"""Keyset cursors: where a page ended, so that the next begins there whatever was added since."""

import base64
import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from src.errors import InvalidError

type Value = datetime | UUID | int | str
LARGEST_RANK = 2**63 - 1
"""What PostgreSQL's bigint holds."""


def encode(values: Sequence[Value]) -> str:
    """Return the sort key of a page's last row as an opaque string."""
    texts = [one.isoformat() if isinstance(one, datetime) else str(one) for one in values]
    return base64.urlsafe_b64encode(json.dumps(texts).encode()).decode().rstrip("=")


def decode(cursor: str, *kinds: type[datetime | UUID | int | str]) -> list[Value]:
    """Return the sort key that `encode` was given.

    Args:
        cursor: What the client sent.
        kinds: The type of each value of the key.

    Raises:
        InvalidError: It is not a cursor of this list.
    """
    try:
        texts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return [_parse(text, kind) for text, kind in zip(texts, kinds, strict=True)]
    except (ValueError, TypeError, RecursionError) as error:
        raise InvalidError("The cursor is not one of this list. Start without one.") from error


def _parse(text: object, kind: type[datetime | UUID | int | str]) -> Value:
    if not isinstance(text, str):
        raise TypeError(text)
    if kind is datetime:
        return _instant(text)
    if kind is str:
        return _storable(text)
    return UUID(text) if kind is UUID else _rank(text)


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError(text)
    text.encode()  # a lone surrogate is a ValueError, too
    return text


def _instant(text: str) -> datetime:
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        raise ValueError(text)
    return value


def _rank(text: str) -> int:
    value = int(text)
    if not 0 <= value <= LARGEST_RANK:
        raise ValueError(text)
    return value
