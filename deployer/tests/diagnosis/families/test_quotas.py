import pytest

from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.asking import body_of, found, the
from tests.diagnosis.objects import Tree, deployment, from_yaml, snapshot

RULE = "admission.quota-next-rollout"
LIMITS = {"limits": {"cpu": "750m"}, "requests": {"cpu": "100m"}}


def room(used: str, *, key: str = "limits.cpu", hard: str = "4", **spec: object) -> Snapshot:
    (quota,) = from_yaml(f"""
kind: ResourceQuota
apiVersion: v1
metadata: {{name: todo}}
status: {{hard: {{{key}: "{hard}"}}, used: {{{key}: "{used}"}}}}
""")
    container: Tree = {"name": "app", "image": "a", "resources": LIMITS}
    template = {"template": {"spec": {"containers": [container]}}}
    return snapshot(deployment(spec=template | spec), quota)


def test_a_quota_without_room_for_one_more_stops_the_next_rollout() -> None:
    finding = the(room("3500m"), RULE)
    assert "the quota todo has no room for one more (limits.cpu: 3500m of 4 used)" in finding.cause
    assert finding.severity == "warning"
    assert body_of(finding) == {
        "spec": {"strategy": {"rollingUpdate": {"maxSurge": 0, "maxUnavailable": 1}}}
    }


def test_the_number_of_pods_and_requests_count_too() -> None:
    assert found(room("3", key="pods", hard="3"), RULE)
    assert found(room("3950m", key="cpu"), RULE)


def rolling(surge: int | str, away: int | str) -> Tree:
    return {"rollingUpdate": {"maxSurge": surge, "maxUnavailable": away}}


@pytest.mark.parametrize(
    "given",
    [
        room("3250m"),
        room("3500m", strategy=rolling(0, 1)),
        room("3500m", strategy=rolling("25%", "50%"), replicas=2),
        room("3500m", strategy={"type": "Recreate"}),
        room("3500m", replicas=0),
        room("100", key="limits.memory", hard="100"),
    ],
    ids=["room", "no surge", "one may be missing", "recreated", "none wanted", "not limited"],
)
def test_rollouts_that_will_fit_are_well(given: Snapshot) -> None:
    assert found(given, RULE) == []
