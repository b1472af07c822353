"""What runs in a namespace, one resource for each thing that somebody asked the cluster for."""

from collections.abc import Iterable, Iterator, Mapping

from lightkube.resources.apps_v1 import DaemonSet, Deployment, StatefulSet
from lightkube.resources.batch_v1 import Job
from lightkube.resources.core_v1 import Pod

from deployer.app import PART_OF
from deployer.dashboard.instances import instance, requested, together
from deployer.dashboard.view import Amount, Resource, Tone
from deployer.diagnosis.reading import holds, labels
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import Thing, meta

COMPONENT = "app.kubernetes.io/component"

type Workload = Deployment | StatefulSet | DaemonSet


def resources(snapshot: Snapshot, app: str, use: Mapping[str, Amount]) -> Iterator[Resource]:
    """Go through workloads, jobs, and pods that belong to neither.

    Args:
        snapshot: What is there.
        app: Things of this app are called by their component, all others by their name.
        use: Pod to what it uses.
    """
    found: tuple[Workload, ...] = (
        *snapshot.deployments,
        *snapshot.stateful_sets,
        *snapshot.daemon_sets,
    )
    for workload in found:
        pods = snapshot.pods_of(workload)
        yield _resource(workload, app, pods, use, *_workload_state(workload, pods))
    for job in snapshot.jobs:
        yield _resource(job, app, snapshot.pods_of(job), use, *_job_state(job))
    for pod in snapshot.pods:
        if not snapshot.owners(pod):
            shown = instance(pod, use)
            yield _resource(pod, app, (pod,), use, shown.tone, shown.says)


def id_of(thing: Thing, app: str) -> str:
    """Return how the page calls a workload."""
    own = labels(thing)
    component = own.get(COMPONENT) if own.get(PART_OF) == app else None
    return component or meta(thing).name or ""


def _resource(
    thing: Thing,
    app: str,
    pods: Iterable[Pod],
    use: Mapping[str, Amount],
    tone: Tone,
    says: str,
) -> Resource:
    pods = sorted(pods, key=lambda pod: meta(pod).name or "")
    instances = tuple(instance(pod, use) for pod in pods)
    requests, limits = requested(pods)
    return Resource(
        id=id_of(thing, app),
        kind=type(thing).__name__,
        tone=tone,
        says=says,
        column=0,
        instances=instances,
        use=together(one.use for one in instances),
        requests=requests,
        limits=limits,
    )


def _workload_state(workload: Workload, pods: Iterable[Pod]) -> tuple[Tone, str]:
    wanted, ready = _counts(workload)
    shown = [instance(pod, {}) for pod in pods]
    leaving = any(one.says == "ending" for one in shown)
    if wanted == 0:
        return (Tone.BUSY, "ending") if leaving else (Tone.IDLE, "scaled to nothing")
    says = f"{ready} of {wanted} ready"
    if any(one.tone is Tone.BAD for one in shown):
        return Tone.BAD, says
    return (Tone.GOOD if ready >= wanted and not leaving else Tone.BUSY), says


def _counts(workload: Workload) -> tuple[int, int]:
    """Return how many pods are wanted, and how many are ready."""
    status = workload.status
    if isinstance(workload, DaemonSet):
        found = workload.status
        return (found.desiredNumberScheduled, found.numberReady) if found else (0, 0)
    spec = workload.spec
    assert spec is not None  # noqa: S101 - the API never leaves it out
    wanted = 1 if spec.replicas is None else spec.replicas
    return wanted, getattr(status, "readyReplicas", None) or 0


def _job_state(job: Job) -> tuple[Tone, str]:
    if holds(job, "Complete"):
        return Tone.IDLE, "succeeded"
    if holds(job, "Failed"):
        return Tone.BAD, "failed"
    if job.status and job.status.failed:
        return Tone.BAD, f"failed {job.status.failed} times, tries again"
    return Tone.BUSY, "running"
