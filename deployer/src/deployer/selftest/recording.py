"""Makes a snapshot small enough to be kept beside the tests."""

import msgspec
from lightkube.resources.apiregistration_v1 import APIService
from lightkube.resources.core_v1 import Node, PersistentVolume

from deployer.diagnosis.kinds import Event
from deployer.diagnosis.reading import condition, is_ready
from deployer.diagnosis.snapshot import Snapshot

ROUTINE = frozenset(
    {
        "Created",
        "Pulled",
        "Pulling",
        "ScalingReplicaSet",
        "Scheduled",
        "Started",
        "SuccessfulCreate",
        "SuccessfulDelete",
    }
)
"""Reasons of events about what went well."""


def slim(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot without what is well and far away: images, healthy parts of the system."""
    return msgspec.structs.replace(
        snapshot,
        nodes=tuple([_without_images(one) for one in snapshot.nodes]),
        volumes=tuple([one for one in snapshot.volumes if _is_near(one, snapshot.namespace)]),
        events=tuple([one for one in snapshot.events if _tells(one)]),
        api_services=tuple([one for one in snapshot.api_services if not _is_available(one)]),
        system_pods=tuple([one for one in snapshot.system_pods if not is_ready(one)]),
        system_deployments=(),
        system_daemon_sets=(),
        services_elsewhere=tuple(
            [one for one in snapshot.services_elsewhere if one.startswith(("default/", "kube-"))]
        ),
        namespaces=tuple(
            [one for one in snapshot.namespaces if not one.startswith("todo-selftest-")]
        ),
    )


def _is_near(volume: PersistentVolume, namespace: str) -> bool:
    bound = volume.spec.claimRef if volume.spec else None
    return bound is None or bound.namespace == namespace


def _tells(event: Event) -> bool:
    """Tell whether an event is more than a note that something went as it should."""
    return event.type != "Normal" or (event.kind != "Node" and event.reason not in ROUTINE)


def _without_images(node: Node) -> Node:
    if node.status is None:
        return node
    return msgspec.structs.replace(node, status=msgspec.structs.replace(node.status, images=None))


def _is_available(one: APIService) -> bool:
    found = condition(one, "Available")
    return found is not None and found.status == "True"


def recorded(snapshot: Snapshot) -> bytes:
    """Return the JSON that is kept: small, and the same for the same snapshot."""
    return msgspec.json.encode(slim(snapshot), order="deterministic") + b"\n"
