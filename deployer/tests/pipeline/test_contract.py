from pathlib import Path

import pytest

from deployer.errors import UsageError
from deployer.pipeline.contract import Criterion, Measured, OnMiss, load_contract
from deployer.results import Verdict

FIELDS = {"id": "a", "says": "b", "source": "c", "measure": "d"}


def criterion(**bound: object) -> Criterion:
    return Criterion.model_validate(FIELDS | bound)


@pytest.mark.parametrize(
    ("bound", "kept", "missed"),
    [
        ({"below": 200}, 199.9, 200),
        ({"at_most": 200}, 200, 200.1),
        ({"at_least": 2}, 2, 1),
        ({"equals": 0}, 0, 1),
    ],
)
def test_a_bound_is_kept_or_missed(bound: dict[str, float], kept: float, missed: float) -> None:
    one = criterion(**bound)
    assert one.judge(Measured(value=kept, evidence="x")).verdict is Verdict.MET
    assert one.judge(Measured(value=missed, evidence="x")).verdict is Verdict.MISSED


def test_where_the_contract_only_warns_nothing_fails() -> None:
    one = criterion(below=900, on_miss=OnMiss.WARN, unit="s")
    judged = one.judge(Measured(value=1000, evidence="the clock"))
    assert judged.verdict is Verdict.RISKED
    assert (judged.bound, judged.measured) == ("< 900 s", "1000 s")


def test_what_was_not_measured_names_the_command_that_does() -> None:
    judged = criterion(equals=0, how="./todo down").judge(None)
    assert judged.verdict is Verdict.UNMEASURED
    assert "./todo down" in judged.evidence


@pytest.mark.parametrize("bounds", [{}, {"below": 1, "equals": 1}])
def test_one_bound_and_no_more(bounds: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="exactly one"):
        criterion(**bounds)


def test_the_projects_own_contract_covers_the_plan() -> None:
    contract = load_contract()
    bounds = {one.id: one.bound for one in contract.criteria}
    assert bounds["frontend-image"] == "< 200 MB"
    assert bounds["backend-image"] == "< 300 MB"
    assert bounds["pods-running"] == "< 300 s"
    assert bounds["total-time"] == "< 900 s"
    assert bounds["cpu"] == "< 4 CPU"
    assert bounds["memory"] == "< 8 GiB"
    assert bounds["reproducible"] == "≥ 3"
    assert len(contract.criteria) >= 20


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("version: 2\ncriteria: []\n", "version"),
        ("version: 1\ncriteria: [{id: a}]\n", "criteria.0"),
        ("version: 1\ncriteria: [", "cannot be read"),
        ("version: 1\ncriteria: []\nextra: 1\n", "extra"),
    ],
)
def test_a_wrong_contract_is_named_by_its_place(tmp_path: Path, text: str, cause: str) -> None:
    path = tmp_path / "contract.yaml"
    path.write_text(text)
    with pytest.raises(UsageError) as error:
        load_contract(path)
    assert cause in str(error.value)
