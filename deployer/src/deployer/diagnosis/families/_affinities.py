"""A pod may only be where no node is, or where others are. Source: selectors and affinities."""

import re
from collections.abc import Iterator
from typing import Any

from lightkube.models.core_v1 import NodeSelectorRequirement, PodAffinityTerm
from lightkube.resources.apps_v1 import Deployment
from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families._fixes import change_pods, maker
from deployer.diagnosis.families._placing import Cause
from deployer.diagnosis.families._scheduler import Unplaced
from deployer.diagnosis.families._words import nearest
from deployer.diagnosis.finding import Evidence, Fix, Patch
from deployer.diagnosis.patches import PUT_BACK, is_ours, kubectl
from deployer.diagnosis.reading import labels, listed
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"
ALL_WEIGHT = 100


def no_node(snapshot: Snapshot, found: Unplaced, match: re.Match[str]) -> Cause:
    """Return the labels that a pod wants of its node, and what the nodes have instead."""
    del match
    selector = (found.pod.spec and found.pod.spec.nodeSelector) or {}
    evidence = [Evidence(what="spec.nodeSelector", value=f"{k}={v}") for k, v in selector.items()]
    evidence += [Evidence(what="nodeAffinity", value=_words(one)) for one in _affinity(found.pod)]
    for key, value in selector.items():
        if snapshot.nodes and value not in _values(snapshot, key):
            return _label(snapshot, found, key, value, tuple(evidence))
    wanted = [one for one in _affinity(found.pod) if not _is_met(snapshot, one)]
    what = _words(wanted[0]) if wanted else "the labels that it asks for"
    fix = Fix(summary=f"give a node the label, or change the affinity: {what}")
    if (
        wanted
        and wanted[0].operator == "In"
        and len(snapshot.nodes) == 1
        and not is_ours(found.pod)
    ):
        name, label = meta(snapshot.nodes[0]).name or "", wanted[0].key
        command = ("kubectl", "label", "node", name, f"{label}={(wanted[0].values or [''])[0]}")
        undo = f"kubectl label node {name} {label}-"
        fix = Fix(summary=f"give node {name} that label", command=command, undo=undo)
    text = f"no node has {what}"
    return Cause("schedule.node-selector", text, fix, tuple(evidence), hopeless=bool(wanted))


def _label(
    snapshot: Snapshot, found: Unplaced, key: str, value: str, evidence: tuple[Evidence, ...]
) -> Cause:
    values = sorted(_values(snapshot, key))
    keys = {name for node in snapshot.nodes for name in labels(node)}
    text = f"it wants a node with the label {key}={value}, and no node has it"
    if values:
        text += f"; the nodes have {listed(f'{key}={one}' for one in values)}"
    elif nearest(key, keys):
        text += f"; the nearest that nodes have is {nearest(key, keys)}"
    better = nearest(value, values) or (values[0] if len(values) == 1 else None)
    summary = f"want {key}={better}" if better else f"no longer want {key}={value}"
    fix = change_pods(snapshot, found.pod, summary, {"nodeSelector": {key: better}})
    return Cause("schedule.node-selector", text, fix, evidence, hopeless=True)


def _values(snapshot: Snapshot, key: str) -> set[str]:
    return {labels(node)[key] for node in snapshot.nodes if key in labels(node)}


def _affinity(pod: Pod) -> Iterator[NodeSelectorRequirement]:
    affinity = pod.spec.affinity if pod.spec else None
    node = affinity.nodeAffinity if affinity else None
    required = node.requiredDuringSchedulingIgnoredDuringExecution if node else None
    for term in required.nodeSelectorTerms if required else []:
        yield from term.matchExpressions or []


def _is_met(snapshot: Snapshot, wanted: NodeSelectorRequirement) -> bool:
    values, names = _values(snapshot, wanted.key), wanted.values or []
    match wanted.operator:
        case "In":
            return bool(values & set(names))
        case "Exists":
            return bool(values)
        case "NotIn":
            return any(labels(node).get(wanted.key) not in names for node in snapshot.nodes)
        case "DoesNotExist":
            return any(wanted.key not in labels(node) for node in snapshot.nodes)
    return True


def _words(wanted: NodeSelectorRequirement) -> str:
    return f"{wanted.key} {wanted.operator} {', '.join(wanted.values or [])}".strip()


def apart(snapshot: Snapshot, found: Unplaced, match: re.Match[str]) -> Cause:
    """Return that a pod must be where others of a kind are not, and they are everywhere."""
    del match
    terms = list(_terms(found.pod, "podAntiAffinity"))
    fix = _fewer(snapshot, found.pod)
    if not terms:
        text = "every node has a pod that does not tolerate this one beside it (anti-affinity)"
        return Cause("schedule.anti-affinity", text, fix)
    nodes = f"{len(snapshot.nodes)} node{'s' * (len(snapshot.nodes) != 1)}"
    text = f"it must not share a {terms[0].topologyKey} with {_selected(terms[0])}, and there are "
    text += f"such pods everywhere ({nodes})"
    return Cause("schedule.anti-affinity", text, fix, tuple(_shown(terms)), hopeless=True)


