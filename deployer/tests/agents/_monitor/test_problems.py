from datetime import timedelta

from deployer.agents._monitor.problems import with_problems
from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.problem import Diagnosis
from deployer.health import (
    Amounts,
    CertificateHealth,
    Drift,
    MonitorFacts,
    NodeHealth,
    VolumeHealth,
)
from tests.agents._monitor.facts import GIB, NOW, backend, facts, pod
from tests.diagnosis import objects

WELL = Diagnosis(namespace="todo", taken_at=NOW, kubernetes="v1.37.2", pods=2, problems=())


def said(seen: MonitorFacts, diagnosis: Diagnosis = WELL) -> list[str]:
    return [str(one) for one in with_problems(seen, diagnosis).problems]


def test_all_is_well() -> None:
    assert said(facts(pod("a"), pod("b"))) == []


def test_a_root_cause_is_told_with_what_helps_and_with_the_id_that_fix_takes() -> None:
    ill = objects.snapshot(objects.pod("web-1", objects.waiting("ImagePullBackOff", "x")))
    found = with_problems(facts(pod("a", ready=False)), diagnose(ill))
    (one,) = found.problems
    assert one.finding == "F1"
    assert one.cure
    assert "Pod web-1" in one.object


def test_without_a_cause_the_number_is_told() -> None:
    (sentence,) = said(facts(pod("a"), workloads=(backend(ready=1, wanted=2),)))
    assert sentence == "backend: 1 of 2 pods are ready. Try: ./todo logs"


def test_a_pod_about_to_be_killed_is_told_before_it_is() -> None:
    full, fine = (
        pod(name, used=Amounts(memory_bytes=int(share * GIB)))
        for name, share in (("a", 1.9), ("b", 1.7))
    )
    (sentence,) = said(facts(full, fine))
    assert sentence.startswith("a: it uses 1946 MiB of 2048 MiB")


def test_a_node_that_is_cordoned_on_purpose_is_no_problem_and_one_under_pressure_is() -> None:
    def one(*pressures: str) -> MonitorFacts:
        node = NodeHealth(name="n", ready=True, pressures=pressures, kubelet="")
        return facts(pod("a"), nodes=(node,))

    assert said(one("cordoned")) == []
    (sentence,) = said(one("DiskPressure"))
    assert "DiskPressure" in sentence


def test_a_volume_is_told_before_it_is_full() -> None:
    def one(used: int | None) -> MonitorFacts:
        volume = VolumeHealth(
            claim="data-0", phase="Bound", size_bytes=100, used_bytes=used, capacity_bytes=100
        )
        return facts(pod("a"), volumes=(volume,))

    assert said(one(None)) == said(one(90)) == []
    assert len(said(one(91))) == 1


def test_a_certificate_is_told_two_weeks_before_its_end() -> None:
    def one(days: float) -> MonitorFacts:
        ends = CertificateHealth(
            where="Secret tls", subject="CN=x", not_after=NOW + timedelta(days=days), days_left=days
        )
        return facts(pod("a"), certificates=(ends,))

    assert said(one(14)) == []
    assert "ends in 13 days" in said(one(13))[0]
    assert "ended" in said(one(-1))[0]


def test_drift_is_advice_and_makes_nothing_unhealthy() -> None:
    drift = Drift(object="Deployment x", expected="a:1", found="a:2", why="it differs")
    found = with_problems(facts(pod("a"), drift=(drift,)), WELL)
    assert (len(found.problems), len(found.advice)) == (0, 1)
