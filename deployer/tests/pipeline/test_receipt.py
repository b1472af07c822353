import pytest

from deployer.pipeline import proofs
from deployer.pipeline.contract import Measured, load_contract
from deployer.pipeline.receipt import judge, keep_cleanup, missed
from deployer.results import CleanupFacts, Judged, Result, Status, Verdict
from deployer.settings import settings

AGENTS = (
    "docker-build-optimizer",
    "docker-container-runner",
    "helm-chart-generator",
    "k8s-deploy-agent",
    "cluster-health-monitor",
)


def value(number: float) -> Measured:
    return Measured(value=number, evidence="seen")


def by_id(criteria: tuple[Judged, ...]) -> dict[str, Judged]:
    return {one.id: one for one in criteria}


def cleaned(*remaining: str, status: Status = Status.DONE) -> Result[CleanupFacts]:
    facts = CleanupFacts(removed=("release a",), kept=(), remaining=remaining)
    return Result(agent="k8s-cleanup", status=status, summary="", facts=facts)


def test_what_nobody_measured_is_open_and_not_missed() -> None:
    criteria = judge({})
    verdicts = {one.verdict for one in criteria if one.id != "skills"}
    assert verdicts == {Verdict.UNMEASURED}
    assert missed(criteria) == ()


def test_a_missed_bound_is_told_in_words() -> None:
    (line,) = missed(judge({"pods.restarts": value(2)}))
    assert "restarted" in line
    assert "2" in line
    assert "= 0" in line


def test_what_took_its_time_once_stays_known() -> None:
    judge({"run.total_seconds": value(70), "pods.restarts": value(0)})
    later = by_id(judge({}))
    assert later["total-time"].measured == "70 s"
    assert "UTC" in later["total-time"].evidence
    assert later["restarts"].verdict is Verdict.UNMEASURED


def test_a_new_value_takes_the_place_of_an_old_one() -> None:
    judge({"run.total_seconds": value(70)})
    assert by_id(judge({"run.total_seconds": value(80)}))["total-time"].measured == "80 s"


def test_all_six_agents_count_once_the_last_has_done_its_work() -> None:
    assert by_id(judge({}, AGENTS))["agents"].verdict is Verdict.UNMEASURED
    keep_cleanup(cleaned())
    found = by_id(judge({}, AGENTS))
    assert found["agents"].verdict is Verdict.MET
    assert found["cleanup"].verdict is Verdict.MET


def test_a_cleanup_that_left_something_is_missed_until_a_better_one() -> None:
    keep_cleanup(cleaned("Pod a"))
    assert by_id(judge({}))["cleanup"].verdict is Verdict.MISSED
    keep_cleanup(cleaned(status=Status.UNCHANGED))
    assert by_id(judge({}))["cleanup"].verdict is Verdict.MISSED
    keep_cleanup(cleaned())
    assert by_id(judge({}))["cleanup"].verdict is Verdict.MET


def test_kept_values_that_cannot_be_read_are_none() -> None:
    judge({"run.total_seconds": value(70)})
    (path,) = settings().folder("receipts").glob("proofs.json")
    path.write_text("{")
    assert proofs.earlier() == {}


@pytest.mark.parametrize("criterion", load_contract().criteria, ids=lambda one: one.id)
def test_every_criterion_reaches_the_receipt(criterion: object) -> None:
    assert criterion.id in by_id(judge({}))  # type: ignore[attr-defined]
