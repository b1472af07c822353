"""What pods and nodes use now: from metrics.k8s.io, or else from the kubelets' summaries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lightkube import ApiError, AsyncClient
from lightkube.generic_resource import (
    GenericGlobalResource,
    GenericNamespacedResource,
    create_global_resource,
    create_namespaced_resource,
)

from deployer.agents._monitor.summary import Summary
from deployer.health import Amounts
from deployer.quantity import in_bytes, millicores

METRICS_API, KUBELET_SUMMARY = "metrics API", "kubelet summary"
PodMetrics = create_namespaced_resource("metrics.k8s.io", "v1beta1", "PodMetrics", "pods")
NodeMetrics = create_global_resource("metrics.k8s.io", "v1beta1", "NodeMetrics", "nodes")


@dataclass(frozen=True, kw_only=True)
class Usage:
    """What is used, by name, and who measured it."""

    source: str = ""
    """Empty when nobody measures."""
    pods: Mapping[str, Amounts] = field(default_factory=dict)
    nodes: Mapping[str, Amounts] = field(default_factory=dict)


async def read_usage(
    client: AsyncClient, namespace: str, summaries: Mapping[str, Summary]
) -> Usage:
    """Ask the metrics API; where it is missing or empty, take what the kubelets said.

    Args:
        client: The cluster.
        namespace: Whose pods.
        summaries: Node to what its kubelet measured.

    Raises:
        httpx2.HTTPError: The API does not answer.
    """
    try:
        pods = await use_of_pods(client, namespace)
    except ApiError:
        pods = {}
    if pods:
        return Usage(source=METRICS_API, pods=pods, nodes=await _use_of_nodes(client))
    if not summaries:
        return Usage()
    return Usage(
        source=KUBELET_SUMMARY,
        pods={
            pod.name: pod.used
            for one in summaries.values()
            for pod in one.pods
            if pod.namespace == namespace
        },
        nodes={name: one.used for name, one in summaries.items()},
    )


async def _use_of_nodes(client: AsyncClient) -> dict[str, Amounts]:
    """Return what each measured node uses; nothing to an account of one namespace."""
    try:
        found = [one async for one in client.list(NodeMetrics)]
    except ApiError:
        return {}
    return {_name(one): of_containers([{"usage": one["usage"]}]) for one in found}


async def use_of_pods(client: AsyncClient, namespace: str) -> dict[str, Amounts]:
    """Return what each measured pod uses.

    Raises:
        ApiError: There is no metrics API, or it does not answer.
        httpx2.HTTPError: The API does not answer.
    """
    found = [one async for one in client.list(PodMetrics, namespace=namespace)]
    return {_name(one): of_containers(one["containers"]) for one in found}


def of_containers(containers: Iterable[Mapping[str, Mapping[str, str]]]) -> Amounts:
    """Return what several measured containers use together."""
    used = [one.get("usage") or {} for one in containers]
    return Amounts(
        cpu_millicores=sum(millicores(one.get("cpu", "0")) for one in used),
        memory_bytes=sum(in_bytes(one.get("memory", "0")) for one in used),
    )


def total(amounts: Iterable[Amounts]) -> Amounts:
    """Add amounts up; None stays only where none of them says anything."""
    found = list(amounts)
    cpu = [one.cpu_millicores for one in found if one.cpu_millicores is not None]
    memory = [one.memory_bytes for one in found if one.memory_bytes is not None]
    return Amounts(
        cpu_millicores=sum(cpu) if cpu else None, memory_bytes=sum(memory) if memory else None
    )


def _name(one: GenericNamespacedResource | GenericGlobalResource) -> str:
    return (one.metadata.name if one.metadata else "") or ""
