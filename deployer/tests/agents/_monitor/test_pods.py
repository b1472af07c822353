from deployer.agents._monitor.pods import pods_health, workloads
from deployer.health import Amounts, PodHealth
from tests.diagnosis.objects import (
    NOW,
    crashing,
    deployment,
    ended,
    owned,
    pod,
    replica_set,
    snapshot,
    status,
    waiting,
)

LIMITS = {"limits": {"cpu": "1", "memory": "2Gi"}, "requests": {"cpu": "100m", "memory": "64Mi"}}


def health(*parts: object) -> PodHealth:
    (one,) = pods_health(snapshot(*parts), {}, {})  # type: ignore[arg-type]
    return one


def test_a_pod_that_is_well() -> None:
    found = health(pod("web-1", labels={"app.kubernetes.io/component": "backend"}))
    assert (found.service, found.state, found.ready) == ("backend", "ready", True)
    assert (found.containers_ready, found.restarts, found.last_end) == ("1/1", 0, "")


def test_a_restart_is_told_with_its_time_and_its_reason() -> None:
    last = ended(137, "OOMKilled", seconds=90)
    found = health(pod("web-1", status(lastState=last, restartCount=2)))
    assert (found.restarts, found.last_end) == (2, "OOMKilled (137)")
    assert found.last_restart is not None
    assert found.last_restart < NOW


def test_a_pod_that_crashes_says_so_and_not_just_that_it_waits() -> None:
    found = health(pod("web-1", crashing()))
    assert (found.state, found.ready, found.last_end) == ("CrashLoopBackOff", False, "Error (1)")
    assert health(pod("web-1", waiting("ContainerCreating"))).state == "starting"


def test_without_a_label_the_workload_names_the_service() -> None:
    one = pod("web-5f-1", metadata=owned("ReplicaSet", "web-5f"))
    assert health(one, replica_set(), deployment()).service == "web"


def test_use_stands_beside_requests_and_limits() -> None:
    containers = [{"name": "app", "image": "x", "resources": LIMITS}]
    one = pod("web-1", spec={"containers": containers})
    (found,) = pods_health(snapshot(one), {"web-1": Amounts(cpu_millicores=3)}, {})
    assert found.used.cpu_millicores == 3
    assert found.requests == Amounts(cpu_millicores=100, memory_bytes=64 * 1024**2)
    assert found.limits == Amounts(cpu_millicores=1000, memory_bytes=2 * 1024**3)


def test_one_container_without_a_limit_leaves_the_pod_without_one() -> None:
    containers = [
        {"name": "app", "image": "x", "resources": LIMITS},
        {"name": "side", "image": "y", "resources": {"limits": {"cpu": "1"}}},
    ]
    found = health(pod("web-1", spec={"containers": containers}))
    assert found.limits == Amounts(cpu_millicores=2000, memory_bytes=None)


def test_a_workload_that_is_scaled_to_zero_wants_nothing() -> None:
    (one,) = workloads(snapshot(deployment(spec={"replicas": 0}, status={"readyReplicas": None})))
    assert (one.wanted, one.ready) == (0, 0)
