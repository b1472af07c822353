"""A namespace of one scenario's own: made, filled, watched, and taken away."""

import re
import secrets
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import cast

import anyio
import yaml
from lightkube import ApiError, AsyncClient, codecs
from lightkube.core.resource import GlobalResource, NamespacedResource
from lightkube.models.meta_v1 import ObjectMeta
from lightkube.resources.core_v1 import Namespace, Node, Pod
from lightkube.types import CascadeType

from deployer.diagnosis.collect import take_snapshot
from deployer.diagnosis.snapshot import Snapshot
from deployer.errors import DeployerError, MissingError
from deployer.selftest.scenario import IMAGE, NAMESPACE, NODE, Scenario, Signal
from deployer.selftest.signals import is_given
from deployer.tools.kube import NOT_FOUND, Thing, meta

PREFIX = "todo-selftest-"
LABELS = {"todo.dev/selftest": "true"}
PROGRAM = re.compile(r"(?:^|/)todo-backend:")
"""The image that scenarios run: it holds Python, and every cluster with the app has it."""
LOOK_AGAIN = 1.5


class NoSignalError(DeployerError):
    """The cluster never reported what a scenario waits for: it says nothing of the diagnosis."""


class Lab:
    """One scenario's namespace.

    Args:
        client: The cluster.
        namespace: Its name.
    """

    def __init__(self, client: AsyncClient, namespace: str) -> None:
        self.namespace = namespace
        self._client = client
        self._wide: list[Thing] = []

    async def apply(self, manifests: str) -> None:
        """Create or change objects; those of the whole cluster are remembered for the end."""
        for tree in yaml.safe_load_all(manifests):
            one = codecs.from_dict(tree)
            if isinstance(one, NamespacedResource):
                meta(cast("Thing", one)).namespace = self.namespace
            else:
                _labelled(cast("Thing", one))
                self._wide.append(cast("Thing", one))
            await self._client.apply(cast("Pod", one), force=True)

    async def wait(self, signals: Iterable[Signal], seconds: float) -> tuple[Snapshot, float]:
        """Return the first snapshot that shows all signals, and how many seconds it took to take.

        Raises:
            NoSignalError: They do not come in time.
        """
        wanted = list(signals)
        missing = wanted
        with anyio.move_on_after(seconds):
            while True:
                started = time.monotonic()
                snapshot = await take_snapshot(self._client, self.namespace)
                took = time.monotonic() - started
                missing = [one for one in wanted if not is_given(snapshot, one)]
                if not missing:
                    return snapshot, took
                await anyio.sleep(LOOK_AGAIN)
        one = missing[0]
        raise NoSignalError(
            f"{one.about} never showed {one.event or one.field} {one.is_}.",
            cause=f"It was waited for {seconds:.0f} s in namespace {self.namespace}.",
            cure="look at the scenario's manifests",
        )

    async def remove(self) -> None:
        """Take everything away again; what the namespace held goes with it."""
        for one in self._wide:
            kind = cast("type[Node]", type(one))
            await _gone(self._client, kind, meta(one).name or "")
        await _gone(self._client, Namespace, self.namespace)


@asynccontextmanager
async def lab(client: AsyncClient, scenario: Scenario) -> AsyncIterator[Lab]:
    """Open a namespace for a scenario; it is taken away at the end, whatever happens."""
    # Two runs at once must not meet.
    name = f"{PREFIX}{scenario.name}-{secrets.token_hex(2)}"
    own = Namespace(metadata=ObjectMeta(name=name, labels=dict(LABELS)))
    made = Lab(client, name)
    await client.apply(own, force=True)
    try:
        yield made
    finally:
        with anyio.CancelScope(shield=True):
            await made.remove()


async def values(client: AsyncClient, namespace: str) -> dict[str, str]:
    """Return what manifests leave open: the namespace, an image that is there, and a node.

    Raises:
        MissingError: No node has an image with Python.
    """
    async for node in client.list(Node):
        images = (node.status.images if node.status else None) or ()
        names = [name for image in images for name in image.names or ()]
        found = next((name for name in names if PROGRAM.search(name)), None)
        if found:
            return {NAMESPACE: namespace, IMAGE: found, NODE: meta(node).name or ""}
    raise MissingError(
        "The cluster has no image that the scenarios could run.",
        cause="They run Python out of todo-backend's image, which no node has.",
        cure="./todo up",
    )


def _labelled(one: Thing) -> None:
    about = meta(one)
    about.labels = {**(about.labels or {}), **LABELS}


async def _gone(client: AsyncClient, kind: type[GlobalResource], name: str) -> None:
    try:
        await client.delete(kind, name, cascade=CascadeType.BACKGROUND)
    except ApiError as error:
        if error.status.code != NOT_FOUND:
            raise


async def kubernetes_version(client: AsyncClient) -> str:
    """Return the version of the cluster's nodes; empty when it has none."""
    async for node in client.list(Node):
        if node.status and node.status.nodeInfo:
            return node.status.nodeInfo.kubeletVersion
    return ""
