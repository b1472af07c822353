"""Volumes, ports, taints and cordons that keep a pod from nodes. Source: specs, claims, nodes."""

import re
from typing import Any

from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families._fixes import change_pods, maker
from deployer.diagnosis.families._placing import Cause
from deployer.diagnosis.families._scheduler import Unplaced, kept_out
from deployer.diagnosis.families._words import did_you_mean, nearest
from deployer.diagnosis.finding import Evidence, Fix, Patch
from deployer.diagnosis.patches import is_ours
from deployer.diagnosis.reading import listed
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

OF_THE_NODE = "node.kubernetes.io/"
"""Taints that the cluster sets itself while a node is not well."""
CONTROL_PLANE = "node-role.kubernetes.io/"
TAINT = re.compile(r"untolerated taint\(?s?\)? ?\{(?P<key>[^:}]+)(?:: (?P<value>[^}]*))?\}")


def no_claim(snapshot: Snapshot, found: Unplaced, match: re.Match[str]) -> Cause:
    """Return that a pod mounts a claim that does not exist."""
    name = match["name"]
    known = [meta(one).name or "" for one in snapshot.claims]
    text = f"its PersistentVolumeClaim {name} does not exist{did_you_mean(name, known)}"
    fix = Fix(summary=f"make PersistentVolumeClaim {name}, or mend claimName")
    better = nearest(name, known)
    for volume in (found.pod.spec and found.pod.spec.volumes) or []:
        if (
            better
            and volume.persistentVolumeClaim
            and volume.persistentVolumeClaim.claimName == name
        ):
            change = {"name": volume.name, "persistentVolumeClaim": {"claimName": better}}
            fix = change_pods(snapshot, found.pod, f"mount {better}", {"volumes": [change]})
    stated = (Evidence(what="claimName", value=name),)
    return Cause("schedule.claim-missing", text, fix, stated)


def unbound(snapshot: Snapshot, found: Unplaced, match: re.Match[str]) -> Cause:
    """Return that a claim has no volume yet; why is told of the claim."""
    del match
    names = claims_of(found.pod)
    pending = [
        name
        for name in names
        if (claim := snapshot.claim(name)) and claim.status and claim.status.phase == "Pending"
    ]
    text = f"its PersistentVolumeClaim {listed(pending or names)} has no volume yet"
    fix = Fix(summary="look at the claim", risk="read")
    if names:
        command = ("kubectl", "describe", "pvc", (pending or names)[0], "-n", snapshot.namespace)
        fix = Fix(summary="look at the claim", risk="read", command=command)
    return Cause("schedule.unbound-claim", text, fix, symptom=True)


def claims_of(pod: Pod) -> list[str]:
    """Return the names of the claims that a pod mounts."""
    volumes = (pod.spec and pod.spec.volumes) or []
    return [one.persistentVolumeClaim.claimName for one in volumes if one.persistentVolumeClaim]


def far_volume(snapshot: Snapshot, found: Unplaced, match: re.Match[str]) -> Cause:
    """Return that a volume is bound to a node where the pod cannot be."""
    del snapshot, match
    text = f"the volume of its claim {listed(claims_of(found.pod))} is on another node than those "
    text += "that may take the pod, or on one that is gone"
    fix = Fix(
        summary="let the pod run on the volume's node; or save the data, and make the claim anew"
    )
    return Cause("schedule.volume-elsewhere", text, fix)


def used_by_one(snapshot: Snapshot, found: Unplaced, match: re.Match[str]) -> Cause:
    """Return that another pod has a volume that only one pod may have."""
    del match
    text = "another pod has its volume, which only one pod at a time may have (ReadWriteOncePod)"
    return Cause("schedule.volume-in-use", text, recreate(snapshot, found.pod))


def recreate(snapshot: Snapshot, pod: Pod) -> Fix:
    """Return the change that lets a Deployment end its old pod before it makes the new one."""
    made_by = maker(snapshot, pod)
    if made_by.kind != "Deployment" or is_ours(pod):
        return Fix(summary="end the other pod first")
    body = {"spec": {"strategy": {"type": "Recreate", "rollingUpdate": None}}}
    patch = Patch(kind="Deployment", name=made_by.name, namespace=made_by.namespace, body=body)
    return Fix(summary=f"let {made_by} end its old pod first (strategy Recreate)", patch=patch)


def no_volume(snapshot: Snapshot, found: Unplaced, match: re.Match[str]) -> Cause:
    """Return that no volume fits a claim."""
    del snapshot, match
    text = f"no persistent volume fits its claim {listed(claims_of(found.pod))}"
    fix = Fix(summary="make such a volume, or name a storage class that makes one")
    return Cause("schedule.no-volume", text, fix)


