"""Fixes of what makes a pod: a pod itself can hardly be changed, its maker can."""

from collections.abc import Mapping
from typing import Any

from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.finding import Fix, Patch, Risk
from deployer.diagnosis.patches import PUT_BACK, is_ours, kubectl
from deployer.diagnosis.reading import TEMPLATE_HASH, Container, labels
from deployer.diagnosis.reference import ObjectRef
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

ROLLED_OUT = frozenset({"Deployment", "StatefulSet", "DaemonSet"})
"""Kinds of which a changed template reaches the pods, and can be taken back."""


def maker(snapshot: Snapshot, pod: Pod) -> ObjectRef:
    """Return the object in which a pod's description stands: its highest controller, or itself."""
    owners = snapshot.owners(pod)
    if not owners:
        return snapshot.ref(pod)
    top = owners[-1]
    suffix = f"-{labels(pod).get(TEMPLATE_HASH)}"
    if top.kind == "ReplicaSet" and top.name.endswith(suffix):
        # The ReplicaSet could not be read; a Deployment names its sets like this.
        return top.model_copy(update={"kind": "Deployment", "name": top.name.removesuffix(suffix)})
    return top


def undo_rollout(made_by: ObjectRef) -> tuple[str, ...]:
    """Return the argv that goes back to the revision before."""
    target = f"{made_by.kind.lower()}/{made_by.name}"
    return kubectl(made_by.namespace, "rollout", "undo", target)


def change_pods(
    snapshot: Snapshot,
    pod: Pod,
    summary: str,
    spec: Mapping[str, Any],
    *,
    ours: str = "",
    risk: Risk = "safe",
) -> Fix:
    """Return a fix that changes the specification of the pods that are made like this one.

    Args:
        snapshot: Where the pod is in.
        pod: One of the pods.
        summary: What is changed, as an imperative.
        spec: A strategic merge patch of a pod's `spec`.
        ours: What to edit when the pod is of this project's app; without it, `./todo up` helps.
        risk: What the change may lose.
    """
    if is_ours(pod):
        return Fix(summary=f"{ours}, then run ./todo up") if ours else PUT_BACK
    made_by = maker(snapshot, pod)
    if made_by.kind == "CronJob":
        body: dict[str, Any] = {"spec": {"jobTemplate": {"spec": {"template": {"spec": spec}}}}}
    elif made_by.kind in ROLLED_OUT:
        body = {"spec": {"template": {"spec": spec}}}
    else:
        # Pods and Jobs cannot be changed after they were made.
        return Fix(summary=f"make {made_by} anew: {summary}", risk="destructive")
    patch = Patch(kind=made_by.kind, name=made_by.name, namespace=made_by.namespace, body=body)
    undo = " ".join(undo_rollout(made_by)) if made_by.kind in ROLLED_OUT else ""
    return Fix(summary=f"{summary} in {made_by}", risk=risk, patch=patch, undo=undo)


def change_container(
    snapshot: Snapshot,
    one: Container,
    summary: str,
    changes: Mapping[str, Any],
    *,
    ours: str = "",
) -> Fix:
    """Return a fix that changes a container; see `change_pods`."""
    field = "initContainers" if one.init else "containers"
    spec = {field: [{"name": one.name, **changes}]}
    return change_pods(snapshot, one.pod, summary, spec, ours=ours)


def read_logs(snapshot: Snapshot, one: Container) -> Fix:
    """Return how to read what a container said before it ended."""
    if is_ours(one.pod):
        return Fix(summary="read what it says", risk="read", command=("./todo", "logs"))
    before = ("--previous",) if one.restarts else ()
    words = ("logs", meta(one.pod).name or "", "-c", one.name, *before, "--tail=50")
    return Fix(
        summary="read what it said before it ended",
        risk="read",
        command=kubectl(snapshot.ref(one.pod).namespace, *words),
    )


def look_at(snapshot: Snapshot, pod: Pod) -> Fix:
    """Return how to see all that the cluster says of a pod."""
    words = ("describe", "pod", meta(pod).name or "")
    return Fix(
        summary="read all that the cluster says of it",
        risk="read",
        command=kubectl(snapshot.ref(pod).namespace, *words),
    )
