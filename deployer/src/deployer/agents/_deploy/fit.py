"""Whether the app fits: into its quota, and onto the cluster's nodes."""

from collections.abc import Iterable, Sequence

from lightkube import ApiError, AsyncClient
from lightkube.resources.core_v1 import Node, Pod

from deployer.app import App, Resources
from deployer.errors import MissingError, UsageError
from deployer.frozen import Frozen
from deployer.profiles import most_replicas
from deployer.quantity import in_bytes, mebibytes, millicores
from deployer.tools.kube import FORBIDDEN, meta


class Room(Frozen):
    """An amount of processor (thousandths of a core) and memory (bytes)."""

    cpu: int = 0
    memory: int = 0

    def plus(self, other: "Room") -> "Room":
        """Return both together."""
        return Room(cpu=self.cpu + other.cpu, memory=self.memory + other.memory)

    def minus(self, other: "Room") -> "Room":
        """Return what is left when the other is taken away."""
        return Room(cpu=self.cpu - other.cpu, memory=self.memory - other.memory)

    def holds(self, other: "Room") -> bool:
        """Tell whether the other fits into this."""
        return other.cpu <= self.cpu and other.memory <= self.memory

    def __str__(self) -> str:
        return f"{self.cpu / 1000:.2f} CPU, {mebibytes(self.memory)}"


def room(resources: Resources) -> Room:
    """Return Kubernetes quantities as numbers."""
    return Room(cpu=millicores(resources.cpu), memory=in_bytes(resources.memory))


def check_quota(app: App, services: Sequence[str]) -> None:
    """Check that the limits of all pods, and of the largest job, fit into the quota.

    Pods that an autoscaler may add are counted.

    Raises:
        UsageError: They do not, so that some pod could never start.
    """
    chosen = [app.services[key] for key in services]
    most = {key: most_replicas(app, key) for key in services}
    pods = total(room(app.limits(key, services)) for key in services for _ in range(most[key]))
    jobs = [room(one.migration.limits) for one in chosen if one.migration]
    wanted = max((pods.plus(job) for job in jobs), key=lambda one: one.memory, default=pods)
    allowed = Room(cpu=millicores(app.quota.cpu), memory=in_bytes(app.quota.memory))
    if not allowed.holds(wanted):
        raise UsageError(
            "The app does not fit into its own quota.",
            cause=f"The limits of its pods and its job sum to {wanted}; the quota is {allowed}.",
            cure="lower limits or replicas in app.yaml, or raise quota there",
        )


async def check_nodes(client: AsyncClient, app: App, services: Sequence[str]) -> str:
    """Check that the nodes have room for what the pods request.

    Returns:
        What was found, in one line; empty when this account may not look at nodes.

    Raises:
        MissingError: Some pod would find no node.
    """
    try:
        nodes = [node async for node in client.list(Node)]
        pods = [pod async for pod in client.list(Pod, namespace="*")]
    except ApiError as error:
        if error.status.code == FORBIDDEN:
            return ""
        raise
    used: dict[str, Room] = {}
    for pod in pods:
        # Ours are about to be replaced: their room is ours already.
        if meta(pod).namespace != app.namespace and pod.spec and pod.spec.nodeName:
            used[pod.spec.nodeName] = used.get(pod.spec.nodeName, Room()).plus(requested(pod))
    free = {
        meta(node).name or "": allocatable(node).minus(used.get(meta(node).name or "", Room()))
        for node in nodes
        if not (node.spec and node.spec.unschedulable)
    }
    wanted = [
        room(app.services[key].requests)
        for key in services
        for _ in range(app.services[key].replicas)
    ]
    left = place(wanted, list(free.values()))
    if left is None:
        raise MissingError(
            "The cluster is too small for the app.",
            cause=f"Its pods request {total(wanted)}; the nodes have {total(free.values())} free.",
            cure="give the cluster more memory and processors, or stop what else runs there",
        )
    return f"{total(wanted)} requested of {total(free.values())} free"


def place(wanted: Iterable[Room], free: Sequence[Room]) -> list[Room] | None:
    """Put each pod on the first node that holds it, the largest first.

    Returns:
        What the nodes have left, or None when some pod fits on none.
    """
    left = list(free)
    for pod in sorted(wanted, key=lambda one: (one.memory, one.cpu), reverse=True):
        index = next((at for at, node in enumerate(left) if node.holds(pod)), None)
        if index is None:
            return None
        left[index] = left[index].minus(pod)
    return left


def total(rooms: Iterable[Room]) -> Room:
    """Return all of them together."""
    rooms = list(rooms)
    return Room(cpu=sum(one.cpu for one in rooms), memory=sum(one.memory for one in rooms))


def allocatable(node: Node) -> Room:
    """Return what pods may use of a node altogether."""
    amounts = (node.status.allocatable if node.status else None) or {}
    return Room(
        cpu=millicores(amounts.get("cpu", "0")), memory=in_bytes(amounts.get("memory", "0"))
    )


def requested(pod: Pod) -> Room:
    """Return what a pod has set aside for itself; a finished one has nothing."""
    if pod.spec is None or (pod.status and pod.status.phase in {"Succeeded", "Failed"}):
        return Room()
    amounts = [
        (one.resources.requests if one.resources else None) or {} for one in pod.spec.containers
    ]
    return total(
        Room(cpu=millicores(one.get("cpu", "0")), memory=in_bytes(one.get("memory", "0")))
        for one in amounts
    )
