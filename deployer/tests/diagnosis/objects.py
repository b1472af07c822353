"""Short builders of snapshots: objects as the API sends them, from keyword arguments or YAML.

`snapshot(pod("web-1", status={...}), service("web"), event("Pod/web-1", "BackOff", "..."))`.
Whatever is passed as `metadata`, `spec` or `status` is merged into a healthy default.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import yaml
from lightkube import codecs
from lightkube.core.resource import Resource
from lightkube.resources.apps_v1 import DaemonSet, Deployment, ReplicaSet, StatefulSet
from lightkube.resources.autoscaling_v2 import HorizontalPodAutoscaler
from lightkube.resources.batch_v1 import CronJob, Job
from lightkube.resources.core_v1 import Namespace, Node, PersistentVolumeClaim, Pod, Service

from deployer.diagnosis.kinds import Event, HelmRelease, KeyNames
from deployer.diagnosis.snapshot import OBJECTS, Snapshot

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
NAMESPACE = "shop"
Tree = dict[str, Any]
HEALTHY: dict[str, Tree] = yaml.safe_load(Path(__file__).with_name("healthy.yaml").read_text())


def ago(seconds: float) -> str:
    """A moment so long before the snapshot, as the API writes it."""
    return (NOW - timedelta(seconds=seconds)).isoformat()


def merged(base: Tree, changes: Mapping[str, object]) -> Tree:
    """Mappings merged at every depth; anything else is replaced."""
    out = dict(base)
    for key, value in changes.items():
        old = out.get(key)
        out[key] = (
            merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
        )
    return out


def _tree(kind: str, name: str, base: Tree, changes: Mapping[str, object]) -> Tree:
    about = {
        "name": name,
        "namespace": NAMESPACE,
        "uid": f"{kind}-{name}".lower(),
        "creationTimestamp": ago(3600),
        "generation": 1,
    }
    return merged(merged({"metadata": about}, base), changes)


def owned(kind: str, name: str) -> Tree:
    """Metadata of an object that another controls: `pod("a", metadata=owned("Job", "j"))`."""
    uid = f"{kind}-{name}".lower()
    one = {"apiVersion": "v1", "kind": kind, "name": name, "uid": uid, "controller": True}
    return {"ownerReferences": [one]}


def waiting(reason: str, message: str = "", **changes: object) -> Tree:
    """The status of a container that waits."""
    state = {"waiting": {"reason": reason, "message": message}}
    return status(**merged({"ready": False, "started": False, "state": state}, changes))


def ended(code: int, reason: str = "Error", *, seconds: float = 30, message: str = "") -> Tree:
    """A state or lastState: it ended so long before the snapshot."""
    at = {"startedAt": ago(seconds + 5), "finishedAt": ago(seconds)}
    return {"terminated": {"exitCode": code, "reason": reason, "message": message, **at}}


def crashing(code: int = 1, reason: str = "Error", *, restarts: int = 4, **changes: object) -> Tree:
    """The status of a container that crashes again and again."""
    said = "back-off 40s restarting failed container=app"
    last = {"lastState": ended(code, reason), "restartCount": restarts}
    return waiting("CrashLoopBackOff", said, **merged(last, changes))


def status(name: str = "app", **changes: object) -> Tree:
    """The status of a container that runs well, but for the changes."""
    fields: Tree = {
        "name": name,
        "ready": True,
        "started": True,
        "restartCount": 0,
        "image": "registry.example/app:1",
        "imageID": "sha256:1",
        "state": {"running": {"startedAt": ago(3500)}},
    }
    if "state" in changes:
        del fields["state"]
    return merged(fields, changes)


def pod(
    name: str = "web-1", *statuses: Tree, image: str = "registry.example/app:1", **changes: object
) -> Pod:
    """A pod that runs well; with statuses of containers, one that is as they say.

    Args:
        name: Its name.
        statuses: Of its containers, which are made to fit; by default one that is well.
        image: The image of its containers.
        changes: `metadata`, `spec`, `status`, merged into the defaults; `labels` for short.
    """
    statuses = statuses or (status(),)
    well = all(one["ready"] for one in statuses)
    runs = any("running" in one["state"] for one in statuses)
    labels = changes.pop("labels", {"app": "web"})
    ready = "True" if well else "False"
    base: Tree = {
        "metadata": {"labels": labels},
        "spec": {
            "nodeName": "node-1",
            "restartPolicy": "Always",
            "containers": [
                {
                    "name": one["name"],
                    "image": image,
                    "ports": [{"name": "http", "containerPort": 8000}],
                }
                for one in statuses
            ],
        },
        "status": {
            "phase": "Running" if well or runs else "Pending",
            "conditions": [
                {"type": "PodScheduled", "status": "True"},
                {"type": "Initialized", "status": "True"},
                {"type": "ContainersReady", "status": ready},
                {"type": "Ready", "status": ready, "lastTransitionTime": ago(3500)},
            ],
            "containerStatuses": list(statuses),
        },
    }
    return msgspec.convert(_tree("Pod", name, base, changes), Pod)


def unscheduled(name: str, message: str, **changes: object) -> Pod:
    """A pod that no node takes."""
    said = {
        "type": "PodScheduled",
        "status": "False",
        "reason": "Unschedulable",
        "message": message,
        "lastTransitionTime": ago(300),
    }
    bare: Tree = {"phase": "Pending", "conditions": [said], "containerStatuses": None}
    return pod(name, **merged({"status": bare, "spec": {"nodeName": None}}, changes))


def made[R: Resource](kind: type[R], name: str, changes: Mapping[str, object]) -> R:
    """An object of a kind that is well (healthy.yaml), but for the changes."""
    base = HEALTHY.get(kind.__name__, {})
    return msgspec.convert(_tree(kind.__name__, name, base, changes), kind)


def deployment(name: str = "web", **changes: object) -> Deployment:
    """A Deployment with one pod, available."""
    return made(Deployment, name, changes)


def replica_set(name: str = "web-5f", *, owner: str = "web", **changes: object) -> ReplicaSet:
    """The newest ReplicaSet of a Deployment."""
    return made(ReplicaSet, name, merged({"metadata": owned("Deployment", owner)}, changes))


def stateful_set(name: str = "web", **changes: object) -> StatefulSet:
    """A StatefulSet with one pod, ready."""
    return made(StatefulSet, name, changes)


def daemon_set(name: str = "web", **changes: object) -> DaemonSet:
    """A DaemonSet with one pod, ready."""
    return made(DaemonSet, name, changes)


def job(name: str = "migrate", **changes: object) -> Job:
    """A Job that runs."""
    return made(Job, name, changes)


def cron_job(name: str = "nightly", **changes: object) -> CronJob:
    """A CronJob."""
    return made(CronJob, name, changes)


def service(name: str = "web", **changes: object) -> Service:
    """A Service in front of pods with the label `app: web`, port 80 to 8000."""
    return made(Service, name, changes)


def claim(name: str = "data", **changes: object) -> PersistentVolumeClaim:
    """A claim that is bound."""
    return made(PersistentVolumeClaim, name, changes)


def autoscaler(name: str = "web", **changes: object) -> HorizontalPodAutoscaler:
    """An autoscaler of Deployment web."""
    return made(HorizontalPodAutoscaler, name, changes)


def node(name: str = "node-1", **changes: object) -> Node:
    """A node that is ready."""
    return made(Node, name, changes)


def from_yaml(text: str) -> tuple[Resource, ...]:
    """Objects of any kind from YAML documents; metadata is filled in where it is missing."""
    trees = [(one["kind"], one["metadata"]["name"], one) for one in yaml.safe_load_all(text)]
    return tuple([codecs.from_dict(_tree(kind, name, {}, one)) for kind, name, one in trees])


def event(
    about: str, reason: str, message: str = "", *, seconds: float = 60, **changes: object
) -> Event:
    """A warning about `Kind/name`, last seen so long before the snapshot."""
    kind, _, name = about.partition("/")
    seen = NOW - timedelta(seconds=seconds)
    fields: Tree = {
        "reason": reason,
        "message": message,
        "kind": kind,
        "name": name,
        "namespace": NAMESPACE,
        "uid": f"{about}-{reason}-{seconds}",
        "object_uid": f"{kind}-{name}".lower(),
        "first_seen": seen,
        "last_seen": seen,
    }
    return msgspec.convert(fields | changes, Event)


def config_map(name: str, *keys: str) -> KeyNames:
    """A ConfigMap with these keys."""
    return KeyNames(kind="ConfigMap", namespace=NAMESPACE, name=name, keys=keys)


def secret(name: str, *keys: str, type: str = "Opaque") -> KeyNames:  # noqa: A002 - as the API calls it
    """A Secret with these keys."""
    return KeyNames(kind="Secret", namespace=NAMESPACE, name=name, keys=keys, type=type)


def release(name: str, status: str = "deployed", **changes: object) -> HelmRelease:
    """A Helm release."""
    fields: Tree = {"name": name, "namespace": NAMESPACE, "status": status}
    return msgspec.convert(fields | changes, HelmRelease)


Part = Resource | Event | KeyNames | HelmRelease
_FIELDS = {kind: field for field, kind in OBJECTS.items()}


def snapshot(*parts: Part, logs: Mapping[str, str] | None = None, **fields: object) -> Snapshot:
    """A snapshot of these parts, and nothing else.

    Args:
        parts: Objects, events, key names and releases, in any order.
        logs: `pod/container` to text.
        fields: object other field of a snapshot.
    """
    found: dict[str, Any] = {}
    for one in parts:
        match one:
            case Event():
                field = "events"
            case KeyNames():
                field = "config_maps" if one.kind == "ConfigMap" else "secrets"
            case HelmRelease():
                field = "releases"
            case Namespace():
                found["own_namespace"] = one
                continue
            case _:
                field = _FIELDS[type(one)]
        found[field] = (*found.get(field, ()), one)
    given: dict[str, Any] = {"namespace": NAMESPACE, "taken_at": NOW, "kubernetes": "v1.37.2"}
    return Snapshot(logs=logs or {}, **(given | found | fields))
