"""The offline assistant on the corpus: how often it calls exactly what it should, on each half.

The held-out half was written before the grammar learnt what it knows, and nothing is tuned on it.
"""

import asyncio

import pytest

from src.agent.offline.model import OfflineModel
from src.evaluation import report
from src.evaluation.cases import HALVES, load
from src.evaluation.score import Score, accuracy, score
from src.evaluation.tools import offers
from src.evaluation.world import World
from src.evaluation.world_data import NOW

LEAST = {"dev": 0.97, "heldout": 0.92}
SMALLEST_HALF = 300


@pytest.fixture(scope="module")
def offline() -> Score:
    tools = offers(World().tools)
    found = asyncio.run(score("offline", OfflineModel(NOW), load(), tools, NOW))
    # The table and every sentence that went wrong: pytest shows it with a failure, or with -s.
    print(report.as_text(found))  # noqa: T201 (for whoever reads the test)
    return found


@pytest.mark.parametrize("half", HALVES)
def test_the_corpus_is_large_enough(half: str) -> None:
    assert len(load(halves=[half])) >= SMALLEST_HALF


def test_no_sentence_stands_in_both_halves() -> None:
    dev, heldout = ({case.say for case in load(halves=[half])} for half in HALVES)
    assert dev & heldout == set()


@pytest.mark.parametrize("half", HALVES)
def test_it_calls_exactly_what_it_should(offline: Score, half: str) -> None:
    assert accuracy(offline.of_half(half)) >= LEAST[half]


def test_nothing_is_ever_taken_away_that_nobody_asked_to_lose(offline: Score) -> None:
    assert [one.case.name for one in offline.wrongly_destroyed] == []


def test_every_run_comes_to_its_end_with_an_answer(offline: Score) -> None:
    silent = [
        one.case.name for one in offline.tried if one.trial.failure or not one.trial.reply.strip()
    ]
    assert silent == []


def test_no_call_has_arguments_that_the_server_refuses(offline: Score) -> None:
    assert [one.case.name for one in offline.tried if one.trial.refused] == []


def test_it_says_what_it_should(offline: Score) -> None:
    wrong = [one.case.name for one in offline.tried if one.case.reply not in one.trial.reply]
    assert wrong == []