def _fewer(snapshot: Snapshot, pod: Pod) -> Fix:
    """Return how pods that must be apart find room: as many as there are nodes, one by one.

    A relaxed rule alone would not help: the pods that are there still have the strict one.
    """
    relax = "prefer anti-affinity instead of requiring it"
    made_by = maker(snapshot, pod)
    deployment = snapshot.find("Deployment", made_by.name)
    if is_ours(pod):
        return PUT_BACK
    if made_by.kind != "Deployment" or not isinstance(deployment, Deployment):
        return Fix(summary=f"{relax}, or have fewer such pods")
    wanted = deployment.spec.replicas if deployment.spec.replicas is not None else 1
    nodes = sum(1 for node in snapshot.nodes if not (node.spec and node.spec.unschedulable))
    if 0 < nodes < wanted:
        words = ("scale", f"deployment/{made_by.name}", f"--replicas={nodes}")
        undo = ("scale", f"deployment/{made_by.name}", f"--replicas={wanted}")
        return Fix(
            summary=f"have as many pods as nodes, or {relax}",
            command=kubectl(made_by.namespace, *words),
            undo=" ".join(kubectl(made_by.namespace, *undo)),
        )
    one_by_one = {"maxSurge": 0, "maxUnavailable": 1}
    body = {"spec": {"strategy": {"type": "RollingUpdate", "rollingUpdate": one_by_one}}}
    patch = Patch(kind="Deployment", name=made_by.name, namespace=made_by.namespace, body=body)
    return Fix(summary=f"let {made_by} end an old pod before it makes a new one", patch=patch)


def together(snapshot: Snapshot, found: Unplaced, match: re.Match[str]) -> Cause:
    """Return that a pod must be where others are, and there are none."""
    del match
    terms = list(_terms(found.pod, "podAffinity"))
    what = _selected(terms[0]) if terms else "others"
    text = f"it must be beside {what} (pod affinity), and there is no node with any"
    fix = _prefer(snapshot, found.pod, "podAffinity", terms)
    return Cause("schedule.pod-affinity", text, fix, tuple(_shown(terms)))


def _terms(pod: Pod, field: str) -> Iterator[PodAffinityTerm]:
    affinity = pod.spec.affinity if pod.spec else None
    rules = getattr(affinity, field, None)
    yield from getattr(rules, REQUIRED, None) or []


def _selected(term: PodAffinityTerm) -> str:
    wanted = (term.labelSelector.matchLabels if term.labelSelector else None) or {}
    return "pods " + ", ".join(f"{k}={v}" for k, v in wanted.items()) if wanted else "certain pods"


def _shown(terms: list[PodAffinityTerm]) -> Iterator[Evidence]:
    for one in terms:
        yield Evidence(what="affinity", value=f"{_selected(one)} by {one.topologyKey}")


def _prefer(snapshot: Snapshot, pod: Pod, field: str, terms: list[PodAffinityTerm]) -> Fix:
    weighed = [{"weight": ALL_WEIGHT, "podAffinityTerm": one.to_dict()} for one in terms]
    rules: dict[str, Any] = {REQUIRED: None, PREFERRED: weighed}
    summary = "prefer that instead of requiring it"
    return change_pods(snapshot, pod, summary, {"affinity": {field: rules}})


def spread(snapshot: Snapshot, found: Unplaced, match: re.Match[str]) -> Cause:
    """Return that pods must be spread more evenly than the nodes allow."""
    constraints = (found.pod.spec and found.pod.spec.topologySpreadConstraints) or []
    strict = [one for one in constraints if one.whenUnsatisfiable == "DoNotSchedule"]
    keys = [one.topologyKey for one in strict]
    unlabelled = [key for key in keys if snapshot.nodes and not _values(snapshot, key)]
    text = "its pods would not be spread evenly enough"
    if "missing required label" in match.string[match.start() :] and unlabelled:
        text = f"its pods are to be spread by the node label {unlabelled[0]}, which no node has"
    elif keys:
        text += f" by {listed(keys)}"
    relaxed = [{"topologyKey": key, "whenUnsatisfiable": "ScheduleAnyway"} for key in keys]
    fix = PUT_BACK if is_ours(found.pod) else Fix(summary="relax topologySpreadConstraints")
    if relaxed:
        summary = "schedule anyway when that is not possible"
        fix = change_pods(snapshot, found.pod, summary, {"topologySpreadConstraints": relaxed})
    evidence = tuple(Evidence(what="topologySpreadConstraints", value=key) for key in keys)
    return Cause("schedule.spread", text, fix, evidence, hopeless=bool(unlabelled))
