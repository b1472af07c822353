"""A workload does not become what it should be. Source: the controllers' conditions and counts."""

from collections.abc import Iterator

from lightkube.resources.apps_v1 import DaemonSet, Deployment, StatefulSet

from deployer.diagnosis.families._calls import calls
from deployer.diagnosis.families._services import backends
from deployer.diagnosis.finding import Evidence, Finding, Fix, Rule
from deployer.diagnosis.patches import UP, is_ours, kubectl
from deployer.diagnosis.reading import (
    condition,
    is_ready,
    labels,
    newest_replica_set,
    revision,
    selects,
    short,
    template_of,
)
from deployer.diagnosis.snapshot import Snapshot
from deployer.diagnosis.starting import is_starting
from deployer.tools.kube import meta

NO_PODS_SECONDS = 60.0
"""After so long without a pod something keeps them from being made."""
UNSEEN_SECONDS = 30.0
"""After so long a controller that works has looked at what was asked for."""
type Workload = Deployment | StatefulSet | DaemonSet


def times_out(snapshot: Snapshot) -> Iterator[Finding]:
    """Find rollouts that did not end in time; what keeps them is told by other rules."""
    for one in snapshot.deployments:
        found = condition(one, "Progressing")
        if found is None or found.reason != "ProgressDeadlineExceeded":
            continue
        ref, newest = snapshot.ref(one), newest_replica_set(snapshot, one)
        before = newest is not None and revision(newest) > 1
        undo = kubectl(ref.namespace, "rollout", "undo", f"deployment/{ref.name}")
        yield Finding(
            rule="rollout.deadline-exceeded",
            object=ref,
            cause=f"its rollout did not end within {one.spec.progressDeadlineSeconds or 600} s",
            evidence=(
                Evidence(what="status.conditions[Progressing].reason", value=found.reason),
                Evidence(
                    what="status.conditions[Progressing].message", value=short(found.message or "")
                ),
            ),
            symptom=True,
            fix=Fix(
                summary="cure what keeps its pods, or go back to the version before",
                command=undo if before else (),
                undo=" ".join(undo) if before else "",
            ),
            patience=None,
        )


def is_unavailable(snapshot: Snapshot) -> Iterator[Finding]:
    """Find workloads with fewer pods that serve than they should have, and none that starts."""
    workloads: tuple[Workload, ...] = (
        *snapshot.deployments,
        *snapshot.stateful_sets,
        *snapshot.daemon_sets,
    )
    for one in workloads:
        ready, wanted, evidence = _counts(one)
        if ready >= wanted or not _is_stuck(snapshot, one, wanted):
            continue
        yield Finding(
            rule="rollout.unavailable",
            object=snapshot.ref(one),
            cause=f"{ready} of {wanted} pods are ready",
            evidence=(evidence,),
            severity="warning" if ready else "critical",
            symptom=True,
            patience=None,
        )


def _is_stuck(snapshot: Snapshot, one: Workload, wanted: int) -> bool:
    """Tell whether pods that are missing or not ready will not come by themselves."""
    pods = [pod for pod in snapshot.pods_of(one) if not meta(pod).deletionTimestamp]
    waits = [pod for pod in pods if not is_ready(pod)]
    if waits:
        return not all(is_starting(snapshot, pod) for pod in waits)
    progress = condition(one, "Progressing") if isinstance(one, Deployment) else None
    moved = snapshot.since(progress.lastUpdateTime) if progress else snapshot.age(one)
    paused = isinstance(one, Deployment) and bool(one.spec.paused)
    return len(pods) < wanted and moved > NO_PODS_SECONDS and not paused


def _counts(one: Workload) -> tuple[int, int, Evidence]:
    """Return how many pods are ready, how many should be, and where that stands."""
    if isinstance(one, DaemonSet):
        status = one.status
        ready, wanted = (status.numberReady, status.desiredNumberScheduled) if status else (0, 0)
        return ready, wanted, Evidence(what="status.numberReady", value=f"{ready} of {wanted}")
    replicas = one.spec.replicas
    wanted = 1 if replicas is None else replicas
    ready = (one.status and one.status.readyReplicas) or 0
    return ready, wanted, Evidence(what="status.readyReplicas", value=f"{ready} of {wanted}")


