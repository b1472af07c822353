"""No node takes a pod. Source: the scheduler's counted reasons, specs, nodes.

Several reasons may stand in one message; those that keep the pod from most nodes are told.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from deployer.diagnosis.families import _affinities as affinities
from deployer.diagnosis.families import _constraints as constraints
from deployer.diagnosis.families import _resources as resources
from deployer.diagnosis.families._placing import Cause
from deployer.diagnosis.families._scheduler import Reason, Unplaced, unplaced
from deployer.diagnosis.finding import Evidence, Finding, Fix, Rule
from deployer.diagnosis.reading import short
from deployer.diagnosis.snapshot import Snapshot

SETTLES = 30.0
"""Seconds in which ending pods give room back, and volumes are bound."""
MORE_ROOM = "stop other programs in the cluster, or give it more memory and processors"


class Known(NamedTuple):
    """A reason of the scheduler, and what works out the cause."""

    pattern: re.Pattern[str]
    explain: Callable[[Snapshot, Unplaced, re.Match[str]], Cause]


KNOWN = (
    Known(re.compile(r'persistentvolumeclaim "(?P<name>[^"]+)" not found'), constraints.no_claim),
    Known(re.compile(r"unbound immediate PersistentVolumeClaims"), constraints.unbound),
    Known(
        re.compile(r"PersistentVolume's node affinity|volume node affinity conflict"),
        constraints.far_volume,
    ),
    Known(re.compile(r"ReadWriteOncePod"), constraints.used_by_one),
    Known(re.compile(r"available persistent volumes to bind"), constraints.no_volume),
    Known(re.compile(r"max volume count"), constraints.too_many_volumes),
    Known(re.compile(r"Pod's node affinity|node selector"), affinities.no_node),
    Known(re.compile(r"Insufficient (?P<resource>\S+)"), resources.insufficient),
    Known(re.compile(r"Too many pods"), resources.too_many_pods),
    Known(re.compile(r"anti-affinity rules"), affinities.apart),
    Known(re.compile(r"pod affinity rules"), affinities.together),
    Known(re.compile(r"topology spread constraints"), affinities.spread),
    Known(re.compile(r"free ports for the requested pod ports"), constraints.port_taken),
    Known(re.compile(r"were unschedulable"), constraints.cordoned),
    Known(re.compile(r"untolerated taint"), constraints.tainted),
)
"""In the order in which they are told when they keep a pod from equally many nodes."""


def finds_no_node(snapshot: Snapshot) -> Iterator[Finding]:
    """Find pods that no node takes."""
    for found in unplaced(snapshot):
        told: set[str] = set()
        for cause in _causes(snapshot, found):
            if cause.rule not in told:
                told.add(cause.rule)
                yield _finding(snapshot, found, cause)


def _causes(snapshot: Snapshot, found: Unplaced) -> Iterator[Cause]:
    most = max((one.nodes for one in found.reasons), default=0)
    widest = [one for one in found.reasons if one.nodes == most]
    explained = sorted(_known(widest), key=lambda pair: pair[0])
    if not explained:
        cause = short(" and ".join(one.text for one in widest), 160) or "no node takes it"
        yield Cause("schedule.no-node", cause, Fix(summary=MORE_ROOM), confidence="weak")
        return
    first = explained[0][0]
    for rank, match in explained:
        # A node may lack several resources at once; of other reasons it tells the first it meets.
        if rank == first:
            yield KNOWN[rank].explain(snapshot, found, match)


def _known(found: list[Reason]) -> Iterator[tuple[int, re.Match[str]]]:
    for reason in found:
        for rank, known in enumerate(KNOWN):
            match = known.pattern.search(reason.text)
            if match:
                yield rank, match
                break


def _finding(snapshot: Snapshot, found: Unplaced, cause: Cause) -> Finding:
    return Finding(
        rule=cause.rule,
        object=snapshot.ref(found.pod),
        cause=cause.text,
        fix=cause.fix,
        evidence=(
            Evidence(what="condition PodScheduled", value=short(found.said)),
            *cause.evidence,
        ),
        confidence=cause.confidence,
        symptom=cause.symptom,
        patience=0.0 if cause.hopeless else SETTLES,
    )


RULES: tuple[Rule, ...] = (finds_no_node,)
