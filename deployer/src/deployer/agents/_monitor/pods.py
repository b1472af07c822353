"""The health of each pod and workload, from a snapshot and what was measured."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from lightkube.models.core_v1 import Container, ContainerStateTerminated, ContainerStatus
from lightkube.resources.apps_v1 import DaemonSet, Deployment, StatefulSet
from lightkube.resources.core_v1 import Pod

from deployer.agents._monitor.usage import total
from deployer.diagnosis.reading import is_ready, labels, phase
from deployer.diagnosis.snapshot import Snapshot
from deployer.health import Amounts, PodHealth, ProbeCount, Workload
from deployer.quantity import in_bytes, millicores
from deployer.tools.kube import Thing, meta

COMPONENT = "app.kubernetes.io/component"
STARTING = frozenset({"", "ContainerCreating", "PodInitializing"})


def pods_health(
    snapshot: Snapshot,
    used: Mapping[str, Amounts],
    probes: Mapping[str, tuple[ProbeCount, ...]],
) -> tuple[PodHealth, ...]:
    """Return every pod of the snapshot, sorted by service and name.

    Args:
        snapshot: The namespace.
        used: A pod's name to what it uses.
        probes: A pod's uid to how its probes went.
    """
    found = [_health(snapshot, pod, used, probes) for pod in snapshot.pods]
    return tuple(sorted(found, key=lambda one: (one.service, one.name)))


def workloads(snapshot: Snapshot) -> tuple[Workload, ...]:
    """Return what the cluster was told to keep running, and how much of it is ready."""
    replicated: tuple[Deployment | StatefulSet, ...] = (
        *snapshot.deployments,
        *snapshot.stateful_sets,
    )
    return (
        *(_replicated(one) for one in replicated),
        *(_of_each_node(one) for one in snapshot.daemon_sets),
    )


def requested(pod: Pod) -> Amounts:
    """Return what a pod's containers ask the scheduler for."""
    return _sum(pod, "requests")


def limited(pod: Pod) -> Amounts:
    """Return what a pod's containers may use at most; None where one has no limit."""
    containers = pod.spec.containers if pod.spec else []
    limits = _sum(pod, "limits")
    return Amounts(
        cpu_millicores=limits.cpu_millicores if _all(containers, "cpu") else None,
        memory_bytes=limits.memory_bytes if _all(containers, "memory") else None,
    )


def service_of(snapshot: Snapshot, thing: Thing) -> str:
    """Return which part of an app an object is: its label, its workload's name, or its own."""
    if said := labels(thing).get(COMPONENT):
        return said
    owners = snapshot.owners(thing)
    return owners[-1].name if owners else meta(thing).name or ""


def _health(
    snapshot: Snapshot,
    pod: Pod,
    used: Mapping[str, Amounts],
    probes: Mapping[str, tuple[ProbeCount, ...]],
) -> PodHealth:
    about = meta(pod)
    name, uid = about.name or "", about.uid or ""
    statuses = (pod.status.containerStatuses if pod.status else None) or []
    containers = pod.spec.containers if pod.spec else []
    end = _last_end(statuses)
    return PodHealth(
        name=name,
        uid=uid,
        service=service_of(snapshot, pod),
        node=(pod.spec.nodeName if pod.spec else "") or "",
        phase=phase(pod),
        state=state_of(pod),
        ready=is_ready(pod),
        finished=phase(pod) == "Succeeded",
        containers_ready=f"{sum(one.ready for one in statuses)}/{len(containers)}",
        restarts=sum(one.restartCount for one in statuses),
        last_restart=_restarted(statuses),
        last_end=f"{end.reason or 'Error'} ({end.exitCode})" if end else "",
        created=about.creationTimestamp,
        image=(containers[0].image if containers else "") or "",
        image_id=statuses[0].imageID if statuses else "",
        used=used.get(name, Amounts()),
        requests=requested(pod),
        limits=limited(pod),
        probes=probes.get(uid, ()),
    )


def state_of(pod: Pod) -> str:
    """Return what a pod is at, for a person."""
    if meta(pod).deletionTimestamp:
        return "ending"
    if is_ready(pod):
        return "ready"
    status = pod.status
    if status and status.reason:
        return status.reason  # such as Evicted
    statuses = [
        *((status and status.initContainerStatuses) or []),
        *((status and status.containerStatuses) or []),
    ]
    waits = [one.state.waiting.reason or "" for one in statuses if one.state and one.state.waiting]
    told = next((one for one in waits if one not in STARTING), "")
    return told or {"Running": "not ready", "Pending": "starting", "Succeeded": "finished"}.get(
        phase(pod), phase(pod).lower()
    )


def _restarted(statuses: Iterable[ContainerStatus]) -> datetime | None:
    """Return when a container was last started again."""
    starts = [
        one.state.running.startedAt
        for one in statuses
        if one.restartCount and one.state and one.state.running and one.state.running.startedAt
    ]
    end = _last_end(statuses)
    return max(starts, default=None) or (end.finishedAt if end else None)


def _last_end(statuses: Iterable[ContainerStatus]) -> ContainerStateTerminated | None:
    """Return how the run before ended, of the container where that was the latest."""
    ends = [one.lastState.terminated for one in statuses if one.lastState]
    told = [one for one in ends if one and one.finishedAt]
    return max(told, key=lambda one: str(one.finishedAt), default=None)


def _sum(pod: Pod, what: str) -> Amounts:
    return total(_amounts(one, what) for one in (pod.spec.containers if pod.spec else []))


def _amounts(container: Container, what: str) -> Amounts:
    said = getattr(container.resources, what, None) or {}
    return Amounts(
        cpu_millicores=millicores(said["cpu"]) if "cpu" in said else None,
        memory_bytes=in_bytes(said["memory"]) if "memory" in said else None,
    )


def _all(containers: Iterable[Container], resource: str) -> bool:
    return all(one.resources and resource in (one.resources.limits or {}) for one in containers)


def _replicated(one: Deployment | StatefulSet) -> Workload:
    wanted = one.spec.replicas
    return Workload(
        kind=type(one).__name__,
        name=meta(one).name or "",
        service=labels(one).get(COMPONENT) or meta(one).name or "",
        wanted=1 if wanted is None else wanted,
        ready=(one.status and one.status.readyReplicas) or 0,
        updated=(one.status and one.status.updatedReplicas) or 0,
    )


def _of_each_node(one: DaemonSet) -> Workload:
    status = one.status
    return Workload(
        kind="DaemonSet",
        name=meta(one).name or "",
        service=labels(one).get(COMPONENT) or meta(one).name or "",
        wanted=status.desiredNumberScheduled if status else 0,
        ready=status.numberReady if status else 0,
        updated=(status and status.updatedNumberScheduled) or 0,
    )
