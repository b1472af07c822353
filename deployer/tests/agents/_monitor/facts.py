"""Facts of a namespace that is well, to be changed by tests."""

from datetime import UTC, datetime

from deployer.health import Amounts, Budget, MonitorFacts, NodeHealth, PodHealth, Workload

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
GIB = 1024**3


def pod(name: str = "todo-backend-7c9d8f6b54-x2x9z", **changes: object) -> PodHealth:
    """A pod of the backend that is well, but for the changes."""
    fields: dict[str, object] = {
        "name": name,
        "uid": name,
        "service": "backend",
        "node": "builtin",
        "phase": "Running",
        "state": "ready",
        "ready": True,
        "finished": False,
        "containers_ready": "1/1",
        "restarts": 0,
        "last_restart": None,
        "last_end": "",
        "created": NOW,
        "image": "todo-backend:1",
        "image_id": "sha256:1",
        "used": Amounts(cpu_millicores=12, memory_bytes=150 * 1024**2),
        "requests": Amounts(cpu_millicores=100, memory_bytes=192 * 1024**2),
        "limits": Amounts(cpu_millicores=1000, memory_bytes=2 * GIB),
    }
    return PodHealth.model_validate(fields | changes)


def facts(*pods: PodHealth, **changes: object) -> MonitorFacts:
    """A namespace with these pods on one node, but for the changes."""
    fields: dict[str, object] = {
        "cluster": "builtin",
        "namespace": "todo",
        "taken_at": NOW,
        "pods": pods,
        "workloads": (backend(ready=sum(one.ready for one in pods)),),
        "budget": Budget(
            used=Amounts(cpu_millicores=30, memory_bytes=GIB),
            requests=Amounts(cpu_millicores=350, memory_bytes=GIB),
            limits=Amounts(cpu_millicores=3750, memory_bytes=7 * GIB),
            hard=Amounts(cpu_millicores=4000, memory_bytes=8 * GIB),
        ),
        "nodes": (NodeHealth(name="builtin", ready=True, pressures=(), kubelet="v1.37.2"),),
        "usage_source": "metrics API",
        "probe_source": "kubelet",
    }
    return MonitorFacts.model_validate(fields | changes)


def backend(*, ready: int, wanted: int | None = None) -> Workload:
    """The backend's Deployment."""
    return Workload(
        kind="Deployment",
        name="todo-backend",
        service="backend",
        wanted=ready if wanted is None else wanted,
        ready=ready,
        updated=ready,
    )
