from deployer.agents._monitor.surroundings import (
    COMBINED,
    budget,
    folded,
    nodes_health,
    quota_lines,
    volumes,
)
from deployer.health import Amounts
from tests.diagnosis.objects import (
    claim,
    deployment,
    event,
    from_yaml,
    node,
    owned,
    pod,
    replica_set,
)
from tests.diagnosis.objects import snapshot as taken

QUOTA = """
apiVersion: v1
kind: ResourceQuota
metadata: {name: todo}
status:
  hard: {limits.cpu: "4", limits.memory: 8Gi, pods: "12"}
  used: {limits.cpu: 3750m, limits.memory: 7680Mi, pods: "5"}
"""


def test_quota_is_told_as_the_api_writes_it_with_the_share() -> None:
    lines = {one.resource: one for one in quota_lines(taken(*from_yaml(QUOTA)))}
    assert (lines["limits.cpu"].used, lines["limits.cpu"].share) == ("3750m", 0.9375)


def test_a_claim_is_told_with_its_fill_where_that_is_measured() -> None:
    seen = taken(claim("data"), claim("logs"))
    measured, other = volumes(seen, {"data": (40, 100)})
    assert (measured.phase, measured.share, other.share) == ("Bound", 0.4, None)


def test_a_foreign_namespace_is_held_against_its_own_quota() -> None:
    quotas = quota_lines(taken(*from_yaml(QUOTA)))
    assert budget((), quotas, None).hard == Amounts(cpu_millicores=4000, memory_bytes=8 * 1024**3)
    assert budget((), (), None).hard == Amounts()
    ours = Amounts(cpu_millicores=1)
    assert budget((), quotas, ours).hard == ours


def test_a_node_under_pressure_and_cordoned() -> None:
    conditions = [
        {"type": "Ready", "status": "True"},
        {"type": "DiskPressure", "status": "True"},
        {"type": "MemoryPressure", "status": "False"},
    ]
    ill = node(spec={"unschedulable": True}, status={"conditions": conditions})
    (found,) = nodes_health([ill], {})
    assert (found.ready, found.pressures) == (True, ("DiskPressure", "cordoned"))


def test_a_node_that_no_longer_reports_is_not_ready() -> None:
    unknown = [{"type": "Ready", "status": "Unknown"}]
    (found,) = nodes_health([node(status={"conditions": unknown})], {})
    assert not found.ready


def test_warnings_about_pods_that_are_gone_are_told_by_whose_they_were() -> None:
    gone = [
        event(f"Pod/web-5f9c4d7b8-{end}", "Unhealthy", "probe failed") for end in ("x2x9z", "x")
    ]
    seen = taken(*gone, event("Pod/web-5f9c4d7b8-zzzzz", "Unhealthy", "probe failed"))
    told = {one.object: one.count for one in folded(seen.events, seen)}
    assert told == {"Pod web-…": 2, "Pod web-5f9c4d7b8-x": 1}


def test_a_word_at_the_end_of_a_name_is_kept() -> None:
    seen = taken(deployment("web"), event("Pod/web-migration-x2x9z", "Failed", "no"))
    assert [one.object for one in folded(seen.events, seen)] == ["Pod web-migration-…"]


def test_a_rollout_that_was_given_up_is_told_with_its_deployment() -> None:
    said = 'Error creating: pods "web-5f9c4d7b8-x2x9z" is forbidden: exceeded quota'
    events = [
        event("ReplicaSet/web-5f9c4d7b8", "FailedCreate", said),
        event("ReplicaSet/web-6f9c4d7b8", "FailedCreate", f"{COMBINED}{said}"),
    ]
    seen = taken(deployment("web"), *events)
    assert [(one.object, one.count) for one in folded(seen.events, seen)] == [("Deployment web", 2)]


def test_the_same_warning_about_pods_of_one_workload_is_one() -> None:
    pods = [pod(name, metadata=owned("ReplicaSet", "web-5f")) for name in ("web-5f-a", "web-5f-b")]
    warnings = [
        event("Pod/web-5f-a", "BackOff", "Back-off restarting failed container app in pod a_x(1)"),
        event(
            "Pod/web-5f-b",
            "BackOff",
            "Back-off restarting failed container app in pod b_x(2)",
            seconds=5,
            count=3,
        ),
        event("Pod/web-5f-a", "Unhealthy", "Liveness probe failed: 500", seconds=7200),
        event("Pod/web-5f-a", "Pulled", "image is there", type="Normal"),
    ]
    snapshot = taken(*pods, replica_set(), deployment(), *warnings)
    (one,) = folded(snapshot.events, snapshot)
    assert (one.object, one.reason, one.count) == ("Deployment web", "BackOff", 4)
