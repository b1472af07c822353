"""What pods use now, from metrics.k8s.io; a cluster without it is no error."""

import httpx2
from lightkube import ApiError, AsyncClient
from lightkube.generic_resource import create_namespaced_resource

from deployer.app import PART_OF
from deployer.quantity import in_bytes, millicores
from deployer.results import Pod

PodMetrics = create_namespaced_resource("metrics.k8s.io", "v1beta1", "PodMetrics", "pods")


async def pods_with_usage(client: AsyncClient, app: str, pods: tuple[Pod, ...]) -> tuple[Pod, ...]:
    """Add what each pod uses; None stays where the cluster does not measure it (yet)."""
    try:
        found = [one async for one in client.list(PodMetrics, labels={PART_OF: app})]
    except (ApiError, httpx2.HTTPError):
        return pods
    used = {one.metadata.name: usage(one["containers"]) for one in found if one.metadata}
    return tuple(
        pod.model_copy(
            update=dict(zip(("cpu_millicores", "memory_bytes"), used[pod.name], strict=True))
        )
        if pod.name in used
        else pod
        for pod in pods
    )


def usage(containers: list[dict[str, dict[str, str]]]) -> tuple[int, int]:
    """Return thousandths of a core and bytes that a pod's containers use together."""
    used = [one.get("usage", {}) for one in containers]
    return (
        sum(millicores(one.get("cpu", "0")) for one in used),
        sum(in_bytes(one.get("memory", "0")) for one in used),
    )
