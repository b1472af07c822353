"""No node takes a pod, or a node threw it out. Source: the scheduler's messages."""

import re
from collections.abc import Iterator

from deployer.diagnosis.finding import Finding, Rule
from deployer.diagnosis.snapshot import Snapshot
from deployer.results import Evidence

SETTLES = 30.0
"""Seconds in which ending pods give room back, and volumes are bound."""
KNOWN = (
    (r"unbound immediate PersistentVolumeClaims", "its volume is not there yet"),
    (r"Insufficient memory", "no node has enough memory left"),
    (r"Insufficient cpu", "no node has enough processor left"),
    (r"Too many pods", "the nodes may not have more pods"),
    (r"untolerated taint", "every node keeps pods such as this away (taint)"),
    (r"node affinity|node selector", "no node has the labels that it asks for"),
)


def finds_no_node(snapshot: Snapshot) -> Iterator[Finding]:
    """Find pods that no node takes."""
    for pod in snapshot.pods:
        if pod.unschedulable:
            known = (text for pattern, text in KNOWN if re.search(pattern, pod.unschedulable))
            yield Finding(
                rule="schedule.no-node",
                object=f"Pod {pod.name}",
                cause=next(known, "no node takes it"),
                cure="stop other programs in the cluster, or give it more memory and processors",
                evidence=(Evidence(what="PodScheduled", value=pod.unschedulable),),
                patience=SETTLES,
            )


def is_evicted(snapshot: Snapshot) -> Iterator[Finding]:
    """Find pods that a node threw out to save itself."""
    for pod in snapshot.pods:
        if pod.reason == "Evicted":
            yield Finding(
                rule="schedule.evicted",
                object=f"Pod {pod.name}",
                cause="its node ran short and threw it out",
                cure="free memory or disk of the node",
                evidence=(Evidence(what="status.message", value=pod.message),),
                patience=None,
            )


RULES: tuple[Rule, ...] = (finds_no_node, is_evicted)
