"""Asks the cluster for everything that a look needs, side by side; what it refuses is noted."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

import anyio
from lightkube import ApiError, AsyncClient
from lightkube.resources.core_v1 import Node
from pydantic import ValidationError

from deployer.agents._monitor import certificates, probes
from deployer.agents._monitor.images import Images, released_images
from deployer.agents._monitor.probes import FROM_EVENTS, FROM_KUBELET
from deployer.agents._monitor.summary import Summary, parse
from deployer.agents._monitor.usage import Usage, read_usage
from deployer.diagnosis.collect import take_snapshot
from deployer.diagnosis.snapshot import Snapshot
from deployer.health import CertificateHealth, ProbeCount
from deployer.requests import Access
from deployer.tools.kube import meta
from deployer.tools.kube_raw import read_text
from deployer.tools.listing import every
from deployer.tools.together import together

AT_ONCE = 8


@dataclass(kw_only=True)
class Seen:
    """What the cluster said."""

    snapshot: Snapshot = field(default_factory=Snapshot)
    usage: Usage = field(default_factory=Usage)
    summaries: dict[str, Summary] = field(default_factory=dict)
    probes: dict[str, tuple[ProbeCount, ...]] = field(default_factory=dict)
    probe_source: str = FROM_EVENTS
    certificates: list[CertificateHealth] = field(default_factory=list)
    released: Images = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)
    """What could not be read to why."""


async def gather(client: AsyncClient, access: Access, namespace: str) -> Seen:
    """Read the namespace and what it depends on; changes nothing.

    Raises:
        httpx2.HTTPError: The API does not answer.
    """
    seen = Seen()
    now = datetime.now(UTC)

    async def objects() -> None:
        seen.snapshot = await take_snapshot(client, namespace)

    async def secrets() -> None:
        seen.certificates += await certificates.served(client, namespace, now)

    async def releases() -> None:
        seen.released = await released_images(client, namespace)

    async with together() as group:
        group.start_soon(objects)
        group.start_soon(_unless_refused, seen, "TLS secrets", secrets)
        group.start_soon(_unless_refused, seen, "Helm releases", releases)
        group.start_soon(_measure, client, namespace, seen)
    seen.certificates += certificates.of_kubeconfig(access, now)
    seen.unknown |= seen.snapshot.unreadable
    if seen.probe_source == FROM_EVENTS:
        seen.probes = _failures(seen.snapshot)
    return seen


async def _measure(client: AsyncClient, namespace: str, seen: Seen) -> None:
    """Ask every node's kubelet, then the metrics API."""
    try:
        names = [meta(one).name or "" for one in await every(client, Node)]
    except ApiError:
        names = []  # who may not list nodes may not ask their kubelets; the snapshot notes it
    room = anyio.CapacityLimiter(AT_ONCE)
    async with together() as group:
        for name in names:
            group.start_soon(
                _unless_refused,
                seen,
                f"kubelet of {name}",
                partial(_ask_kubelet, client, name, namespace, seen, room),
            )
    seen.usage = await read_usage(client, namespace, seen.summaries)


async def _ask_kubelet(
    client: AsyncClient, node: str, namespace: str, seen: Seen, room: anyio.CapacityLimiter
) -> None:
    async with room:
        path = f"api/v1/nodes/{node}/proxy"
        try:
            said = json.loads(await read_text(client, f"{path}/stats/summary"))
            seen.summaries[node] = parse(said)
        except (ValueError, ValidationError) as error:
            seen.unknown[f"kubelet of {node}"] = str(error).partition("\n")[0]
        counts = await read_text(client, f"{path}/metrics/probes")
        seen.probes |= probes.from_metrics(counts, namespace)
        seen.probe_source = FROM_KUBELET


async def _unless_refused(seen: Seen, what: str, request: Callable[[], Awaitable[None]]) -> None:
    try:
        await request()
    except ApiError as error:
        seen.unknown[what] = error.status.message or f"status {error.status.code}"


def _failures(snapshot: Snapshot) -> dict[str, tuple[ProbeCount, ...]]:
    first: Mapping[str, str] = {
        meta(pod).uid or "": pod.spec.containers[0].name for pod in snapshot.pods if pod.spec
    }
    return probes.from_events(snapshot.events, first)
