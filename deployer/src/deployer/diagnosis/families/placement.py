"""A pod is not placed, is placed where nothing is, or is sent away again. Source: its status."""

from collections.abc import Iterator

from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families._fixes import change_pods
from deployer.diagnosis.finding import Evidence, Finding, Fix, Rule
from deployer.diagnosis.patches import PUT_BACK, is_ours, kubectl
from deployer.diagnosis.reading import condition, holds, phase
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

UNSEEN = 60.0
"""Seconds after which a pod that the cluster's own scheduler has not looked at waits in vain."""
UNKNOWN = 5.0
"""Seconds in which another scheduler, or the owner of a gate, shows itself."""
DEFAULT = "default-scheduler"
REFUSALS = {
    "OutOfcpu": "the node had no processor left for it",
    "OutOfmemory": "the node had no memory left for it",
    "OutOfpods": "the node had as many pods as it may have",
    "OutOfephemeral-storage": "the node had no disk left for it",
    "NodeAffinity": "the node does not have the labels that it asks for",
    "NodePorts": "a port of the node that it wants was taken",
    "UnexpectedAdmissionError": "the node could not give it a device",
    "VolumeAttachmentLimitExceeded": "the node had as many volumes as it may have",
}
"""Reasons of the kubelet for refusing a pod that was given to it."""


def is_gated(snapshot: Snapshot) -> Iterator[Finding]:
    """Find pods that nobody may place before some controller says so."""
    for pod in _waiting(snapshot):
        gates = [one.name for one in (pod.spec and pod.spec.schedulingGates) or []]
        if gates and snapshot.age(pod) > UNKNOWN:
            yield Finding(
                rule="schedule.gated",
                object=snapshot.ref(pod),
                cause=f"it may not be placed before {gates[0]} is lifted (schedulingGates)",
                fix=Fix(
                    summary=f"look at the controller that lifts {gates[0]}, or leave out the gate"
                ),
                evidence=(Evidence(what="spec.schedulingGates", value=", ".join(gates)),),
                patience=None,
            )


def is_seen_by_nobody(snapshot: Snapshot) -> Iterator[Finding]:
    """Find pods that no scheduler looks at."""
    for pod in _waiting(snapshot):
        spec = pod.spec
        placed = condition(pod, "PodScheduled") is not None or (spec and spec.nodeName)
        if spec is None or placed or spec.schedulingGates:
            continue
        name = spec.schedulerName or DEFAULT
        if snapshot.age(pod) <= (UNSEEN if name == DEFAULT else UNKNOWN):
            continue
        if name == DEFAULT:
            cause = "no scheduler has looked at it: the cluster's own seems to be away"
            fix = Fix(summary="look at kube-scheduler (kubectl get pods -n kube-system)")
        else:
            cause = f"it wants to be placed by the scheduler {name}, and there seems to be none"
            change = {"schedulerName": DEFAULT}
            fix = change_pods(snapshot, pod, "let the cluster's own scheduler place it", change)
        yield Finding(
            rule="schedule.no-scheduler",
            object=snapshot.ref(pod),
            cause=cause,
            fix=fix,
            evidence=(Evidence(what="spec.schedulerName", value=name),),
            confidence="strong",
        )


def is_on_no_node(snapshot: Snapshot) -> Iterator[Finding]:
    """Find pods that were given to a node that does not exist."""
    for pod in snapshot.pods:
        name = (pod.spec and pod.spec.nodeName) or ""
        if not name or not snapshot.readable("Node") or snapshot.node(name) is not None:
            continue
        if phase(pod) in {"Pending", "Running"} and snapshot.nodes:
            lost = phase(pod) == "Running"
            change = {"nodeName": None}
            fix = change_pods(snapshot, pod, "let the scheduler choose the node", change)
            yield Finding(
                rule="schedule.node-missing",
                object=snapshot.ref(pod),
                cause=f"it belongs to node {name}, which does not exist"
                + (" any more" if lost else " (nodeName)"),
                fix=fix if not lost else Fix(summary="wait: it is made anew on another node"),
                evidence=(Evidence(what="spec.nodeName", value=name),),
                patience=None if lost else 0.0,
            )


def is_refused_by_node(snapshot: Snapshot) -> Iterator[Finding]:
    """Find pods that their node refused, and that stay behind as failed."""
    for pod in snapshot.pods:
        reason = (pod.status and pod.status.reason) or ""
        if phase(pod) == "Failed" and reason in REFUSALS:
            replaced = _is_replaced(snapshot, pod)
            yield Finding(
                rule="schedule.refused-by-node",
                object=snapshot.ref(pod),
                cause=REFUSALS[reason],
                fix=PUT_BACK if is_ours(pod) and not replaced else _delete(snapshot, pod),
                evidence=(
                    Evidence(what="status.reason", value=reason),
                    Evidence(
                        what="status.message", value=(pod.status and pod.status.message) or reason
                    ),
                ),
                severity="info" if replaced else "critical",
                patience=None,
            )


def is_preempted(snapshot: Snapshot) -> Iterator[Finding]:
    """Find pods that have to go because a more important one needs their room."""
    for pod in snapshot.pods:
        found = condition(pod, "DisruptionTarget")
        if found and found.status == "True" and found.reason == "PreemptionByScheduler":
            yield Finding(
                rule="schedule.preempted",
                object=snapshot.ref(pod),
                cause="it has to make room for a pod of higher priority",
                fix=Fix(summary="give the cluster more room, or look at the priority classes"),
                evidence=(
                    Evidence(
                        what="condition DisruptionTarget", value=found.message or found.reason
                    ),
                ),
                severity="warning",
                patience=None,
            )


def _waiting(snapshot: Snapshot) -> Iterator[Pod]:
    for pod in snapshot.pods:
        if phase(pod) == "Pending" and not meta(pod).deletionTimestamp:
            yield pod


def _is_replaced(snapshot: Snapshot, pod: Pod) -> bool:
    """Tell whether another pod of the same owner is ready in this one's place."""
    owner = snapshot.owner(pod)
    return owner is not None and any(
        one is not pod and holds(one, "Ready") for one in snapshot.pods_of(owner)
    )


def _delete(snapshot: Snapshot, pod: Pod) -> Fix:
    words = ("delete", "pod", meta(pod).name or "")
    command = kubectl(snapshot.ref(pod).namespace, *words)
    return Fix(summary="remove what is left of it", risk="destructive", command=command)


RULES: tuple[Rule, ...] = (
    is_gated,
    is_seen_by_nobody,
    is_on_no_node,
    is_refused_by_node,
    is_preempted,
)
