"""What sentences claim to have done, and whether that was done."""

import pytest

from src.agent.claims import claimed
from src.schemas.receipts import Deed


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("I've added buy milk.", "create"),
        ("I\u2019ve just added it.", "create"),
        ("I have successfully deleted the task.", "delete"),
        ("I deleted it.", "delete"),
        ("Added “buy milk”.", "create"),
        ("Okay, added it to your list!", "create"),
        ("Deleted.", "delete"),
        ("The task has been deleted.", "delete"),
        ("Your tasks have now been rescheduled.", "update"),
        ("I marked it as done.", "complete"),
        ("Completed “buy milk”.", "complete"),
        ("I've moved it to Friday.", "update"),
        ("I've removed the tag.", "update"),
        ("I have reopened it.", "reopen"),
        ("Undone: it is back.", "undo"),
        ("Done!", "delete"),
        ("All done.", "create"),
    ],
)
def test_claims(sentence: str, action: str) -> None:
    claim = claimed(sentence)
    assert claim is not None
    assert claim.is_borne_out([Deed(action, ())])
    assert not claim.is_borne_out([])


@pytest.mark.parametrize(
    "sentence",
    [
        "You have two tasks.",
        "Shall I add it?",
        "I can add that for you.",
        "I have not added anything.",
        "I haven't deleted it.",
        "You added it on Monday.",
        "I added that earlier.",
        "I will move it.",
        "Deleting it needs your approval.",
        "What is done is done, they say",
        "1. buy milk (done)",
        "Add a day if you like.",
    ],
)
def test_no_claims(sentence: str) -> None:
    assert claimed(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "deed", "true"),
    [
        ("I've added “Buy milk”.", Deed("create", ("buy milk",)), True),
        ("I've added “Buy oat milk”.", Deed("create", ("buy bread",)), False),
        ("Added **milk** for tomorrow.", Deed("create", ("Buy milk",)), True),
        ("I've renamed “tea” to “green tea”.", Deed("update", ("green tea",)), True),
        ("I've deleted 3 tasks.", Deed("delete", ("a",), count=3), True),
        ("I've deleted three tasks.", Deed("delete", ("a",)), False),
        ("I've completed all 5 overdue tasks.", Deed("complete", ("a",), count=2), False),
        ("I've moved it to 3 December.", Deed("update", ("a",)), True),
    ],
)
def test_the_things_and_the_count_must_fit_too(sentence: str, deed: Deed, true: bool) -> None:  # noqa: FBT001 (a column of the table)
    claim = claimed(sentence)
    assert claim is not None
    assert claim.is_borne_out([deed]) is true
