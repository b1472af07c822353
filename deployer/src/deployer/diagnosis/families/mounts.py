"""A pod does not get at its volumes. Source: events of the kubelet and of the attach controller."""

import re
from collections.abc import Iterator

from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families import configuration
from deployer.diagnosis.families._constraints import claims_of, recreate
from deployer.diagnosis.families._fixes import look_at
from deployer.diagnosis.families._words import events_about, told
from deployer.diagnosis.finding import Finding, Fix, Rule
from deployer.diagnosis.kinds import Event
from deployer.diagnosis.reading import all_containers, containers, listed, phase, short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

SETTLES = 60.0
"""Seconds in which a volume comes free, and the kubelet's caches fill."""
ATTACHED = re.compile(r"Multi-Attach error|Waiting for detach|exclusively attached to one node")
VOLUME = re.compile(r'for volume "(?P<volume>[^"]+)"')
HOST_PATH = re.compile(r"hostPath type check failed[:,] (?P<path>\S+)")
DERIVED = re.compile(r"(unmounted|unattached) volumes=")
PASSING = re.compile(r"failed to (sync|fetch)|object .* not registered|kube-api-access-")
EXPLAINED = (configuration.MISSING, configuration.NO_ITEM)
KNOWN = (
    (re.compile(r"(?i)stale file handle|nfs|connection timed out|no route to host"), "server"),
    (re.compile(r"(?i)wrong fs type|bad superblock|unknown filesystem"), "file-system"),
    (re.compile(r"(?i)no space left"), "disk-full"),
    (
        re.compile(r"(?i)driver name \S+ not found|not found in the list of registered CSI"),
        "driver",
    ),
)
MEANINGS = {
    "server": "the server of its volume does not answer, or does not hand it out",
    "file-system": "the file system of its volume is of another kind, or broken",
    "disk-full": "the node has no room for its volume",
    "driver": "the storage driver of its volume does not run on the node",
}


def cannot_attach(snapshot: Snapshot) -> Iterator[Finding]:
    """Find pods whose volume is still attached to another node, or cannot be attached at all."""
    for pod in _starting(snapshot):
        events = events_about(snapshot, pod, "FailedAttachVolume")
        if events:
            yield _attach(snapshot, pod, events[-1])


def _attach(snapshot: Snapshot, pod: Pod, event: Event) -> Finding:
    mine = set(claims_of(pod))
    holders = [
        one
        for one in snapshot.pods
        if one is not pod and mine & set(claims_of(one)) and one.spec and one.spec.nodeName
    ]
    if ATTACHED.search(event.message):
        names = listed(meta(one).name or "" for one in holders)
        who = f" ({names} uses it there)" if names else ""
        rule = "storage.attached-elsewhere"
        cause = f"its volume is still attached to another node{who}, and may be at one only"
        fix = recreate(snapshot, pod) if holders else Fix(summary="wait, or remove the dead node")
    else:
        rule, fix = "storage.attach", look_at(snapshot, pod)
        cause = f"its volume cannot be attached to the node: {short(event.message, 160)}"
    return Finding(
        rule=rule,
        object=snapshot.ref(pod),
        cause=cause,
        fix=fix,
        evidence=told(event),
        patience=SETTLES,
        confidence="proof" if rule.endswith("elsewhere") else "strong",
    )


def cannot_mount(snapshot: Snapshot) -> Iterator[Finding]:
    """Find pods whose volumes cannot be mounted."""
    for pod in _starting(snapshot):
        said = [
            event
            for event in events_about(snapshot, pod, "FailedMount", "FailedMapVolume")
            if not PASSING.search(event.message)
            and not any(each.search(event.message) for each in EXPLAINED)
        ]
        own = [event for event in said if not DERIVED.search(event.message)]
        if own:
            yield _mount(snapshot, pod, own[-1])
        elif said:
            yield _unmounted(snapshot, pod, said[-1])


def _mount(snapshot: Snapshot, pod: Pod, event: Event) -> Finding:
    found, path = VOLUME.search(event.message), HOST_PATH.search(event.message)
    volume = found["volume"] if found else "?"
    meaning = next((name for pattern, name in KNOWN if pattern.search(event.message)), "")
    if path:
        name = path["path"].rstrip(",")
        rule = "storage.host-path"
        cause = f"its volume {volume} is the node's {name}, which is not there or of another kind"
        fix = Fix(summary=f"make {name} on the node, or use type DirectoryOrCreate or FileOrCreate")
    elif meaning:
        rule, cause = f"storage.mount-{meaning}", f"{MEANINGS[meaning]} ({volume})"
        fix = look_at(snapshot, pod)
    else:
        rule, fix = "storage.mount", look_at(snapshot, pod)
        said = event.message.partition(" : ")[2] or event.message
        cause = f"its volume {volume} cannot be mounted: {short(said, 160)}"
    return Finding(
        rule=rule,
        object=snapshot.ref(pod),
        cause=cause,
        fix=fix,
        evidence=told(event),
        confidence="proof" if path else "strong",
        patience=SETTLES,
    )


def _unmounted(snapshot: Snapshot, pod: Pod, event: Event) -> Finding:
    return Finding(
        rule="storage.unmounted",
        object=snapshot.ref(pod),
        cause="it waits for its volumes",
        fix=look_at(snapshot, pod),
        evidence=told(event),
        confidence="weak",
        symptom=True,
        patience=None,
    )


def _starting(snapshot: Snapshot) -> Iterator[Pod]:
    """Go through the pods of which no container has started yet."""
    pods = {id(one.pod): one.pod for one in all_containers(snapshot)}
    for pod in pods.values():
        if phase(pod) == "Pending" and not any(one.running or one.ended for one in containers(pod)):
            yield pod


RULES: tuple[Rule, ...] = (cannot_attach, cannot_mount)
