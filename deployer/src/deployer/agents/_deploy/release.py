"""Installs one release, or finds that there is nothing to install."""

import hashlib
import json
import re
from typing import NamedTuple
from uuid import uuid4

import anyio
from lightkube import ApiError, AsyncClient
from lightkube.resources.core_v1 import Namespace, Node

from deployer.agents._deploy.drift import has_drifted, same_content
from deployer.agents._deploy.nudge import nudge
from deployer.agents._deploy.plan import Planned
from deployer.agents._deploy.recovery import forget
from deployer.agents._deploy.watch import HopelessError, PodWatch
from deployer.errors import UnhealthyError
from deployer.results import Release
from deployer.steps import Step
from deployer.tools.command import CommandFailedError
from deployer.tools.docker import LABEL
from deployer.tools.helm import Helm, Revision
from deployer.tools.helm_records import last_revision
from deployer.tools.kube import FORBIDDEN
from deployer.tools.together import together

INPUTS = f"{LABEL}/inputs"
LABEL_LENGTH = 40
"""Hexadecimal digits; the API allows a label 63."""
TRIES = 3
AWAY = re.compile(
    r"cluster unreachable|connection refused|connection reset|client connection lost|\bEOF\b"
    r"|TLS handshake timeout|i/o timeout|apiserver not ready|server is currently unable",
    re.IGNORECASE,
)
"""What helm says when the API server went away under it."""


async def is_unchanged(
    client: AsyncClient, helm: Helm, planned: Planned, last: Revision | None, inputs: str
) -> Revision | None:
    """Return the last revision when installing would change nothing, else None.

    Args:
        client: The cluster.
        helm: Its helm.
        planned: What should be there.
        last: The last revision, whatever became of it.
        inputs: The hash of all that decides what the chart renders; the same hash needs no
            rendering to know that it renders the same.
    """
    if last is None or last.info.status != "deployed":
        return None
    if last.labels.get(INPUTS) != inputs:
        wanted = await helm.preview(planned.chart, planned.values)
        if not same_content(last, wanted):
            return None
    return None if await has_drifted(client, last.objects) else last


def inputs_of(planned: Planned, cluster: str) -> str:
    """Return a hash of a chart's files, its values, and what it is rendered for.

    Args:
        planned: The chart and the values.
        cluster: What templates ask about the cluster, its version.
    """
    digest = hashlib.sha256(f"{cluster} {json.dumps(planned.values, sort_keys=True)}".encode())
    for path in sorted(planned.chart.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(planned.chart).as_posix()}".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:LABEL_LENGTH]


async def versions(client: AsyncClient) -> str:
    """Return the versions of the cluster's nodes.

    A newer control plane comes with newer nodes. Who may not look at nodes gets what no
    earlier run had, so that every chart is rendered.
    """
    try:
        nodes = [one async for one in client.list(Node)]
    except ApiError as error:
        if error.status.code != FORBIDDEN:
            raise
        return uuid4().hex
    infos = [one.status.nodeInfo for one in nodes if one.status and one.status.nodeInfo]
    return " ".join(sorted({one.kubeletVersion for one in infos}))


class How(NamedTuple):
    """How a release is installed."""

    seconds: float
    """How long it may take."""
    inputs: str
    """What its record is labelled with."""


async def install(
    client: AsyncClient, helm: Helm, planned: Planned, *, app: str, how: How, running: Step
) -> Release:
    """Install or upgrade a release and return when all its pods are ready.

    Raises:
        HopelessError: A pod cannot become ready; helm was stopped and says `failed`.
        UnhealthyError: The time is over, or helm failed.
    """
    watch = PodWatch(client, app, running.progress)
    await watch.begin()
    done: list[Revision] = []
    try:
        with anyio.fail_after(how.seconds):
            async with together() as group:
                group.start_soon(watch.follow)
                group.start_soon(watch.judge)
                group.start_soon(nudge, client, app)
                done.append(await _upgrade(client, helm, planned, how))
                await watch.until_ready(planned.key, planned.replicas, _image(planned))
                group.cancel_scope.cancel()
    except (CommandFailedError, TimeoutError) as error:
        raise await _explained(error, watch, planned) from error
    return release_of(planned, done[0], changed=True)


async def _upgrade(client: AsyncClient, helm: Helm, planned: Planned, how: How) -> Revision:
    """Run helm; when the API server went away under it, once more after it is back."""
    for left in reversed(range(TRIES)):
        try:
            return await helm.upgrade(
                planned.chart, planned.values, seconds=how.seconds, labels={INPUTS: how.inputs}
            )
        except CommandFailedError as error:
            if not left or not AWAY.search(error.completed.stderr):
                raise
        # This answers when the API is back. helm is gone, so what it left pending is nobody's.
        await client.get(Namespace, client.namespace)
        last = await last_revision(client, planned.chart.name)
        if last is not None and last.is_pending:
            await forget(client, last)
    raise AssertionError  # the last attempt returns or raises


def release_of(planned: Planned, revision: Revision, *, changed: bool) -> Release:
    """Return what the result says of a release."""
    return Release(
        name=revision.name, chart=planned.chart.name, revision=revision.version, changed=changed
    )


async def _explained(
    error: CommandFailedError | TimeoutError, watch: PodWatch, planned: Planned
) -> UnhealthyError:
    """Return an error that names the cause, when the pods tell it."""
    findings = [one for one in await watch.findings() if watch.lasts(one)]
    if findings:
        return HopelessError(findings[0])
    said = error.cause if isinstance(error, CommandFailedError) else "The time is over."
    return UnhealthyError(
        f"{planned.chart.name} did not become ready.", cause=said, cure="./todo status"
    )


def _image(planned: Planned) -> str:
    image = planned.values["image"]
    assert isinstance(image, dict)  # noqa: S101 - made by the plan
    return f"@{image['digest']}" if image["digest"] else f"{image['repository']}:{image['tag']}"
