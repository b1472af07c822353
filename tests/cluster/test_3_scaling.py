"""The autoscaler adds a pod under load, and says why; nobody's request fails meanwhile."""

from tests.bench.scaling import LEAST, Scaling
from tests.faults.subject import Subject
from tests.todo import Said


def test_load_brings_another_pod(first_up: Said, cluster: str) -> None:
    seen = Scaling(Subject(cluster, first_up.facts["url"])).run()
    assert seen.at_rest == LEAST < seen.under_load
    assert "cpu" in seen.reason
    assert "above target" in seen.reason
    assert seen.failures == []
