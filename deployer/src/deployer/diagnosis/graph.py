"""What suffers when an object is not well: owners, Services, Ingresses, claims, releases."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping

from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.label_index import LabelIndex
from deployer.diagnosis.reading import annotations, labels, matches, template_of
from deployer.diagnosis.reference import ObjectRef
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import Thing, meta

type Key = tuple[str, str]
"""Kind and name; all namespaced objects of a snapshot are of one namespace."""
RELEASE_NAME = "meta.helm.sh/release-name"


class Effects:
    """Follows from an object to whatever does not work without it.

    Args:
        snapshot: What there is.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._next: dict[Key, set[Key]] = defaultdict(set)
        for cause, effect in _edges(snapshot):
            self._next[cause].add(effect)

    def of(self, objects: Iterable[ObjectRef]) -> frozenset[Key]:
        """Return the objects themselves and all that depends on them, however many steps on."""
        seen = {key(one) for one in objects}
        queue = deque(seen)
        while queue:
            for one in self._next.get(queue.popleft(), ()):
                if one not in seen:
                    seen.add(one)
                    queue.append(one)
        return frozenset(seen)

    def pods_below(self, objects: Iterable[ObjectRef]) -> frozenset[ObjectRef]:
        """Return the pods of workloads; a rule may name the workload that it breaks."""
        found = (self._snapshot.find(one.kind, one.name) for one in objects)
        return frozenset(
            self._snapshot.ref(pod)
            for thing in found
            if thing is not None
            for pod in self._snapshot.pods_of(thing)
        )


def key(ref: ObjectRef) -> Key:
    """Return how the graph names an object."""
    return ref.kind, ref.name


def _key(thing: Thing) -> Key:
    return type(thing).__name__, meta(thing).name or ""


def _edges(snapshot: Snapshot) -> Iterator[tuple[Key, Key]]:
    for thing in snapshot.things():
        mine = _key(thing)
        for owner in meta(thing).ownerReferences or ():
            yield mine, (owner.kind, owner.name)
        release = annotations(thing).get(RELEASE_NAME)
        if release:
            yield mine, ("HelmRelease", release)
    yield from _storage(snapshot)
    yield from _selected(snapshot)
    yield from _routes(snapshot)
    for scaler in snapshot.autoscalers:
        if scaler.spec is not None:
            target = scaler.spec.scaleTargetRef
            yield (target.kind, target.name), _key(scaler)


def _storage(snapshot: Snapshot) -> Iterator[tuple[Key, Key]]:
    """Class and volume to claim, claim to pod, node to pod."""
    for claim in snapshot.claims:
        if claim.spec and claim.spec.volumeName:
            yield ("PersistentVolume", claim.spec.volumeName), _key(claim)
        if claim.spec and claim.spec.storageClassName:
            yield ("StorageClass", claim.spec.storageClassName), _key(claim)
    for pod in snapshot.pods:
        for volume in (pod.spec.volumes if pod.spec else None) or ():
            if volume.persistentVolumeClaim:
                yield ("PersistentVolumeClaim", volume.persistentVolumeClaim.claimName), _key(pod)
        if pod.spec and pod.spec.nodeName:
            yield ("Node", pod.spec.nodeName), _key(pod)


def _selected(snapshot: Snapshot) -> Iterator[tuple[Key, Key]]:
    """Pods and workloads to the Services and budgets that select them."""
    workloads: list[Thing] = [*snapshot.deployments, *snapshot.stateful_sets]
    workloads += snapshot.daemon_sets
    carriers = [(_key(one), _labels(one)) for one in (*snapshot.pods, *workloads)]
    index = LabelIndex(carriers)
    for service in snapshot.services:
        for name in index.matching(service.spec.selector if service.spec else None):
            yield name, _key(service)
    for policy in snapshot.network_policies:
        chosen = policy.spec.podSelector if policy.spec else None
        for pod in snapshot.pods if chosen else ():
            if matches(chosen, labels(pod)):
                yield _key(policy), _key(pod)
    for budget in snapshot.disruption_budgets:
        chosen = budget.spec.selector if budget.spec else None
        for name, found in carriers if chosen else ():
            if matches(chosen, found):
                yield name, _key(budget)


def _labels(thing: Thing) -> Mapping[str, str]:
    """Return the labels of a pod, or of the pods that a workload makes."""
    if isinstance(thing, Pod):
        return labels(thing)
    template = template_of(thing)
    return (template.metadata.labels if template and template.metadata else None) or {}


def _routes(snapshot: Snapshot) -> Iterator[tuple[Key, Key]]:
    """Services to the Ingresses that lead to them."""
    for ingress in snapshot.ingresses:
        spec = ingress.spec
        if spec is None:
            continue
        backends = [spec.defaultBackend] if spec.defaultBackend else []
        for rule in spec.rules or ():
            backends += [path.backend for path in (rule.http.paths if rule.http else ())]
        for backend in backends:
            if backend.service:
                yield ("Service", backend.service.name), _key(ingress)
