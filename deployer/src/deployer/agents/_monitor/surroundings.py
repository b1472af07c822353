"""What a namespace depends on: its quota, the nodes, and the warnings that were given."""

import re
from collections.abc import Iterable, Mapping

from lightkube.resources.core_v1 import Node

from deployer.agents._monitor.usage import total
from deployer.diagnosis.kinds import Event
from deployer.diagnosis.redaction import clean_text
from deployer.diagnosis.snapshot import Snapshot
from deployer.health import Amounts, Budget, NodeHealth, PodHealth, QuotaLine, VolumeHealth, Warned
from deployer.quantity import amount, in_bytes, millicores
from deployer.tools.kube import meta

RECENT_SECONDS = 3600.0
LONGEST_MESSAGE = 300
GOOD_WHEN_FALSE = ("MemoryPressure", "DiskPressure", "PIDPressure", "NetworkUnavailable")
ADDRESS = re.compile(r"\b\d{1,3}(\.\d{1,3}){3}(:\d+)?\b|\bin pod \S+|[a-z0-9]+-[a-z0-9]{5}\b|\d+")
"""What differs between two messages that say the same."""
LETTER = "[bcdfghjklmnpqrstvwxz2456789]"
"""Those that Kubernetes makes names of (apimachinery, `util/rand`): no word is among them."""
GENERATED = {
    "Pod": re.compile(rf"(-{LETTER}{{6,10}})?-{LETTER}{{5}}$"),
    "ReplicaSet": re.compile(rf"-{LETTER}{{6,10}}$"),
}
"""What Deployments and ReplicaSets add to names; of what is gone, the rest tells whose it was."""
COMBINED = "(combined from similar events): "


def quota_lines(snapshot: Snapshot) -> tuple[QuotaLine, ...]:
    """Return each resource that a quota of the namespace bounds."""
    return tuple(
        QuotaLine(
            quota=meta(quota).name or "",
            resource=resource,
            used=(quota.status.used or {}).get(resource, "0"),
            hard=hard,
            share=_share((quota.status.used or {}).get(resource, "0"), hard),
        )
        for quota in snapshot.quotas
        if quota.status
        for resource, hard in sorted((quota.status.hard or {}).items())
    )


def budget(pods: Iterable[PodHealth], quotas: Iterable[QuotaLine], ours: Amounts | None) -> Budget:
    """Return all pods together against what they may have.

    Args:
        pods: The namespace's; those that finished hold nothing any more.
        quotas: What its quotas bound.
        ours: The bounds of app.yaml when the namespace is the app's, else None.
    """
    hold = [one for one in pods if not one.finished]
    return Budget(
        used=total(one.used for one in hold),
        requests=total(one.requests for one in hold),
        limits=total(one.limits for one in hold),
        hard=ours or _hard(quotas),
    )


def nodes_health(nodes: Iterable[Node], used: Mapping[str, Amounts]) -> tuple[NodeHealth, ...]:
    """Return the nodes with what ails them."""
    return tuple(_node(one, used) for one in nodes)


def volumes(snapshot: Snapshot, fill: Mapping[str, tuple[int, int]]) -> tuple[VolumeHealth, ...]:
    """Return the namespace's claims.

    Args:
        snapshot: The namespace.
        fill: Claims that are measured, to the bytes that are used and there are.
    """
    found = []
    for claim in snapshot.claims:
        name, status = meta(claim).name or "", claim.status
        given = (status and status.capacity) or {}
        resources = claim.spec.resources if claim.spec else None
        asked = (resources and resources.requests) or {}
        used, capacity = fill.get(name, (None, None))
        found.append(
            VolumeHealth(
                claim=name,
                phase=(status and status.phase) or "Pending",
                size_bytes=in_bytes(given.get("storage") or asked.get("storage") or "0"),
                used_bytes=used,
                capacity_bytes=capacity,
            )
        )
    return tuple(found)


def folded(events: Iterable[Event], snapshot: Snapshot) -> tuple[Warned, ...]:
    """Return the last hour's warnings, the newest first, those that say the same as one."""
    found: dict[tuple[str, str, str], Warned] = {}
    for event in events:
        if event.type != "Warning" or snapshot.since(event.last_seen) > RECENT_SECONDS:
            continue
        workload = _workload(snapshot, event)
        message = event.message.removeprefix(COMBINED)
        key = (workload, event.reason, ADDRESS.sub("#", message))
        before = found.get(key)
        found[key] = Warned(
            object=workload,
            reason=event.reason,
            message=clean_text(" ".join(message.split()))[:LONGEST_MESSAGE],
            count=event.count + (before.count if before else 0),
            last_seen=event.last_seen,
        )
    newest = sorted(found.values(), key=lambda one: str(one.last_seen or ""), reverse=True)
    return tuple(newest)


def _workload(snapshot: Snapshot, event: Event) -> str:
    """Return the workload that an event's pod belongs to, or else the object itself."""
    thing = snapshot.find(event.kind, event.name)
    owners = snapshot.owners(thing) if thing else ()
    if owners:
        return str(owners[-1])
    generated = GENERATED.get(event.kind) if thing is None else None
    base = generated.sub("", event.name) if generated else event.name
    if base == event.name:
        return f"{event.kind} {event.name}"
    return f"Deployment {base}" if snapshot.find("Deployment", base) else f"{event.kind} {base}-…"


def _hard(quotas: Iterable[QuotaLine]) -> Amounts:
    said = {one.resource: one.hard for one in quotas}
    return Amounts(
        cpu_millicores=millicores(said["limits.cpu"]) if "limits.cpu" in said else None,
        memory_bytes=in_bytes(said["limits.memory"]) if "limits.memory" in said else None,
    )


def _share(used: str, hard: str) -> float:
    most = amount(hard)
    return float(amount(used) / most) if most else 0.0


def _node(node: Node, used: Mapping[str, Amounts]) -> NodeHealth:
    name = meta(node).name or ""
    status = node.status
    conditions = {one.type: one.status for one in (status and status.conditions) or []}
    ailing = [kind for kind in GOOD_WHEN_FALSE if conditions.get(kind) == "True"]
    if node.spec and node.spec.unschedulable:
        ailing.append("cordoned")
    room = (status and status.allocatable) or {}
    return NodeHealth(
        name=name,
        ready=conditions.get("Ready") == "True",
        pressures=tuple(ailing),
        kubelet=status.nodeInfo.kubeletVersion if status and status.nodeInfo else "",
        used=used.get(name, Amounts()),
        allocatable=Amounts(
            cpu_millicores=millicores(room["cpu"]) if "cpu" in room else None,
            memory_bytes=in_bytes(room["memory"]) if "memory" in room else None,
        ),
    )
