"""A claim needs a stored result behind it."""

import pytest

from src.agent.grounding import ClaimGate
from src.schemas.receipts import Deed

NOTHING = "I have not changed anything: no action was carried out in this turn."


def test_words_pass_as_they_come_while_they_claim_nothing() -> None:
    gate = ClaimGate()
    assert gate.feed("There ar") == "There ar"
    assert gate.feed("e two. You ha") == "e two. You "
    assert gate.feed("ve an") == "have an"
    assert gate.feed("other one. I") == "other one. "
    assert gate.feed(" can add it") == "I can add it"
    assert gate.end() == ""


def test_a_claim_in_the_middle_of_a_sentence_stops_it_there() -> None:
    gate = ClaimGate()
    assert gate.feed("As you wished, I have del") == "As you wished, "
    assert gate.feed("eted milk. ") == ""
    assert gate.end() == f"…\n{NOTHING}"


def test_a_line_of_a_list_waits_for_its_end() -> None:
    gate = ClaimGate(told=["buy milk"])
    assert gate.feed("Your tasks:\n1. Buy mi") == "Your tasks:\n"
    assert gate.feed("lk\n2") == "1. Buy milk\n"
    assert gate.feed(" more are done.") == ""
    assert gate.end() == "2 more are done."


def test_a_claim_waits_for_its_result_and_passes_with_it() -> None:
    gate = ClaimGate()
    assert gate.feed("I've added milk. It is due ") == ""
    assert gate.did(Deed("create", ("milk",))) == "I've added milk. It is due "
    assert gate.end() == ""


def test_a_result_of_another_kind_does_not_free_it() -> None:
    gate = ClaimGate()
    gate.feed("I've deleted milk. ")
    assert gate.did(Deed("create", ("milk",))) == ""
    assert gate.end() == "What I did in this turn is shown above, and nothing else was changed."


def test_an_unfounded_claim_is_replaced_with_all_that_follows() -> None:
    gate = ClaimGate()
    assert gate.feed("Sure. I've added milk. Anything else?") == "Sure. "
    assert gate.end() == NOTHING


def test_what_was_done_before_an_interruption_counts() -> None:
    gate = ClaimGate([Deed("delete", ("milk",))])
    assert gate.feed("I've deleted it.\n") == "I've deleted it.\n"


def test_a_pause_frees_half_a_sentence_that_claims_nothing() -> None:
    gate = ClaimGate()
    assert gate.feed("Let me see, I") == "Let me see, "
    assert gate.pause() == "I"


def test_the_last_sentence_needs_no_full_stop() -> None:
    gate = ClaimGate()
    gate.feed("I've added milk")
    assert gate.pause() == ""
    assert gate.end() == NOTHING


@pytest.mark.parametrize("size", [1, 3, 7, 100])
def test_the_size_of_the_pieces_makes_no_difference(size: int) -> None:
    text = "Hello there. You have 3 tasks:\n1. a\n2. b\n3. e. g. c\nI added them. Bye"
    gate = ClaimGate(told=["a", "b", "e g c"])
    passed = "".join(gate.feed(text[at : at + size]) for at in range(0, len(text), size))
    passed += gate.pause()
    assert passed == "Hello there. You have 3 tasks:\n1. a\n2. b\n3. e. g. c\n"
    assert gate.did(Deed("create", ("milk",))) + gate.end() == "I added them. Bye"
    assert gate.unfounded == 0


def test_a_list_holds_nothing_that_no_tool_has_told() -> None:
    gate = ClaimGate()
    gate.know({"items": [{"title": "Buy milk"}, {"title": "Call Dr. Smith"}]})
    said = gate.feed("Your tasks:\n1. Buy milk\n2. Rob a bank\n3. Call Dr. Smith (today)\n")
    assert said == "Your tasks:\n1. Buy milk\n3. Call Dr. Smith (today)\n"
    assert gate.end() == "\n(I left out one line that your list does not bear out.)"
    assert gate.unfounded == 1


def test_a_replaced_claim_is_counted() -> None:
    gate = ClaimGate()
    gate.feed("I've added milk.")
    assert (gate.end(), gate.unfounded) == (NOTHING, 1)
