"""Takes releases, hooks' leftovers, the namespace and its volumes away, and waits until they go."""

import time
from collections.abc import Awaitable, Callable

import anyio
from lightkube import AsyncClient
from lightkube.core.resource import NamespacedResource
from lightkube.resources.batch_v1 import Job
from lightkube.resources.core_v1 import Namespace, PersistentVolume, Pod, Secret
from lightkube.resources.networking_v1 import NetworkPolicy
from lightkube.types import CascadeType

from deployer.agents._cleanup.finalizers import held_objects, let_go
from deployer.agents._cleanup.inventory import volume_names
from deployer.app import PART_OF, App
from deployer.tools.helm import Helm
from deployer.tools.kube import if_there, names_of, pods_of
from deployer.tools.together import together

UNINSTALL_SECONDS = 120.0
POD_SECONDS = 90.0
NAMESPACE_SECONDS = 180.0
HELD_SECONDS = 15.0
"""How long a finalizer may take to be taken off by who put it there."""
VOLUME_SECONDS = 30.0
AGAIN_SECONDS = 0.3
HOOKS = ("migration", "test")
"""Components that helm makes around releases and does not count among them."""

HOOK_KINDS: tuple[type[NamespacedResource], ...] = (Job, Pod, NetworkPolicy, Secret)


async def remove_releases(helm: Helm, app: App) -> list[str]:
    """Uninstall our releases, broken ones included; returns their names."""
    removed: list[str] = []

    async def remove(name: str) -> None:
        if await helm.status(name) is not None:
            await helm.uninstall(name, seconds=UNINSTALL_SECONDS)
            removed.append(f"release {name}")

    async with together() as group:
        for key in app.services:
            group.start_soon(remove, app.chart(key).name)
    return sorted(removed)


async def remove_leftovers(client: AsyncClient, app: App) -> list[str]:
    """Remove what hooks left behind, failed migrations for example; returns what it was."""
    removed = []
    for component in HOOKS:
        labels = {PART_OF: app.name, "app.kubernetes.io/component": component}
        for kind in HOOK_KINDS:
            for name in await names_of(client, kind, labels):
                await if_there(client.delete(kind, name, cascade=CascadeType.BACKGROUND))
                removed.append(f"{kind.__name__} {name}")
    return removed


async def wait_for_pods(client: AsyncClient, app: App) -> None:
    """Return when the app's pods have ended, or when they had enough time for it."""
    await _within(POD_SECONDS, lambda: _no_pods(client, app))


async def remove_namespace(
    client: AsyncClient, app: App, *, take_finalizers: bool = False
) -> list[str]:
    """Remove the namespace with all that is in it, and wait until it and its volumes are gone.

    Volumes whose storage class retains them lose their object only: what they hold is
    their provider's to remove.

    Args:
        client: The cluster.
        app: Whose namespace.
        take_finalizers: Whether finalizers that hold it up may be taken off.

    Returns:
        What was removed; without the namespace when something still holds it.
    """
    volumes = await volume_names(client, app)
    await if_there(client.delete(Namespace, app.namespace))
    removed: list[str] = []
    since = time.monotonic()
    while time.monotonic() - since < NAMESPACE_SECONDS:
        if await _is_gone(client, app.namespace):
            removed.append(f"namespace {app.namespace}")
            break
        # Controllers take their own finalizers off within moments; only what stays is held.
        if time.monotonic() - since > HELD_SECONDS and (held := await held_objects(client, app)):
            if not take_finalizers:
                break
            removed += [await let_go(client, one) for one in held]
        await anyio.sleep(AGAIN_SECONDS)
    if not await _within(VOLUME_SECONDS, lambda: _no_volumes(client, app)):
        for name in await volume_names(client, app):
            await if_there(client.delete(PersistentVolume, name.partition(" ")[2]))
    return [*removed, *volumes]


async def _is_gone(client: AsyncClient, namespace: str) -> bool:
    return await if_there(client.get(Namespace, namespace)) is None


async def _no_pods(client: AsyncClient, app: App) -> bool:
    return not await pods_of(client, app.name)


async def _no_volumes(client: AsyncClient, app: App) -> bool:
    return not await volume_names(client, app)


async def _within(seconds: float, question: Callable[[], Awaitable[bool]]) -> bool:
    """Ask until the answer is yes; returns whether it came in time."""
    with anyio.move_on_after(seconds):
        while not await question():
            await anyio.sleep(AGAIN_SECONDS)
        return True
    return False
