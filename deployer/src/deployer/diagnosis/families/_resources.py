"""A pod asks for more than the nodes have. Source: requests, `status.allocatable` of nodes."""

import re
from collections.abc import Iterator
from decimal import Decimal

from lightkube.models.core_v1 import Container

from deployer.diagnosis.families._fixes import change_pods
from deployer.diagnosis.families._placing import Cause
from deployer.diagnosis.families._room import Rooms, allocatable, number, requested, written
from deployer.diagnosis.families._scheduler import Unplaced
from deployer.diagnosis.finding import Evidence, Fix
from deployer.diagnosis.patches import is_ours
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

WORDS = {"cpu": "processor", "memory": "memory", "ephemeral-storage": "disk"}
MORE_ROOM = "stop other programs in the cluster, or give it more"
LEAST = {"cpu": Decimal("0.01"), "memory": Decimal(32 * 1024**2)}
"""What is never worth asking less for: ten thousandths of a core, 32 MiB."""
PART = Decimal("0.5")
"""The share of the free room that a lowered request takes."""


def insufficient(snapshot: Snapshot, found: Unplaced, match: re.Match[str]) -> Cause:
    """Return that no node has enough of a resource: at all, or left."""
    resource = match["resource"].rstrip(".,")
    wanted = requested(found.pod, resource)
    most = max((allocatable(node, resource) for node in snapshot.nodes), default=Decimal(0))
    known = WORDS.get(resource)
    if known is None:
        return _extended(snapshot, found, resource, most)
    asked = written(wanted, resource)
    evidence = (
        Evidence(what=f"requests.{resource}", value=asked),
        *_nodes(snapshot, found.rooms, resource),
    )
    if snapshot.nodes and wanted > most:
        text = (
            f"it asks for {asked} of {known}, and no node has more than {written(most, resource)}"
        )
    elif snapshot.nodes:
        free = written(_freest(snapshot, found.rooms, resource), resource)
        text = f"it asks for {asked} of {known}, and no node has that much left (at most {free})"
    else:
        text = f"no node has the {asked} of {known} left that it asks for"
    rule = f"schedule.{resource}"
    hopeless = bool(snapshot.nodes) and wanted > most
    return Cause(rule, text, _lower(snapshot, found, resource), evidence, hopeless=hopeless)


def _extended(snapshot: Snapshot, found: Unplaced, resource: str, most: Decimal) -> Cause:
    wanted = written(requested(found.pod, resource), resource)
    text = f"it asks for {wanted} of {resource}, and no node "
    text += f"has that many free (at most {most})" if most else "offers any"
    fix = Fix(summary=f"install what offers {resource} on a node, or do not ask for it")
    evidence = (
        Evidence(what=f"requests.{resource}", value=wanted),
        *_nodes(snapshot, found.rooms, resource),
    )
    return Cause("schedule.resource", text, fix, evidence, hopeless=not most)


def too_many_pods(snapshot: Snapshot, found: Unplaced, match: re.Match[str]) -> Cause:
    """Return that the nodes may not have more pods."""
    del match
    text = "the nodes have as many pods as they may have"
    fix = Fix(summary="remove pods that are not needed, or add a node")
    return Cause("schedule.too-many-pods", text, fix, tuple(_nodes(snapshot, found.rooms, "pods")))


def _nodes(snapshot: Snapshot, rooms: Rooms, resource: str) -> Iterator[Evidence]:
    for node in snapshot.nodes[:5]:
        room, used = allocatable(node, resource), rooms.taken(node, resource)
        value = f"{written(room, resource)} allocatable"
        if resource != "pods":
            value += f", {written(used, resource)} requested by the pods that are known here"
        yield Evidence(what=f"node {meta(node).name} {resource}", value=value)


def _freest(snapshot: Snapshot, rooms: Rooms, resource: str) -> Decimal:
    """Return how much the emptiest node has left, at most."""
    usable = (node for node in snapshot.nodes if not (node.spec and node.spec.unschedulable))
    return max((rooms.left(node, resource) for node in usable), default=Decimal(0))


def _lower(snapshot: Snapshot, found: Unplaced, resource: str) -> Fix:
    """Return the change that lets the hungriest container ask for less."""
    if is_ours(found.pod):
        return Fix(summary=f"lower requests.{resource} or replicas in app.yaml, then run ./todo up")
    containers = found.pod.spec.containers if found.pod.spec else []
    hungriest = max(containers, key=lambda one: _asks(one, resource), default=None)
    free = _freest(snapshot, found.rooms, resource) * PART
    if (
        hungriest is None
        or free < LEAST.get(resource, Decimal(1))
        or free >= _asks(hungriest, resource)
    ):
        return Fix(summary=MORE_ROOM)
    less = written(free, resource)
    change = {"name": hungriest.name, "resources": {"requests": {resource: less}}}
    summary = f"let {hungriest.name} request {less} of {WORDS.get(resource, resource)}"
    return change_pods(snapshot, found.pod, summary, {"containers": [change]})


def _asks(one: Container, resource: str) -> Decimal:
    found = one.resources and (one.resources.requests or one.resources.limits)
    return number((found or {}).get(resource))
