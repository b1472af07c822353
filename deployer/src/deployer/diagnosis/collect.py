"""Takes a snapshot of a namespace from the API."""

from lightkube import AsyncClient
from lightkube.models.core_v1 import ContainerStatus
from lightkube.resources.core_v1 import Event, Pod

from deployer.diagnosis.snapshot import ContainerState, EventState, PodState, Snapshot
from deployer.tools.kube import log_tail, meta, pods_of

LOG_LINES = 20


async def take_snapshot(client: AsyncClient, app: str) -> Snapshot:
    """Read the app's pods, the namespace's warnings, and the last words of what crashed.

    Raises:
        ApiError: The API refuses; httpx2.HTTPError: it does not answer.
    """
    pods = [pod_state(pod) for pod in await pods_of(client, app)]
    return Snapshot(
        pods=tuple([await with_logs(client, pod) for pod in pods]),
        events=await warnings(client),
    )


async def warnings(client: AsyncClient) -> tuple[EventState, ...]:
    """Return the namespace's events of type Warning."""
    found = [event async for event in client.list(Event, fields={"type": "Warning"})]
    return tuple(
        EventState(
            uid=meta(event).uid or "",
            count=event.count or (event.series.count if event.series else 1) or 1,
            kind=event.involvedObject.kind or "",
            name=event.involvedObject.name or "",
            reason=event.reason or "",
            message=event.message or "",
        )
        for event in found
    )


async def with_logs(client: AsyncClient, pod: PodState) -> PodState:
    """Add the last lines of those containers that ended badly."""
    containers = [
        one.model_copy(update={"log": await log_tail(client, pod.name, one.name, LOG_LINES)})
        if one.exit_code and (one.waiting or pod.phase == "Failed")
        else one
        for one in pod.containers
    ]
    return pod.model_copy(update={"containers": tuple(containers)})


def pod_state(pod: Pod) -> PodState:
    """Return what matters of a pod."""
    about, status = meta(pod), pod.status
    conditions = {one.type: one for one in (status and status.conditions) or []}
    scheduled, ready = conditions.get("PodScheduled"), conditions.get("Ready")
    stuck = scheduled is not None and scheduled.status == "False"
    containers = [
        *((status and status.initContainerStatuses) or []),
        *((status and status.containerStatuses) or []),
    ]
    return PodState(
        name=about.name or "",
        uid=about.uid or "",
        component=(about.labels or {}).get("app.kubernetes.io/component", ""),
        phase=(status and status.phase) or "Pending",
        ready=ready is not None and ready.status == "True",
        deleting=about.deletionTimestamp is not None,
        unschedulable=(scheduled.message or "no node") if scheduled and stuck else "",
        reason=(status and status.reason) or "",
        message=(status and status.message) or "",
        containers=tuple(_container_state(one) for one in containers),
    )


def _container_state(status: ContainerStatus) -> ContainerState:
    state, last = status.state, status.lastState
    waiting = state.waiting if state else None
    ended = (state.terminated if state else None) or (last.terminated if last else None)
    return ContainerState(
        name=status.name,
        ready=status.ready,
        restarts=status.restartCount,
        image=status.image,
        image_id=status.imageID,
        waiting=(waiting.reason or "") if waiting else "",
        message=(waiting.message or "") if waiting else (ended.message or "") if ended else "",
        ended=(ended.reason or "") if ended else "",
        exit_code=ended.exitCode if ended else None,
    )
