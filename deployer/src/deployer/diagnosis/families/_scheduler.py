"""The scheduler's words, taken apart. Source: condition PodScheduled, event FailedScheduling."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lightkube.resources.core_v1 import Node, Pod

from deployer.diagnosis.families._room import Rooms
from deployer.diagnosis.reading import condition, phase
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

COUNTED = re.compile(r"(?P<nodes>\d+) (?P<reason>.+?)(?=, \d+ |$)")
PREFIX = re.compile(r"^\d+/\d+ nodes? (?:are|is) available: ")
AFTER = re.compile(r"\s*(?:preemption: .*|no new claims to deallocate.*)$", re.DOTALL)
KEEPS_AWAY = frozenset({"NoSchedule", "NoExecute"})


class Reason(NamedTuple):
    """Why some nodes do not take a pod."""

    text: str
    nodes: int
    """How many; all of them when the pod itself cannot be placed anywhere."""


class Unplaced(NamedTuple):
    """A pod that no node takes."""

    pod: Pod
    said: str
    reasons: tuple[Reason, ...]
    rooms: Rooms
    """What the nodes have left; worked out once for all pods."""


def unplaced(snapshot: Snapshot) -> Iterator[Unplaced]:
    """Go through the pods that the scheduler tried to place in vain."""
    rooms = Rooms(snapshot)
    for pod in snapshot.pods:
        found = condition(pod, "PodScheduled")
        waits = found is not None and found.status == "False" and found.reason == "Unschedulable"
        if found and waits and phase(pod) == "Pending" and not meta(pod).deletionTimestamp:
            said = found.message or ""
            yield Unplaced(pod, said, reasons(said), rooms)


def reasons(said: str) -> tuple[Reason, ...]:
    """Return the reasons in a message of the scheduler, those of most nodes first."""
    text = AFTER.sub("", PREFIX.sub("", said)).rstrip(". ")
    counted = [Reason(one["reason"].strip(), int(one["nodes"])) for one in COUNTED.finditer(text)]
    if counted and text[:1].isdigit():
        return tuple(sorted(counted, key=lambda one: -one.nodes))
    whole = re.match(r"\d+/(\d+)", said)
    return (Reason(text, int(whole[1]) if whole else 1),) if text else ()


def kept_out(pod: Pod, node: Node) -> tuple[str, ...]:
    """Return the taints of a node that a pod does not tolerate, as `key=value:Effect`."""
    return tuple(
        f"{taint.key}{f'={taint.value}' if taint.value else ''}:{taint.effect}"
        for taint in (node.spec and node.spec.taints) or []
        if taint.effect in KEEPS_AWAY and not _tolerates(pod, taint.key, taint.value, taint.effect)
    )


def _tolerates(pod: Pod, key: str, value: str | None, effect: str) -> bool:
    for one in (pod.spec and pod.spec.tolerations) or []:
        same_key = one.key == key or (not one.key and one.operator == "Exists")
        same_value = one.operator == "Exists" or (one.value or "") == (value or "")
        if same_key and same_value and one.effect in {None, "", effect}:
            return True
    return False