def too_many_volumes(snapshot: Snapshot, found: Unplaced, match: re.Match[str]) -> Cause:
    """Return that the nodes have as many volumes as they may have."""
    del snapshot, found, match
    text = "the nodes have as many volumes attached as they may have"
    return Cause("schedule.too-many-volumes", text, Fix(summary="add a node"))


def port_taken(snapshot: Snapshot, found: Unplaced, match: re.Match[str]) -> Cause:
    """Return that other pods have the ports of the nodes that a pod wants."""
    del match
    wanted = _host_ports(found.pod)
    holders = [
        meta(pod).name or ""
        for pod in (*snapshot.pods, *snapshot.system_pods)
        if pod.spec and pod.spec.nodeName and set(_host_ports(pod)) & set(wanted)
    ]
    who = f" ({listed(holders)} has it)" if holders else ""
    text = f"port {listed(str(port) for port in wanted)} of every node is taken{who}"
    changes = [
        {
            "name": one.name,
            "ports": [{"containerPort": p.containerPort, "hostPort": None} for p in ports],
        }
        for one in (found.pod.spec.containers if found.pod.spec else [])
        if (ports := [p for p in one.ports or [] if p.hostPort])
    ]
    fix = change_pods(snapshot, found.pod, "take no port of the node", {"containers": changes})
    stated = tuple(Evidence(what="hostPort", value=str(port)) for port in wanted)
    return Cause("schedule.host-port", text, fix, stated)


def _host_ports(pod: Pod) -> list[int]:
    containers = pod.spec.containers if pod.spec else []
    return [port.hostPort for one in containers for port in one.ports or [] if port.hostPort]


def cordoned(snapshot: Snapshot, found: Unplaced, match: re.Match[str]) -> Cause:
    """Return that nodes take no pods for now; told of the node, too."""
    del found, match
    names = [
        meta(node).name or "" for node in snapshot.nodes if node.spec and node.spec.unschedulable
    ]
    text = (
        f"node {listed(names)} takes no new pods (cordoned)" if names else "the nodes are cordoned"
    )
    command = ("kubectl", "uncordon", names[0]) if names else ()
    fix = Fix(summary="let the node take pods again", command=command)
    return Cause("schedule.cordoned", text, fix, symptom=bool(names))


def tainted(snapshot: Snapshot, found: Unplaced, match: re.Match[str]) -> Cause:
    """Return the taints that keep a pod away; since 1.35 the scheduler no longer names them."""
    by_node = {meta(node).name or "": kept_out(found.pod, node) for node in snapshot.nodes}
    taints = list(dict.fromkeys(taint for each in by_node.values() for taint in each))
    named = TAINT.search(match.string)
    if not taints and named:
        taints = [f"{named['key']}={named['value']}".rstrip("=") + ":NoSchedule"]
    evidence = tuple(
        Evidence(what=f"taints of node {name}", value=", ".join(each))
        for name, each in by_node.items()
        if each
    )
    if not taints:
        fix = Fix(summary="look at the taints of the nodes", risk="read", command=LOOK)
        return Cause("schedule.taint", "every node keeps it away (taint)", fix, evidence)
    ill = [one for one in taints if one.startswith(OF_THE_NODE)]
    if ill and len(ill) == len(taints):
        text = f"the nodes are not well, and take no pods ({listed(ill)})"
        fix = Fix(
            summary="cure the node first", risk="read", command=("kubectl", "describe", "nodes")
        )
        return Cause("schedule.node-ill", text, fix, evidence, symptom=bool(snapshot.nodes))
    text = f"every node keeps pods away that do not tolerate {listed(taints)}"
    return Cause("schedule.taint", text, _admit(snapshot, found.pod, by_node, taints), evidence)


LOOK = ("kubectl", "get", "nodes", "-o", "custom-columns=NAME:.metadata.name,TAINTS:.spec.taints")


def _admit(
    snapshot: Snapshot, pod: Pod, by_node: dict[str, tuple[str, ...]], taints: list[str]
) -> Fix:
    """Return how the pod gets onto a node: the taint goes away, or the pod tolerates it."""
    (first, *others) = [one for one in taints if not one.startswith(OF_THE_NODE)]
    if first.startswith(CONTROL_PLANE) and len(by_node) == 1 and not others:
        (name,) = by_node
        command = ("kubectl", "taint", "nodes", name, f"{first}-")
        undo = f"kubectl taint nodes {name} {first}"
        return Fix(summary=f"let the only node {name} take pods", command=command, undo=undo)
    key, _, effect = first.rpartition(":")
    name, _, value = key.partition("=")
    more: dict[str, Any] = {"key": name, "operator": "Exists", "effect": effect}
    if value:
        more |= {"operator": "Equal", "value": value}
    had = [one.to_dict() for one in (pod.spec and pod.spec.tolerations) or []]
    own = [one for one in had if not str(one.get("key", "")).startswith(OF_THE_NODE)]
    return change_pods(snapshot, pod, f"tolerate {first}", {"tolerations": [*own, more]})
