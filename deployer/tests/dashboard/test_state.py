"""A snapshot as the page shows it: events, problems, bounds, and samples of use."""

from deployer.app import load_app
from deployer.dashboard.state import sample_of, state_of
from deployer.dashboard.view import Amount, State
from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.objects import (
    Part,
    deployment,
    event,
    from_yaml,
    node,
    owned,
    pod,
    replica_set,
    snapshot,
    waiting,
)

GIB = 2**30
QUOTA = """
apiVersion: v1
kind: ResourceQuota
metadata: {name: todo}
spec: {hard: {limits.cpu: "4", limits.memory: 8Gi, pods: "12"}}
"""
CANARY = "hunter2-canary"


def shown(found: Snapshot, use: dict[str, Amount] | None = None) -> State:
    return state_of(found, diagnose(found), load_app(), use or {})


def broken(*more: Part) -> Snapshot:
    """A Deployment whose pod cannot get its image."""
    said = 'failed to pull image "registry.example/app:1": not found'
    sick = pod("web-5f-1", waiting("ErrImagePull", said), metadata=owned("ReplicaSet", "web-5f"))
    return snapshot(deployment(status={"readyReplicas": 0}), replica_set(), sick, node(), *more)


def test_problems_are_told_with_what_shows_them_and_what_helps() -> None:
    (problem, *_) = shown(broken()).problems
    assert problem.severity == "critical"
    assert problem.evidence
    assert problem.id == f"{problem.rule}/{problem.object}"
    assert problem.object.endswith(problem.name) or "/" in problem.object


def test_what_is_well_has_no_problem() -> None:
    well = snapshot(
        deployment(), replica_set(), pod("web-5f-1", metadata=owned("ReplicaSet", "web-5f")), node()
    )
    assert shown(well).problems == ()


def test_events_come_newest_first_and_hold_no_secret() -> None:
    found = shown(
        broken(
            event("Pod/web-5f-1", "Old", seconds=600),
            event("Pod/web-5f-1", "New", f"password={CANARY}", seconds=5, count=3),
            event("Pod/web-5f-1", "Fine", seconds=1, type="Normal"),
        )
    ).events
    assert [(one.reason, one.warning) for one in found] == [
        ("Fine", False),
        ("New", True),
        ("Old", True),
    ]
    assert found[1].count == 3
    assert found[1].object == "Pod web-5f-1"
    assert CANARY not in found[1].message


def test_the_budget_is_the_quota_or_else_the_nodes() -> None:
    quota = shown(snapshot(*from_yaml(QUOTA), node()))
    assert (quota.budget, quota.budget_name) == (Amount(cpu=4000, memory=8 * GIB), "quota")
    size = {"allocatable": {"cpu": "2", "memory": "4Gi"}}
    nodes = shown(snapshot(node("a", status=size), node("b", status=size)))
    assert (nodes.budget, nodes.budget_name) == (Amount(cpu=4000, memory=8 * GIB), "nodes")


def test_a_sample_holds_what_is_measured() -> None:
    found = shown(snapshot(pod("a"), pod("b")), {"a": Amount(cpu=5, memory=7)})
    sample = sample_of(12.5, found.resources)
    assert sample is not None
    assert (sample.at, sample.use) == (12.5, {"a": (5, 7)})
    assert sample_of(12.5, shown(snapshot(pod("a"))).resources) is None
