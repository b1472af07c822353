"""What the cluster reports at one moment: the API's own objects, so that rules can be pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import get_args

import msgspec
from lightkube.core.resource import Resource
from lightkube.resources.admissionregistration_v1 import (
    MutatingWebhookConfiguration,
    ValidatingWebhookConfiguration,
)
from lightkube.resources.apiregistration_v1 import APIService
from lightkube.resources.apps_v1 import DaemonSet, Deployment, ReplicaSet, StatefulSet
from lightkube.resources.autoscaling_v2 import HorizontalPodAutoscaler
from lightkube.resources.batch_v1 import CronJob, Job
from lightkube.resources.core_v1 import (
    LimitRange,
    Namespace,
    Node,
    PersistentVolume,
    PersistentVolumeClaim,
    Pod,
    ResourceQuota,
    Service,
    ServiceAccount,
)
from lightkube.resources.discovery_v1 import EndpointSlice
from lightkube.resources.networking_v1 import Ingress, IngressClass, NetworkPolicy
from lightkube.resources.policy_v1 import PodDisruptionBudget
from lightkube.resources.storage_v1 import StorageClass

from deployer.diagnosis.kinds import Event, HelmRelease, KeyNames
from deployer.diagnosis.label_index import LabelIndex
from deployer.diagnosis.reference import ObjectRef
from deployer.tools.kube import Thing, meta

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST_CHAIN = 8
"""Owners above one another; there are never so many, but a loop must end."""
CLUSTER_WIDE = frozenset(
    {
        "Namespace",
        "Node",
        "PersistentVolume",
        "StorageClass",
        "IngressClass",
        "APIService",
        "ValidatingWebhookConfiguration",
        "MutatingWebhookConfiguration",
    }
)


class Snapshot(msgspec.Struct, frozen=True, kw_only=True, dict=True, omit_defaults=True):
    """One namespace and what it depends on. Secrets' values and managed fields are not in it."""

    namespace: str = "default"
    taken_at: datetime = NEVER
    kubernetes: str = ""
    """The server's version, such as `v1.37.2`."""
    unreadable: Mapping[str, str] = {}
    """Kind to why the API did not hand it out: not readable is not the same as not there."""

    pods: tuple[Pod, ...] = ()
    replica_sets: tuple[ReplicaSet, ...] = ()
    deployments: tuple[Deployment, ...] = ()
    stateful_sets: tuple[StatefulSet, ...] = ()
    daemon_sets: tuple[DaemonSet, ...] = ()
    jobs: tuple[Job, ...] = ()
    cron_jobs: tuple[CronJob, ...] = ()
    services: tuple[Service, ...] = ()
    endpoint_slices: tuple[EndpointSlice, ...] = ()
    ingresses: tuple[Ingress, ...] = ()
    network_policies: tuple[NetworkPolicy, ...] = ()
    claims: tuple[PersistentVolumeClaim, ...] = ()
    quotas: tuple[ResourceQuota, ...] = ()
    limit_ranges: tuple[LimitRange, ...] = ()
    autoscalers: tuple[HorizontalPodAutoscaler, ...] = ()
    disruption_budgets: tuple[PodDisruptionBudget, ...] = ()
    service_accounts: tuple[ServiceAccount, ...] = ()
    config_maps: tuple[KeyNames, ...] = ()
    secrets: tuple[KeyNames, ...] = ()
    releases: tuple[HelmRelease, ...] = ()

    nodes: tuple[Node, ...] = ()
    volumes: tuple[PersistentVolume, ...] = ()
    storage_classes: tuple[StorageClass, ...] = ()
    ingress_classes: tuple[IngressClass, ...] = ()
    validating_webhooks: tuple[ValidatingWebhookConfiguration, ...] = ()
    mutating_webhooks: tuple[MutatingWebhookConfiguration, ...] = ()
    api_services: tuple[APIService, ...] = ()
    own_namespace: Namespace | None = None
    namespaces: tuple[str, ...] = ()
    """The names of all."""
    services_elsewhere: tuple[str, ...] = ()
    """`namespace/name` of every Service of other namespaces."""
    system_pods: tuple[Pod, ...] = ()
    """Those of kube-system."""
    system_deployments: tuple[Deployment, ...] = ()
    system_daemon_sets: tuple[DaemonSet, ...] = ()

    events: tuple[Event, ...] = ()
    """Of the namespace, of nodes and of volumes, oldest first."""
    logs: Mapping[str, str] = {}
    """`pod/container` to its last lines, of the run before if it was started again."""

    def to_json(self) -> bytes:
        """Return it as JSON, in a form that diffs well."""
        return msgspec.json.format(msgspec.json.encode(self, order="deterministic"), indent=1)

    @classmethod
    def from_json(cls, data: bytes) -> "Snapshot":
        """Return what `to_json` wrote.

        Raises:
            msgspec.ValidationError, msgspec.DecodeError: It is no snapshot.
        """
        return msgspec.json.decode(data, type=cls)

    def readable(self, *kinds: str) -> bool:
        """Tell whether the absence of an object of these kinds means that it does not exist."""
        return not any(kind in self.unreadable for kind in kinds)

    def age(self, thing: Thing) -> float:
        """Return the seconds since an object was made."""
        return self.since(meta(thing).creationTimestamp)

    def since(self, moment: datetime | None) -> float:
        """Return the seconds from a moment to this snapshot; 0 when the moment is not known."""
        return max(0.0, (self.taken_at - moment).total_seconds()) if moment else 0.0

    def log(self, pod: str, container: str) -> str:
        """Return the last lines of a container; empty when they were not needed or not there."""
        return self.logs.get(f"{pod}/{container}", "")

    def find(self, kind: str, name: str) -> Thing | None:
        """Return an object of the namespace, or of the whole cluster, by kind and name."""
        return self._by_name.get((kind, name))

    def ref(self, thing: Thing, container: str = "") -> ObjectRef:
        """Return how findings name an object."""
        kind = type(thing).__name__
        namespace = "" if kind in CLUSTER_WIDE else (meta(thing).namespace or self.namespace)
        return ObjectRef(
            kind=kind, namespace=namespace, name=meta(thing).name or "", container=container
        )

    def owner(self, thing: Thing) -> Thing | None:
        """Return the controller of an object when it is in the snapshot."""
        for one in meta(thing).ownerReferences or []:
            if one.controller:
                return self.find(one.kind, one.name)
        return None

    def owners(self, thing: Thing) -> tuple[ObjectRef, ...]:
        """Return an object's controllers, the nearest first, those that are gone included."""
        found: list[ObjectRef] = []
        while True:
            reference = next((o for o in meta(thing).ownerReferences or [] if o.controller), None)
            if reference is None:
                return tuple(found)
            space = meta(thing).namespace or self.namespace
            found.append(ObjectRef(kind=reference.kind, namespace=space, name=reference.name))
            above = self.find(reference.kind, reference.name)
            if above is None or len(found) == LONGEST_CHAIN:
                return tuple(found)
            thing = above

    def pods_of(self, owner: Thing) -> tuple[Pod, ...]:
        """Return the pods that an object owns, directly or through others."""
        return tuple(self._pods_by_owner.get((type(owner).__name__, meta(owner).name or ""), ()))

    def selected(self, selector: Mapping[str, str] | None) -> tuple[Pod, ...]:
        """Return the pods that a Service's selector matches, in whatever state they are."""
        return tuple(self._pods_by_label.matching(selector))

    def children(self, owner: Thing) -> tuple[Thing, ...]:
        """Return the objects that an object controls directly."""
        return tuple(self._children.get((type(owner).__name__, meta(owner).name or ""), ()))

    def events_of(self, kind: str, name: str) -> tuple[Event, ...]:
        """Return the events about an object, oldest first."""
        return tuple(self._events_by_object.get((kind, name), ()))

    def things(self) -> Iterator[Thing]:
        """Go through every object of the namespace and of the whole cluster."""
        for name in OBJECTS:
            found = getattr(self, name)
            yield from found if isinstance(found, tuple) else ()
        if self.own_namespace is not None:
            yield self.own_namespace

    def config_map(self, name: str) -> KeyNames | None:
        """Return a ConfigMap's keys, or None when there is no such ConfigMap."""
        return self._keys.get(("ConfigMap", name))

    def secret(self, name: str) -> KeyNames | None:
        """Return a Secret's keys, or None when there is no such Secret."""
        return self._keys.get(("Secret", name))

    def pod(self, name: str) -> Pod | None:
        """Return a pod of the namespace."""
        found = self.find("Pod", name)
        return found if isinstance(found, Pod) else None

    def service(self, name: str) -> Service | None:
        """Return a Service of the namespace."""
        found = self.find("Service", name)
        return found if isinstance(found, Service) else None

    def claim(self, name: str) -> PersistentVolumeClaim | None:
        """Return a PersistentVolumeClaim of the namespace."""
        found = self.find("PersistentVolumeClaim", name)
        return found if isinstance(found, PersistentVolumeClaim) else None

    def node(self, name: str) -> Node | None:
        """Return a node."""
        found = self.find("Node", name)
        return found if isinstance(found, Node) else None

    @cached_property
    def images_on_nodes(self) -> frozenset[str]:
        """The names of the images that the nodes keep, without digests."""
        return frozenset(
            name
            for node in self.nodes
            for image in (node.status and node.status.images) or ()
            for name in image.names or ()
            if "@" not in name and not name.startswith("sha256:")
        )

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], Thing]:
        return {(type(one).__name__, meta(one).name or ""): one for one in self.things()}

    @cached_property
    def _keys(self) -> dict[tuple[str, str], KeyNames]:
        return {(one.kind, one.name): one for one in (*self.config_maps, *self.secrets)}

    @cached_property
    def _pods_by_owner(self) -> dict[tuple[str, str], list[Pod]]:
        found: dict[tuple[str, str], list[Pod]] = defaultdict(list)
        for pod in self.pods:
            for owner in self.owners(pod):
                found[owner.kind, owner.name].append(pod)
        return found

    @cached_property
    def _pods_by_label(self) -> LabelIndex[Pod]:
        return LabelIndex((pod, meta(pod).labels or {}) for pod in self.pods)

    @cached_property
    def _children(self) -> dict[tuple[str, str], list[Thing]]:
        found: dict[tuple[str, str], list[Thing]] = defaultdict(list)
        for thing in self.things():
            for one in meta(thing).ownerReferences or []:
                if one.controller:
                    found[one.kind, one.name].append(thing)
        return found

    @cached_property
    def _events_by_object(self) -> dict[tuple[str, str], list[Event]]:
        found: dict[tuple[str, str], list[Event]] = defaultdict(list)
        for event in self.events:
            found[event.kind, event.name].append(event)
        return found


def _object_fields() -> dict[str, type[Resource]]:
    """Return the fields that hold the API's objects of the namespace and of the cluster."""
    found = {}
    for one in msgspec.structs.fields(Snapshot):
        inner = [kind for kind in get_args(one.type) if isinstance(kind, type)]
        if inner and issubclass(inner[0], Resource) and not one.name.startswith("system_"):
            found[one.name] = inner[0]
    return found


OBJECTS = _object_fields()
"""Fields of a snapshot that hold the API's objects, and the kind that each holds."""
KINDS = frozenset(kind.__name__ for kind in OBJECTS.values())
