"""Pods that the cluster refuses to make: who asked for them, and what it was told."""

from collections.abc import Iterator
from typing import NamedTuple

from lightkube.resources.apps_v1 import DaemonSet, Deployment, ReplicaSet, StatefulSet
from lightkube.resources.batch_v1 import CronJob, Job

from deployer.diagnosis.finding import Evidence, Finding, Fix, ObjectRef
from deployer.diagnosis.reading import condition, holds, short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import Thing, meta

REASONS = frozenset({"FailedCreate", "ReplicaSetCreateError"})


class Denial(NamedTuple):
    """One refusal."""

    maker: ObjectRef
    """What asked for the pod: a ReplicaSet, a Job, …"""
    workload: ObjectRef
    """What a person would change: the Deployment above the ReplicaSet, or the maker itself."""
    thing: Thing | None
    """The workload, when it is in the snapshot."""
    message: str
    """What the API answered."""
    evidence: Evidence


def denials(snapshot: Snapshot) -> Iterator[Denial]:
    """Return the refusals that still hold, the newest words of each maker, conditions first."""
    told: set[ObjectRef] = set()
    for denial in (*_of_conditions(snapshot), *_of_events(snapshot)):
        if denial.workload not in told:
            told.add(denial.workload)
            yield denial


def _of_conditions(snapshot: Snapshot) -> Iterator[Denial]:
    for one in snapshot.replica_sets:
        found = condition(one, "ReplicaFailure")
        if found and found.status == "True" and found.reason in REASONS and _lacks(one):
            yield _denial(snapshot, one, "status.conditions[ReplicaFailure]", found.message or "")
    for deployment in snapshot.deployments:
        progress = condition(deployment, "Progressing")
        if progress and progress.reason == "ReplicaSetCreateError":
            name = "status.conditions[Progressing]"
            yield _denial(snapshot, deployment, name, progress.message or "")


def _of_events(snapshot: Snapshot) -> Iterator[Denial]:
    for event in reversed(snapshot.events):
        if event.reason not in REASONS or event.type != "Warning":
            continue
        maker = snapshot.find(event.kind, event.name)
        if maker is not None and _lacks(maker):
            yield _denial(snapshot, maker, f"event {event.reason}", event.message)
        elif maker is None and not snapshot.readable(event.kind):
            ref = ObjectRef(kind=event.kind, namespace=snapshot.namespace, name=event.name)
            yield Denial(ref, ref, None, event.message, _evidence(event.reason, event.message))


def _evidence(reason: str, message: str) -> Evidence:
    return Evidence(what=f"event {reason}", value=short(message, 500))


def _denial(snapshot: Snapshot, maker: Thing, where: str, message: str) -> Denial:
    ref, above = snapshot.ref(maker), snapshot.owners(maker)
    workload = above[-1] if above else ref
    return Denial(
        maker=ref,
        workload=workload,
        thing=snapshot.find(workload.kind, workload.name) if above else maker,
        message=message,
        evidence=Evidence(what=where, value=short(message, 500)),
    )


def _lacks(maker: Thing) -> bool:
    """Tell whether something still has fewer pods than it should; else its refusals are history."""
    match maker:
        case ReplicaSet() | StatefulSet():
            wanted = maker.spec.replicas
            made = (maker.status and maker.status.replicas) or 0
            return made < (1 if wanted is None else wanted)
        case DaemonSet():
            return maker.status is None or (
                maker.status.currentNumberScheduled < maker.status.desiredNumberScheduled
            )
        case Job():
            begun = maker.status and (maker.status.active or maker.status.succeeded)
            return not (begun or holds(maker, "Complete") or holds(maker, "Failed"))
        case Deployment() | CronJob():
            return not meta(maker).deletionTimestamp
    return False


def denied(
    denial: Denial, rule: str, cause: str, fix: Fix | None, *, patience: float | None = 0.0
) -> Finding:
    """Return the finding of a refusal: about the workload, which its maker and pods suffer from."""
    return Finding(
        rule=rule,
        object=denial.workload,
        cause=cause,
        evidence=(denial.evidence,),
        fix=fix,
        patience=patience,
        causes=() if denial.maker == denial.workload else (denial.maker,),
    )
