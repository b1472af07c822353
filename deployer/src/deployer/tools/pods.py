"""Pods as results show them."""

from collections.abc import Iterable

from lightkube import AsyncClient
from lightkube.resources.core_v1 import Pod as KubernetesPod

from deployer.results import Pod
from deployer.tools.kube import meta, pods_of


async def service_pods(client: AsyncClient, app: str, services: Iterable[str]) -> tuple[Pod, ...]:
    """Return the pods of services, sorted by name; those of jobs and tests are not among them."""
    wanted = set(services)
    found = [
        as_result(pod) for pod in await pods_of(client, app) if not meta(pod).deletionTimestamp
    ]
    return tuple(sorted((pod for pod in found if pod.service in wanted), key=lambda pod: pod.name))


def as_result(pod: KubernetesPod) -> Pod:
    """Return a pod with its first container's state."""
    about, status = meta(pod), pod.status
    conditions = (status.conditions if status else None) or []
    containers = (status.containerStatuses if status else None) or []
    first = containers[0] if containers else None
    wanted = pod.spec.containers[0].image if pod.spec else ""
    return Pod(
        name=about.name or "",
        uid=about.uid or "",
        service=(about.labels or {}).get("app.kubernetes.io/component", ""),
        phase=(status.phase if status else None) or "Unknown",
        ready=any(one.type == "Ready" and one.status == "True" for one in conditions),
        restarts=sum(one.restartCount for one in containers),
        image=wanted or "",
        image_id=first.imageID if first else "",
    )
