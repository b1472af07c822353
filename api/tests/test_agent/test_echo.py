"""Words that stand there already are not shown again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from src.agent.echo import Echo


def through(shown: str, said: str, size: int) -> str:
    echo = Echo(shown)
    return "".join(echo.new(said[at : at + size]) for at in range(0, len(said), size))


@given(st.text(max_size=40), st.text(max_size=40), st.integers(1, 9))
def test_who_begins_again_is_silent_until_the_new(shown: str, more: str, size: int) -> None:
    assert through(shown, shown + more, size) == more


@pytest.mark.parametrize("size", [1, 2, 50])
def test_who_says_something_else_is_heard_from_the_start(size: int) -> None:
    assert through("You have two", "You have three.", size) == "You have three."


def test_who_goes_on_is_heard() -> None:
    assert through("You have two", " tasks.", 3) == " tasks."
