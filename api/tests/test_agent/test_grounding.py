"""A claim needs a stored result behind it."""

import pytest

from src.agent.grounding import ClaimGate, claimed

NOTHING = "I have not changed anything: no action was carried out in this turn."


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
    needed = claimed(sentence)
    assert needed is not None
    assert action in needed


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


def test_words_pass_sentence_by_sentence() -> None:
    gate = ClaimGate()
    assert gate.feed("You have ") == ""
    assert gate.feed("two tasks. The first") == "You have two tasks. "
    assert gate.end() == "The first"


def test_a_claim_waits_for_its_result_and_passes_with_it() -> None:
    gate = ClaimGate()
    assert gate.feed("I've added milk. It is due ") == ""
    assert gate.did("create") == "I've added milk. "
    assert gate.end() == "It is due "


def test_a_result_of_another_kind_does_not_free_it() -> None:
    gate = ClaimGate()
    gate.feed("I've deleted milk. ")
    assert gate.did("create") == ""
    assert gate.end() == "What I did in this turn is shown above, and nothing else was changed."


def test_an_unfounded_claim_is_replaced_with_all_that_follows() -> None:
    gate = ClaimGate()
    assert gate.feed("Sure. I've added milk. Anything else?") == "Sure. "
    assert gate.end() == NOTHING


def test_what_was_done_before_an_interruption_counts() -> None:
    gate = ClaimGate({"delete"})
    assert gate.feed("I've deleted it.\n") == "I've deleted it.\n"


def test_a_pause_frees_half_a_sentence_that_claims_nothing() -> None:
    gate = ClaimGate()
    gate.feed("Let me look")
    assert gate.pause() == "Let me look"


def test_the_last_sentence_needs_no_full_stop() -> None:
    gate = ClaimGate()
    gate.feed("I've added milk")
    assert gate.pause() == ""
    assert gate.end() == NOTHING


@pytest.mark.parametrize("size", [1, 3, 7, 100])
def test_the_size_of_the_pieces_makes_no_difference(size: int) -> None:
    text = "Hello there. You have 3 tasks:\n1. a\n2. b\nI added them. Bye"
    gate = ClaimGate()
    passed = "".join(gate.feed(text[at : at + size]) for at in range(0, len(text), size))
    passed += gate.pause()
    assert passed == "Hello there. You have 3 tasks:\n1. a\n2. b\n"
    assert gate.did("create") + gate.end() == "I added them. Bye"
