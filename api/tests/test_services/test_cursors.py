"""Cursors say where a page ended, and nothing else can be smuggled in with them."""

import base64
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from src.errors import InvalidError
from src.services import cursors

INSTANTS = st.datetimes(timezones=st.just(UTC))
INTEGERS = st.integers(0, 3)
KEYS = st.tuples(INSTANTS, INTEGERS, st.uuids())


@given(KEYS)
def test_what_was_put_in_comes_out(key: tuple[datetime, int, UUID]) -> None:
    assert tuple(cursors.decode(cursors.encode(key), datetime, int, UUID)) == key


@given(KEYS)
def test_a_cursor_fits_an_address_unescaped(key: tuple[datetime, int, UUID]) -> None:
    text = cursors.encode(key)
    assert text.replace("-", "").replace("_", "").isalnum()
    assert text.isascii()


@given(st.text(max_size=100))
def test_anything_else_is_refused_readably(text: str) -> None:
    with pytest.raises(InvalidError, match="Start without one"):
        cursors.decode(text, datetime, int, UUID)


@given(KEYS)
def test_a_cursor_of_another_list_is_refused(key: tuple[datetime, int, UUID]) -> None:
    with pytest.raises(InvalidError):
        cursors.decode(cursors.encode(key), UUID)
    with pytest.raises(InvalidError):
        cursors.decode(cursors.encode(key[2:]), datetime, int, UUID)


def test_an_instant_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 11, 24, 12)  # noqa: DTZ001 - this is what is refused
    with pytest.raises(InvalidError):
        cursors.decode(cursors.encode([naive]), datetime)


@pytest.mark.parametrize("rank", [2**63, 2**100, -1])
def test_a_number_that_no_column_holds_is_refused(rank: int) -> None:
    with pytest.raises(InvalidError):
        cursors.decode(cursors.encode([rank]), int)


@pytest.mark.parametrize("forged", ["5", "null", "{}", "[5]", "[null]", "[Infinity]", "[[]]"])
@pytest.mark.parametrize("kind", [datetime, int, UUID])
def test_a_forged_cursor_is_refused(forged: str, kind: type[datetime | int | UUID]) -> None:
    with pytest.raises(InvalidError):
        cursors.decode(base64.urlsafe_b64encode(forged.encode()).decode(), kind)


def test_a_cursor_nested_beyond_measure_is_refused() -> None:
    nested = base64.urlsafe_b64encode(b"[" * 200_000).decode()
    with pytest.raises(InvalidError):
        cursors.decode(nested, UUID)
