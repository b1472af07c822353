"""Takes a snapshot of a namespace from the API: bounded, side by side, without secret values."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial as bind

import anyio
from lightkube import ApiError, AsyncClient
from lightkube.core.resource import NamespacedResource, Resource
from lightkube.resources.apps_v1 import DaemonSet, Deployment
from lightkube.resources.core_v1 import Namespace, Node, Pod

from deployer.diagnosis import partial
from deployer.diagnosis.patches import is_ours
from deployer.diagnosis.reading import Container, containers, is_ready
from deployer.diagnosis.redaction import clean_object, clean_text
from deployer.diagnosis.snapshot import OBJECTS, Snapshot
from deployer.tools.kube import if_there, log_tail, meta
from deployer.tools.listing import TooManyError, every
from deployer.tools.together import together

SYSTEM = "kube-system"
AT_ONCE = 8
LOG_LINES = 50
MOST_LOGS = 60
"""Containers of which the last lines are read."""
OFTEN = 2
"""Restarts after which the last run is worth reading, even of a container that runs now."""
LOGS_OF_ONE = 2
"""Pods of one owner say the same: so many are enough."""
Read = Callable[[], Awaitable[object]]
"""A request that is made when it is called: one that is not made leaves nothing behind."""


async def take_snapshot(client: AsyncClient, namespace: str) -> Snapshot:
    """Read all that the rules look at; what the API refuses is noted, and is no error.

    Raises:
        httpx2.HTTPError: The API does not answer.
    """
    gathering = _Gathering()
    async with together() as group:
        for field, name, read in _requests(client, namespace):
            group.start_soon(gathering.add, field, name, read)
    fields = gathering.found | {
        "namespace": namespace,
        "taken_at": datetime.now(UTC),
        "kubernetes": _version(gathering.found.get("nodes", ())),
        "unreadable": gathering.unreadable,
    }
    pods = gathering.found.get("pods", ())
    assert isinstance(pods, tuple)  # noqa: S101 - what `_objects` returns
    fields["logs"] = await logs_of(client, pods)
    return Snapshot(**fields)  # type: ignore[arg-type]  # each field is read by its own kind


def _version(nodes: object) -> str:
    found = [one for one in nodes if isinstance(one, Node)] if isinstance(nodes, tuple) else []
    return next(
        (o.status.nodeInfo.kubeletVersion for o in found if o.status and o.status.nodeInfo), ""
    )


class _Gathering:
    """Fields of a snapshot as they come in, and kinds that the API does not hand out."""

    def __init__(self) -> None:
        self.found: dict[str, object] = {}
        self.unreadable: dict[str, str] = {}
        self._room = anyio.CapacityLimiter(AT_ONCE)

    async def add(self, field: str, kind: str, read: Read) -> None:
        """Keep what a request gives under a field's name; note when it is refused."""
        async with self._room:
            try:
                self.found[field] = await read()
            except ApiError as error:
                self.unreadable[kind] = error.status.message or f"status {error.status.code}"
            except TooManyError as error:
                self.unreadable[kind] = str(error)


def _requests(client: AsyncClient, namespace: str) -> Iterable[tuple[str, str, Read]]:
    """Return what is to be read: field, kind, and how."""
    for field, kind in OBJECTS.items():
        if field != "own_namespace":
            yield field, kind.__name__, bind(_objects, client, kind, namespace)
    yield "own_namespace", "Namespace", lambda: if_there(client.get(Namespace, namespace))
    yield "namespaces", "Namespaces", bind(partial.namespaces, client)
    yield "services_elsewhere", "Services", bind(partial.services_elsewhere, client, namespace)
    yield "config_maps", "ConfigMap", bind(partial.config_maps, client, namespace)
    yield "secrets", "Secret", bind(partial.secrets, client, namespace)
    yield "releases", "HelmRelease", bind(partial.releases, client, namespace)
    yield "events", "Event", bind(partial.events, client, namespace)
    yield "system_pods", "SystemPod", bind(_objects, client, Pod, SYSTEM)
    yield "system_deployments", "SystemDeployment", bind(_objects, client, Deployment, SYSTEM)
    yield "system_daemon_sets", "SystemDaemonSet", bind(_objects, client, DaemonSet, SYSTEM)


async def _objects[R: Resource](
    client: AsyncClient, kind: type[R], namespace: str
) -> tuple[R, ...]:
    space = namespace if issubclass(kind, NamespacedResource) else None
    return tuple([clean_object(one) for one in await every(client, kind, space)])


async def logs_of(client: AsyncClient, pods: Iterable[Pod]) -> Mapping[str, str]:
    """Return the last lines of those containers whose state does not say enough."""
    found: dict[str, str] = {}
    room = anyio.CapacityLimiter(AT_ONCE)

    async def read(one: Container) -> None:
        async with room:
            name, space = meta(one.pod).name or "", meta(one.pod).namespace
            again = _starts_anew(one)
            text = await log_tail(
                client, name, one.name, LOG_LINES, namespace=space, previous=again
            ) or await log_tail(
                client, name, one.name, LOG_LINES, namespace=space, previous=not again
            )
            if text:
                found[f"{name}/{one.name}"] = clean_text(text)

    async with together() as group:
        for one in telling(pods):
            group.start_soon(read, one)
    return found


def telling(pods: Iterable[Pod]) -> list[Container]:
    """Return the containers whose logs are worth reading, a few of each owner."""
    found: list[Container] = []
    seen: Counter[tuple[str, str]] = Counter()
    for one in (one for pod in pods for one in containers(pod)):
        owner = next((o.uid for o in meta(one.pod).ownerReferences or []), meta(one.pod).uid or "")
        if _needs_log(one) and seen[owner, one.name] < LOGS_OF_ONE and len(found) < MOST_LOGS:
            seen[owner, one.name] += 1
            found.append(one)
    return found


def _needs_log(one: Container) -> bool:
    """Tell whether a container ended badly, runs and is not well, or is of our own app.

    Ours says in its log what the API cannot show: that a key is refused, or a database away.
    """
    if meta(one.pod).deletionTimestamp:
        return False
    if one.running and one.restarts >= OFTEN:
        return True
    badly = one.ended is not None and (one.ended.exitCode != 0 or bool(one.waiting.reason))
    return (badly and not one.ready) or (
        one.running and (not is_ready(one.pod) or is_ours(one.pod))
    )


def _starts_anew(one: Container) -> bool:
    """Tell whether the run that matters is the one before; a waiting container has no other."""
    return one.running and one.restarts > 0 and not one.ready
