"""Places between places: always room, always in order, nothing renumbered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from src.models.base import new_id
from src.services.ranks import DIGITS, between

PLACES = st.text(DIGITS, min_size=1, max_size=12).filter(lambda text: not text.endswith(DIGITS[0]))


def test_the_digits_are_in_byte_order() -> None:
    assert sorted(DIGITS) == list(DIGITS)
    assert set(str(new_id())) <= set(DIGITS)


@given(st.sets(PLACES, min_size=2, max_size=2))
def test_between_two_places_is_a_third(pair: set[str]) -> None:
    low, high = sorted(pair)
    made = between(low, high)
    assert low < made < high
    assert not made.endswith(DIGITS[0])


@given(PLACES)
def test_before_the_first_and_after_the_last_is_room(place: str) -> None:
    assert between("", place) < place < between(place, None)


@given(st.lists(st.integers(0, 1_000_000), max_size=200))
def test_any_row_of_moves_gives_the_order_that_a_list_would_have(moves: list[int]) -> None:
    places = [str(new_id()) for _ in range(5)]
    for number in moves:
        moved = places.pop(number % len(places))
        at = number // 7 % (len(places) + 1)
        low = places[at - 1] if at else ""
        high = places[at] if at < len(places) else None
        places.insert(at, between(low, high))
        assert places == sorted(places)
        assert moved
    assert len(set(places)) == 5


def test_a_thousand_moves_to_the_same_spot_make_no_endless_text() -> None:
    low, high = str(new_id()), str(new_id())
    for _ in range(1_000):
        high = between(low, high)
    assert len(high) < 300


@pytest.mark.parametrize(("low", "high"), [("b", "a"), ("a", "a")])
def test_what_is_not_in_order_is_refused(low: str, high: str) -> None:
    with pytest.raises(ValueError, match="is not before"):
        between(low, high)
