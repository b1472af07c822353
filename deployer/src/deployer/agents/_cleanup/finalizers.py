"""What keeps objects from going: their finalizers, and who put those there."""

from collections.abc import Iterator
from typing import cast

from lightkube import ApiError, AsyncClient
from lightkube.core.resource import NamespacedResource
from lightkube.resources.core_v1 import PersistentVolumeClaim, Pod, Secret
from lightkube.types import PatchType

from deployer.agents._cleanup.inventory import RELEASED
from deployer.app import App
from deployer.frozen import Frozen
from deployer.tools.kube import if_there, meta

KINDS: tuple[type[NamespacedResource], ...] = (*RELEASED, PersistentVolumeClaim, Secret)


class Held(Frozen):
    """An object that is to go and may not yet."""

    kind: str
    name: str
    finalizers: tuple[str, ...]
    owners: tuple[str, ...]
    """Who set the finalizers, as the API notes it: `kubectl-patch`, a controller's name, …"""

    def __str__(self) -> str:
        by = f", set by {', '.join(self.owners)}" if self.owners else ""
        return f"{self.kind} {self.name} is held by {', '.join(self.finalizers)}{by}"


async def held_objects(client: AsyncClient, app: App) -> tuple[Held, ...]:
    """Return the namespace's objects that are being deleted and are held, whoever made them."""
    found: list[Held] = []
    for kind in KINDS:
        try:
            things = [one async for one in client.list(kind, namespace=app.namespace)]
        except ApiError:
            continue
        for one in things:
            # Every kind has metadata; only their common base class does not say so.
            about = meta(cast("Pod", one))
            if about.deletionTimestamp and about.finalizers:
                held = Held(
                    kind=kind.__name__,
                    name=about.name or "",
                    finalizers=tuple(about.finalizers),
                    owners=tuple(_owners(cast("Pod", one))),
                )
                found.append(held)
    return tuple(found)


async def let_go(client: AsyncClient, held: Held) -> str:
    """Take an object's finalizers away; returns what was done. Only ever with consent."""
    kind = next(one for one in KINDS if one.__name__ == held.kind)
    nothing = {"metadata": {"finalizers": None}}
    await if_there(client.patch(kind, held.name, nothing, patch_type=PatchType.MERGE))
    return f"finalizers {', '.join(held.finalizers)} of {held.kind} {held.name}"


def _owners(thing: Pod) -> Iterator[str]:
    for entry in meta(thing).managedFields or []:
        fields = entry.fieldsV1 or {}
        if "f:finalizers" in fields.get("f:metadata", {}):
            yield entry.manager or "somebody"
