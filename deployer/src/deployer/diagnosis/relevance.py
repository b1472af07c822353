"""Leaves out events that outlived their cause, so that no rule takes the past for the present."""

from collections.abc import Iterator
from datetime import datetime

import msgspec
from lightkube.resources.apps_v1 import DaemonSet, Deployment, ReplicaSet, StatefulSet
from lightkube.resources.batch_v1 import Job
from lightkube.resources.core_v1 import PersistentVolumeClaim, Pod

from deployer.diagnosis.kinds import Event
from deployer.diagnosis.reading import condition, newest_replica_set, phase
from deployer.diagnosis.snapshot import KINDS, Snapshot
from deployer.tools.kube import Thing, meta


def current(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with only those events that say something about what is there now."""
    kept = tuple(_relevant(snapshot))
    if len(kept) == len(snapshot.events):
        return snapshot
    return msgspec.structs.replace(snapshot, events=kept)


def _relevant(snapshot: Snapshot) -> Iterator[Event]:
    for event in snapshot.events:
        thing = snapshot.find(event.kind, event.name)
        if thing is None:
            # Of a kind that is listed whole, it is gone; of another, nothing is known.
            if event.kind not in KINDS or not snapshot.readable(event.kind):
                yield event
        elif _is_of(event, thing) and not _settled(snapshot, event, thing):
            yield event


def _is_of(event: Event, thing: Thing) -> bool:
    """Tell whether an event is about this very object, not about one of its name before it."""
    return not event.object_uid or event.object_uid == (meta(thing).uid or event.object_uid)


def _settled(snapshot: Snapshot, event: Event, thing: Thing) -> bool:
    """Tell whether what a warning was about is over."""
    if event.type == "Normal":
        return False
    match thing:
        case Pod():
            return phase(thing) == "Succeeded" or _before(event, _ready_since(thing))
        case PersistentVolumeClaim():
            return thing.status is not None and thing.status.phase == "Bound"
        case ReplicaSet():
            return _is_replaced(snapshot, thing) or _is_complete(event, thing)
        case StatefulSet() | DaemonSet() | Job():
            return _is_complete(event, thing)
    return False


def _ready_since(pod: Pod) -> datetime | None:
    ready = condition(pod, "Ready")
    return ready.lastTransitionTime if ready and ready.status == "True" else None


def _before(event: Event, moment: datetime | None) -> bool:
    return moment is not None and event.last_seen is not None and event.last_seen <= moment


def _is_replaced(snapshot: Snapshot, thing: ReplicaSet) -> bool:
    """Tell whether a newer template took this one's place."""
    deployment = snapshot.owner(thing)
    if not isinstance(deployment, Deployment):
        return False
    newest = newest_replica_set(snapshot, deployment)
    return newest is not None and newest is not thing


def _is_complete(event: Event, thing: ReplicaSet | StatefulSet | DaemonSet | Job) -> bool:
    """Tell whether a workload has the pods now that it could not make then."""
    if event.reason != "FailedCreate" or thing.status is None:
        return False
    match thing:
        case ReplicaSet() | StatefulSet():
            wanted = thing.spec.replicas
            return (thing.status.replicas or 0) >= (1 if wanted is None else wanted)
        case DaemonSet():
            return thing.status.currentNumberScheduled >= thing.status.desiredNumberScheduled
        case Job():
            # A Job counts its pods the moment that they are there.
            return bool(thing.status.active or thing.status.succeeded or thing.status.failed)
