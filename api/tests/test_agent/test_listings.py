"""Lines of lists of tasks against what was told."""

import pytest
from pydantic import JsonValue

from src.agent.listings import Listing, names_in

TOLD: JsonValue = {"items": [{"title": "Buy milk", "notes": "2 litres"}, {"title": "Pay rent"}]}


@pytest.mark.parametrize(
    "line", ["1. Buy milk", "- **Buy milk** (tomorrow)", "* [ ] buy milk, #home"]
)
@pytest.mark.parametrize("intro", ["Your tasks:", "Here is what is due today:", "**Overdue**:"])
def test_what_was_told_may_stand_in_a_list(intro: str, line: str) -> None:
    listing = Listing()
    listing.know(TOLD)
    assert listing.allows(intro)
    assert listing.allows(line)


@pytest.mark.parametrize("line", ["1. Rob a bank", "- Milk the cow", "• Call mum (today)"])
def test_what_was_not_told_may_not(line: str) -> None:
    listing = Listing()
    listing.know(TOLD)
    assert listing.allows("You have these tasks:\n")
    assert not listing.allows(line)


@pytest.mark.parametrize(
    "intro",
    [
        "You could try tasks such as:",
        "Which task do you mean:",
        "For example, about today:",
        "To make tea:",
        "Your tasks",
    ],
)
def test_other_lists_are_left_alone(intro: str) -> None:
    listing = Listing()
    assert listing.allows(intro)
    assert listing.allows("1. Rob a bank")


def test_a_list_ends_with_the_next_sentence() -> None:
    listing = Listing()
    assert listing.allows("Your tasks:")
    assert listing.allows("\n")
    assert not listing.allows("- nothing of yours")
    assert listing.allows("That is all.")
    assert listing.allows("- a remark")


def test_what_was_said_before_may_be_named_again() -> None:
    listing = Listing(["add buy bread and feed the cat"])
    assert listing.allows("Your tasks:")
    assert listing.allows("1. Feed the cat")


def test_names_are_read_from_stored_answers() -> None:
    assert names_in('{"items": [{"title": "a", "notes": "n"}], "summary": "s"}') == ["a", "s"]
    assert names_in("no JSON") == ["no JSON"]
