"""What only the running cluster can tell of the contract's measures."""

from datetime import datetime

import httpx2
from lightkube import ApiError, AsyncClient
from lightkube.models.discovery_v1 import Endpoint
from lightkube.resources.core_v1 import Pod, Service
from lightkube.resources.discovery_v1 import EndpointSlice

from deployer.app import PART_OF, App
from deployer.frozen import Frozen
from deployer.requests import Access
from deployer.tools.kube import connect, meta, pods_of
from deployer.tools.together import together

SERVICE = "kubernetes.io/service-name"


class Live(Frozen):
    """The state of pods and Services at one moment."""

    running_seconds: dict[str, float | None]
    """Pod of a service to what `started_after` tells of it."""
    endpoints: dict[str, int]
    """Service to the number of pods behind it that are ready."""
    with_log: tuple[str, ...]
    """Pods whose log can be read."""
    restarted: tuple[str, ...] = ()
    """Pods of which a container ended and was started again."""


async def read_live(access: Access, app: App, since: datetime) -> Live:
    """Look at the pods of the app's services, their logs, and what their Services lead to.

    Args:
        access: The cluster.
        app: What is deployed.
        since: From when on restarts count: a cluster that was started anew is no crash.

    Raises:
        MissingError: The cluster does not answer.
    """
    async with connect(access, app.namespace) as client:
        pods = [
            pod
            for pod in await pods_of(client, app.name)
            if _component(pod) in app.services and not meta(pod).deletionTimestamp
        ]
        with_log: list[str] = []

        async def read(pod: Pod) -> None:
            name = meta(pod).name or ""
            try:
                _ = [line async for line in client.log(name, tail_lines=1)]
            except (ApiError, httpx2.HTTPError):
                return
            with_log.append(name)

        async with together() as group:
            for pod in pods:
                group.start_soon(read, pod)
        return Live(
            running_seconds={meta(pod).name or "": started_after(pod) for pod in pods},
            endpoints=await _endpoints(client, app),
            with_log=tuple(sorted(with_log)),
            restarted=tuple(sorted(meta(pod).name or "" for pod in pods if ended(pod, since))),
        )


def started_after(pod: Pod) -> float | None:
    """Return the seconds from a pod's creation to the first start of its last container.

    Infinite when one does not run; None when one was started again, for nothing tells any more
    when it first ran.
    """
    statuses = (pod.status.containerStatuses if pod.status else None) or []
    started = [
        one.state.running.startedAt
        for one in statuses
        if one.state and one.state.running and one.state.running.startedAt
    ]
    made = meta(pod).creationTimestamp
    if made is None or not started or len(started) < len(statuses):
        return float("inf")
    if any(one.restartCount for one in statuses):
        return None
    latest: datetime = max(started)
    return (latest - made).total_seconds()


def ended(pod: Pod, since: datetime) -> bool:
    """Tell whether a container of a pod ended since then, and was or will be started again."""
    statuses = (pod.status.containerStatuses if pod.status else None) or []
    ends = [one.lastState.terminated for one in statuses if one.lastState]
    return any(one.finishedAt and one.finishedAt >= since for one in ends if one)


async def _endpoints(client: AsyncClient, app: App) -> dict[str, int]:
    labels = {PART_OF: app.name}
    found = {meta(one).name or "": 0 async for one in client.list(Service, labels=dict(labels))}
    async for one in client.list(EndpointSlice):
        service = (meta(one).labels or {}).get(SERVICE, "")
        if service in found:
            ready = [at for at in one.endpoints or [] if _is_ready(at)]
            found[service] += len(ready)
    return found


def _component(pod: Pod) -> str:
    labels: dict[str, str] = meta(pod).labels or {}
    return labels.get("app.kubernetes.io/component", "")


def _is_ready(endpoint: Endpoint) -> bool:
    # The API says that nothing said means ready.
    return endpoint.conditions is None or endpoint.conditions.ready is not False
