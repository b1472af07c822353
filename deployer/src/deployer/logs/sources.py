"""The containers of a namespace that have something to say, and how their lines are read."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from lightkube import AsyncClient
from lightkube.models.core_v1 import ContainerStatus
from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.redaction import clean_text
from deployer.frozen import Frozen
from deployer.logs.line import LogLine, level_of
from deployer.tools.kube import meta
from deployer.tools.kube_raw import open_lines

LABELS = ("app.kubernetes.io/component", "app.kubernetes.io/name", "app")
"""Labels that name the service of a pod, the best first."""


class Source(Frozen):
    """One run of one container."""

    namespace: str
    service: str
    pod: str
    uid: str
    container: str
    run: int
    """How often the container had been started before: a restart is a source of its own."""

    @property
    def path(self) -> str:
        """Where the API hands out its lines."""
        return f"api/v1/namespaces/{self.namespace}/pods/{self.pod}/log"

    def line(self, raw: str) -> tuple[datetime, LogLine]:
        """Return a line with a time in front as its time and the line, credentials hidden."""
        stamp, _, text = raw.partition(" ")
        at = _time(stamp)
        if at is None:  # such as "unable to retrieve container logs", which has none
            at, text = datetime.now(UTC), raw
        cleaned = clean_text(text)
        return at, LogLine(
            at=at,
            service=self.service,
            pod=self.pod,
            container=self.container,
            level=level_of(cleaned),
            text=cleaned,
        )


def sources(pods: Iterable[Pod], services: Iterable[str] = ()) -> list[Source]:
    """Return the runs that have begun, of init containers too.

    Args:
        pods: Of one namespace.
        services: Only of these; empty means all.
    """
    wanted = set(services)
    return [
        Source(
            namespace=meta(pod).namespace or "",
            service=service_of(pod),
            pod=meta(pod).name or "",
            uid=meta(pod).uid or "",
            container=status.name,
            run=status.restartCount,
        )
        for pod in pods
        if not wanted or service_of(pod) in wanted
        for status in _statuses(pod)
        if _has_run(status)
    ]


def service_of(pod: Pod) -> str:
    """Return which service a pod is of, by its labels; its own name when they do not tell."""
    labels = meta(pod).labels or {}
    return next((labels[key] for key in LABELS if key in labels), meta(pod).name or "")


@asynccontextmanager
async def opened(
    client: AsyncClient, source: Source, params: Mapping[str, str]
) -> AsyncIterator[AsyncIterator[str]]:
    """Open a container's log with a time before each line.

    Raises:
        ApiError: There is no such log (any more, or yet).
        httpx2.HTTPError: The API does not answer, or stops to.
    """
    fixed = {"container": source.container, "timestamps": "true"}
    async with open_lines(client, source.path, fixed | dict(params)) as lines:
        yield lines


def _statuses(pod: Pod) -> list[ContainerStatus]:
    status = pod.status
    return [
        *((status and status.initContainerStatuses) or []),
        *((status and status.containerStatuses) or []),
    ]


def _has_run(status: ContainerStatus) -> bool:
    state = status.state
    return bool(status.restartCount or (state and (state.running or state.terminated)))


def _time(stamp: str) -> datetime | None:
    try:
        return datetime.fromisoformat(stamp).astimezone(UTC) if "T" in stamp else None
    except ValueError:
        return None
