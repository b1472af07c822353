"""From a sentence to an intent: what must hold for every sentence there is."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from src.agent.offline.constructs.chat import Say
from src.agent.offline.constructs.complete import Complete
from src.agent.offline.constructs.delete import Delete
from src.agent.offline.constructs.projects import DeleteProject
from src.agent.offline.grammar import MOST_WORDS, NOT_UNDERSTOOD, TOO_LONG, understand
from src.agent.offline.steps import Intent
from src.agent.offline.talk import Talk
from src.agent.offline.targets import Named, Places

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
WORDS = st.sampled_from(
    """add list complete move milk tomorrow friday every at 5 all tasks done the it project in to
    remind me not yet priority high garden of undo today everything and , : ? cancelled removal
    deletion remote relete deleting""".split()  # noqa: SIM905 (a word list reads better as words)
)


def intent(text: str, said_before: str = "", asked: str = "") -> Intent:
    return understand(Talk(now=NOW, said=text, said_before=said_before, asked=asked))


@given(st.lists(WORDS, min_size=1, max_size=9).map(" ".join))
@example("everything done to it all")
def test_nothing_is_deleted_without_a_word_that_says_so(text: str) -> None:
    assert not isinstance(intent(text), Delete | DeleteProject)


@given(st.lists(WORDS, max_size=6).map(" ".join))
def test_what_is_forbidden_is_not_done(text: str) -> None:
    assert not isinstance(intent(f"don't delete {text}"), Delete | DeleteProject)


@given(st.text(max_size=80))
def test_any_text_has_a_meaning(text: str) -> None:
    assert intent(text) is not None


def test_a_sentence_that_means_nothing_is_offered_the_nearest() -> None:
    found = intent("i would like completing")
    assert isinstance(found, Say)
    assert found.words.startswith(NOT_UNDERSTOOD)
    assert "nearest" in found.words
    assert intent("fhgjk") == Say(NOT_UNDERSTOOD)


@pytest.mark.parametrize("text", ["everything " + "a " * 4000, "the " * MOST_WORDS + "end"])
def test_a_long_text_is_not_read(text: str) -> None:
    assert intent(text) == Say(TOO_LONG)


def test_the_answer_to_a_question_completes_the_request() -> None:
    asked = "Which one do you mean?\n1. book flights\n2. book dentist"
    found = intent("2", said_before="complete book", asked=asked)
    assert found == Complete(Places((2,)))


def test_the_question_is_answered_by_a_new_order_as_well() -> None:
    asked = "Which one do you mean?\n1. book flights\n2. book dentist"
    assert intent("complete pay rent", said_before="delete book", asked=asked) == Complete(
        Named("pay rent")
    )
