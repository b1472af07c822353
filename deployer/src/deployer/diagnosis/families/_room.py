"""Processor and memory that pods ask for and nodes have. Source: Kubernetes API, resource requests.

Amounts are numbers: cores for `cpu`, bytes for `memory`, counts for other resources.
"""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from lightkube.models.core_v1 import Container as ContainerSpec
from lightkube.resources.core_v1 import Node, Pod

from deployer.diagnosis.reading import phase
from deployer.diagnosis.snapshot import Snapshot
from deployer.quantity import amount

OVER = frozenset({"Succeeded", "Failed"})
NOTHING = Decimal(0)
STEPS = ((1024**3, "Gi"), (1024**2, "Mi"), (1024, "Ki"))


def number(quantity: str | None) -> Decimal:
    """Return a quantity as a number; 0 when it is missing or not understood."""
    try:
        return amount(quantity or "0")
    except ValueError:
        return NOTHING


def bytes_of(quantity: str) -> int:
    """Return a memory quantity in bytes; 0 when it is not understood."""
    return int(number(quantity))


def requested(pod: Pod, resource: str) -> Decimal:
    """Return what a pod sets aside: all its containers together, or its largest init container."""
    if pod.spec is None:
        return NOTHING
    inits = pod.spec.initContainers or []
    beside = sum((_of(one, resource) for one in inits if one.restartPolicy == "Always"), NOTHING)
    alone = max((_of(one, resource) for one in inits), default=NOTHING)
    running = sum((_of(one, resource) for one in pod.spec.containers), beside)
    overhead = number((pod.spec.overhead or {}).get(resource))
    return max(running, alone) + overhead


def _of(one: ContainerSpec, resource: str) -> Decimal:
    resources = one.resources
    if resources is None:
        return NOTHING
    wanted: Mapping[str, str] = resources.requests or resources.limits or {}
    return number(wanted.get(resource))


def allocatable(node: Node, resource: str) -> Decimal:
    """Return what pods may use of a node altogether."""
    return number(((node.status and node.status.allocatable) or {}).get(resource))


class Rooms:
    """What the pods that a snapshot shows have set aside on each node.

    Pods of namespaces other than this and kube-system are not in it: there may be more.

    Args:
        snapshot: The pods and nodes.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._taken: dict[str, dict[str, Decimal]] = {}

    def taken(self, node: Node, resource: str) -> Decimal:
        """Return what is set aside of a resource on a node."""
        if resource not in self._taken:
            self._taken[resource] = self._by_node(resource)
        return self._taken[resource].get((node.metadata and node.metadata.name) or "", NOTHING)

    def left(self, node: Node, resource: str) -> Decimal:
        """Return what is left of a resource on a node, at most."""
        return max(NOTHING, allocatable(node, resource) - self.taken(node, resource))

    def _by_node(self, resource: str) -> dict[str, Decimal]:
        found: dict[str, Decimal] = defaultdict(Decimal)
        for pod in (*self._snapshot.pods, *self._system()):
            if pod.spec and pod.spec.nodeName and phase(pod) not in OVER:
                found[pod.spec.nodeName] += requested(pod, resource)
        return found

    def _system(self) -> tuple[Pod, ...]:
        own = self._snapshot.namespace == "kube-system"
        return () if own else self._snapshot.system_pods


def written(value: Decimal, resource: str) -> str:
    """Return an amount as Kubernetes writes it, rounded down to what a person would write."""
    if resource == "cpu" and value != int(value):
        return f"{int(value * 1000)}m"
    if resource in {"memory", "ephemeral-storage"}:
        for size, suffix in STEPS[1:]:
            if value >= size:
                return f"{int(value) // size}{suffix}"
    return str(int(value))
