"""A model over HTTP is scored: what it got right, what it confused, what it took."""

import json
from pathlib import Path

import pytest
from pydantic import SecretStr

from src.evaluation import report
from src.evaluation.cases import load
from src.evaluation.models import open_model
from src.evaluation.score import Score, accuracy, score
from src.evaluation.tools import offers
from src.evaluation.world import World
from src.evaluation.world_data import NOW
from src.settings import settings
from tests.test_agent.provider import Provider
from tests.test_evaluation.scripted import write_cases

pytestmark = pytest.mark.anyio


@pytest.fixture
async def scored(provider: Provider, tmp_path: Path) -> Score:
    way = {"openrouter_api_key": SecretStr("x"), "openrouter_base_url": provider.url}
    model, opened = open_model("some/model", settings().model_copy(update=way), NOW)
    assert opened is not None
    cases = load(write_cases(tmp_path))
    found = await score("some/model", model, cases, offers(World().tools), NOW, at_once=2)
    await opened.close()
    return found


async def test_what_is_right_and_what_is_wrong(scored: Score) -> None:
    assert accuracy(scored.tried) == 0.5
    assert [one.case.name for one in scored.wrong] == ["add bread", "hello"]
    assert [one.case.name for one in scored.wrongly_destroyed] == ["hello"]
    assert scored.refused == 1
    assert scored.confusion == {("nothing", "delete_task"): 1}


async def test_what_it_took(scored: Score) -> None:
    # Two answers to each addition, three to each deletion.
    assert scored.tokens == 10 * 100
    assert scored.cost == pytest.approx(0.01)
    assert scored.turns.keys() == scored.answers.keys() == {"p50", "p95", "p99"}
    assert scored.answers["p50"] <= scored.turns["p99"]


async def test_the_table_says_so(scored: Score) -> None:
    lines = report.as_text(scored).splitlines()
    assert lines[0] == "some/model"
    assert "dev/some                   4    50.0%" in lines
    assert "wrong destructive calls: 1" in lines
    assert "calls with arguments that do not fit: 1" in lines
    assert "tokens: 1000, cost 0.0100" in lines
    assert "   1  nothing  ->  delete_task" in lines
    assert "dev/some: add bread" in lines
    assert '    made     add_task {"priority": "urgent", "title": "bread"}' in lines


async def test_programs_get_the_same_as_json(scored: Score) -> None:
    found = json.loads(report.as_json(scored))
    assert found["families"]["dev"] == {"cases": 4, "accuracy": 0.5}
    assert found["wrong_destructive_calls"] == found["refused_calls"] == 1
    assert (found["tokens"], found["cost"]) == (1000, pytest.approx(0.01))
    assert [one["destroyed"] for one in found["wrong"]] == [False, True]
    assert found["confusion"] == [{"expected": "nothing", "called": "delete_task", "count": 1}]


async def test_a_provider_that_fails_fails_its_cases(provider: Provider, tmp_path: Path) -> None:
    way = {"openrouter_api_key": SecretStr("x"), "openrouter_base_url": provider.url + "/nowhere"}
    model, opened = open_model("some/model", settings().model_copy(update=way), NOW)
    assert opened is not None
    cases = load(write_cases(tmp_path))[:1]
    found = await score("some/model", model, cases, offers(World().tools), NOW)
    await opened.close()
    (tried,) = found.tried
    assert tried.trial.failure.startswith("NotFoundError")
    assert not tried.verdict.exact
    assert found.cost is None
