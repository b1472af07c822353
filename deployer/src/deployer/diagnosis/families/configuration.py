"""A pod needs a ConfigMap, a Secret, or a key that is not there. Source: specs, key names, kubelet.

A missing one is found before the kubelet says so; where ConfigMaps or Secrets may not be read,
what the kubelet says is believed.
"""

import re
from collections.abc import Iterator, Sequence

from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families._reference_fixes import create, rename
from deployer.diagnosis.families._references import (
    Reference,
    all_of,
    lookup,
    of_container,
    of_volumes,
    unmet,
)
from deployer.diagnosis.families._words import did_you_mean, events_about, told, waits
from deployer.diagnosis.finding import Evidence, Finding, Rule
from deployer.diagnosis.reading import Container, all_containers, listed, phase
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

OVER = frozenset({"Succeeded", "Failed"})
MISSING = re.compile(r'(?P<kind>secret|configmap) "(?P<name>[^"]+)" not found', re.IGNORECASE)
NO_KEY = re.compile(
    r"couldn't find key (?P<key>\S+) in (?P<kind>Secret|ConfigMap) \S+/(?P<name>[^\s\"]+)"
)
NO_ITEM = re.compile(
    r'for volume "(?P<volume>[^"]+)".*references non-existent (?P<kind>secret|config) key: '
    r"(?P<key>\S+)"
)
KINDS = {"secret": "Secret", "configmap": "ConfigMap", "config": "ConfigMap"}
Missing = Sequence[Reference]


def environment_is_incomplete(snapshot: Snapshot) -> Iterator[Finding]:
    """Find containers whose environment needs what does not exist."""
    for one in all_containers(snapshot):
        if phase(one.pod) in OVER:
            continue
        lacking = tuple(unmet(snapshot, of_container(one))) or tuple(_stated(snapshot, one))
        for group in _groups(lacking):
            yield _finding(snapshot, one.pod, one, group)


def volumes_are_incomplete(snapshot: Snapshot) -> Iterator[Finding]:
    """Find pods whose volumes need what does not exist."""
    for pod in snapshot.pods:
        if phase(pod) in OVER or meta(pod).deletionTimestamp:
            continue
        lacking = tuple(unmet(snapshot, of_volumes(pod)))
        if not lacking and phase(pod) == "Pending":
            lacking = tuple(_stated_of_volumes(snapshot, pod))
        for group in _groups(lacking):
            yield _finding(snapshot, pod, None, group)


def _stated(snapshot: Snapshot, one: Container) -> Iterator[Reference]:
    """Return what the kubelet says that is missing, unless it is there by now."""
    said = one.waiting.message or ""
    found = NO_KEY.search(said) or MISSING.search(said)
    if one.waiting.reason == "CreateContainerConfigError" and found:
        words = found.groupdict()
        kind = KINDS[words["kind"].lower()]
        yield from _not_there(snapshot, Reference(kind, words["name"], words.get("key") or "", ""))


def _stated_of_volumes(snapshot: Snapshot, pod: Pod) -> Iterator[Reference]:
    for event in events_about(snapshot, pod, "FailedMount")[-1:]:
        found, item = MISSING.search(event.message), NO_ITEM.search(event.message)
        if found:
            kind = KINDS[found["kind"].lower()]
            yield from _not_there(snapshot, Reference(kind, found["name"], "", ""))
        elif item:
            where = f"volume {item['volume']}"
            name = next((one.name for one in of_volumes(pod) if one.where == where), "")
            kind = KINDS[item["kind"]]
            yield from _not_there(snapshot, Reference(kind, name, item["key"], where))


def _not_there(snapshot: Snapshot, one: Reference) -> Iterator[Reference]:
    found = lookup(snapshot, one.kind, one.name)
    if found is None or (one.key and one.key not in found.keys):
        yield one


def _groups(lacking: Missing) -> Iterator[Missing]:
    """Put together what is one thing to mend: one object, or keys of one object."""
    for kind, name in dict.fromkeys((one.kind, one.name) for one in lacking):
        yield [one for one in lacking if (one.kind, one.name) == (kind, name)]


def _finding(snapshot: Snapshot, pod: Pod, container: Container | None, group: Missing) -> Finding:
    first = group[0]
    known = [one.name for one in all_of(snapshot, first.kind)]
    holder = lookup(snapshot, first.kind, first.name)
    # Where Secrets may not be read, the kubelet's word about a key says that its Secret is there.
    by_spec = bool(first.where) and snapshot.readable(first.kind)
    absent = holder is None and (by_spec or not first.key)
    started = phase(pod) == "Running" and (container is None or container.running)
    if absent:
        rule = f"config.{first.kind.lower()}-missing"
        guess = did_you_mean(first.name, known)
        cause = f"the {first.kind} {first.name} does not exist in this namespace{guess}"
    else:
        rule = "config.key-missing"
        keys = list(dict.fromkeys(one.key for one in group))
        guess = did_you_mean(keys[0], holder.keys if holder else ())
        plural = "keys" if len(keys) > 1 else "key"
        cause = f"the {first.kind} {first.name} has no {plural} {listed(keys)}{guess}"
    fix = rename(snapshot, pod, container, group) or create(snapshot, pod, group, absent=absent)
    return Finding(
        rule=rule,
        object=snapshot.ref(pod, container.name if container else ""),
        cause=f"{cause}; it could not be started again" if started else cause,
        fix=fix,
        evidence=_evidence(snapshot, pod, container, group),
        severity="warning" if started else "critical",
        patience=None if started else 0.0,
    )


def _evidence(
    snapshot: Snapshot, pod: Pod, container: Container | None, group: Missing
) -> tuple[Evidence, ...]:
    said = waits(container) if container and container.waiting.reason else ()
    if container is None:
        named = [
            e for e in events_about(snapshot, pod, "FailedMount") if group[0].name in e.message
        ]
        said = told(*named[-1:])
    spec = tuple(
        Evidence(what=one.where, value=f"{one.kind} {one.name}{f', key {one.key}' * bool(one.key)}")
        for one in group
        if one.where
    )
    return (*spec, *said)


RULES: tuple[Rule, ...] = (environment_is_incomplete, volumes_are_incomplete)