def is_paused(snapshot: Snapshot) -> Iterator[Finding]:
    """Find rollouts that somebody paused before they were done."""
    for one in snapshot.deployments:
        if not one.spec.paused:
            continue
        wanted = 1 if one.spec.replicas is None else one.spec.replicas
        updated = (one.status and one.status.updatedReplicas) or 0
        if updated >= wanted:
            continue
        ref = snapshot.ref(one)
        yield Finding(
            rule="rollout.paused",
            object=ref,
            cause=f"its rollout is paused: {updated} of {wanted} pods are of the newest template",
            evidence=(
                Evidence(what="spec.paused", value="true"),
                Evidence(what="status.updatedReplicas", value=str(updated)),
            ),
            fix=Fix(
                summary="resume the rollout",
                command=kubectl(ref.namespace, "rollout", "resume", f"deployment/{ref.name}"),
                undo=f"kubectl rollout pause deployment/{ref.name} -n {ref.namespace}",
            ),
        )


def is_scaled_to_zero(snapshot: Snapshot) -> Iterator[Finding]:
    """Find workloads without pods that a Service still sends requests to."""
    workloads: tuple[Deployment | StatefulSet, ...] = (
        *snapshot.deployments,
        *snapshot.stateful_sets,
    )
    for one in workloads:
        template = template_of(one)
        if one.spec.replicas != 0 or template is None:
            continue
        found = (template.metadata.labels if template.metadata else None) or {}
        callers = [s for s in snapshot.services if s.spec and selects(s.spec.selector, found)]
        if not callers or _is_scaled_by_others(snapshot, one):
            continue
        ref = snapshot.ref(one)
        kind = f"{ref.kind.lower()}/{ref.name}"
        scale = kubectl(ref.namespace, "scale", kind, "--replicas=1")
        names = ", ".join(meta(s).name or "" for s in callers)
        wanted = _needed_by(snapshot, {meta(s).name or "" for s in callers})
        yield Finding(
            rule="rollout.scaled-to-zero",
            object=ref,
            cause=f"it is scaled to 0 pods, while Service {names} sends requests to it"
            + (f", and {wanted} calls that" if wanted else ""),
            evidence=(Evidence(what="spec.replicas", value="0"),),
            # Where nobody calls it may well be on purpose.
            severity="critical" if wanted or is_ours(one) else "info",
            fix=Fix(
                summary="scale it up again",
                command=UP if is_ours(one) else scale,
                undo=f"kubectl scale {kind} --replicas=0 -n {ref.namespace}",
            ),
            causes=tuple(snapshot.ref(s) for s in callers),
        )


def _needed_by(snapshot: Snapshot, services: set[str]) -> str:
    """Return the Ingress or container that calls one of these Services; empty when none does."""
    for one in snapshot.ingresses:
        if any(backend.name in services for _, backend in backends(one)):
            return str(snapshot.ref(one))
    for call in calls(snapshot):
        if meta(call.service).name in services:
            return str(snapshot.ref(call.caller.pod, call.caller.name))
    return ""


def _is_scaled_by_others(snapshot: Snapshot, one: Deployment | StatefulSet) -> bool:
    """Tell whether an autoscaler (KEDA makes one too) or an annotation owns the number of pods."""
    if not snapshot.readable("HorizontalPodAutoscaler"):
        return True
    if any("scal" in key for key in meta(one).annotations or {}):
        return True
    targets = [other.spec.scaleTargetRef for other in snapshot.autoscalers]
    return any(
        (type(one).__name__, meta(one).name) == (target.kind, target.name) for target in targets
    )


def is_not_seen(snapshot: Snapshot) -> Iterator[Finding]:
    """Find workloads that no controller looks at: none works."""
    workloads: tuple[Workload, ...] = (
        *snapshot.deployments,
        *snapshot.stateful_sets,
        *snapshot.daemon_sets,
    )
    manager = _broken_manager(snapshot)
    for one in workloads:
        asked = meta(one).generation or 0
        seen = (one.status and one.status.observedGeneration) or 0
        never = seen == 0 and snapshot.age(one) > UNSEEN_SECONDS
        if seen >= asked or not (never or manager):
            continue
        yield Finding(
            rule="rollout.not-observed",
            object=snapshot.ref(one),
            cause="the cluster's controller manager has not looked at the last change"
            + (f": {manager} does not run" if manager else ", so it does not work"),
            evidence=(
                Evidence(what="metadata.generation", value=str(asked)),
                Evidence(what="status.observedGeneration", value=str(seen)),
            ),
            confidence="strong",
            fix=Fix(
                summary="look at the controller manager of the cluster",
                risk="read",
                command=("kubectl", "get", "pods", "-n", "kube-system"),
            ),
            patience=UNSEEN_SECONDS,
        )


def _broken_manager(snapshot: Snapshot) -> str:
    for pod in snapshot.system_pods:
        if labels(pod).get("component") == "kube-controller-manager" and not is_ready(pod):
            return f"Pod {meta(pod).name}"
    return ""


RULES: tuple[Rule, ...] = (is_scaled_to_zero, is_paused, is_not_seen, times_out, is_unavailable)
