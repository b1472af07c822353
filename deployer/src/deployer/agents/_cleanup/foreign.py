"""What is in the cluster that is not ours: looked at before and after, to show that it stayed."""

from typing import cast

from lightkube import ApiError, AsyncClient
from lightkube.core.resource import NamespacedResource
from lightkube.resources.apps_v1 import DaemonSet, Deployment, StatefulSet
from lightkube.resources.core_v1 import (
    ConfigMap,
    Namespace,
    PersistentVolume,
    PersistentVolumeClaim,
    Pod,
    Secret,
    Service,
)

from deployer.app import PART_OF, App
from deployer.tools.kube import FORBIDDEN, meta
from deployer.tools.listing import every
from deployer.tools.together import together

KINDS: tuple[type[NamespacedResource], ...] = (
    ConfigMap,
    DaemonSet,
    Deployment,
    PersistentVolumeClaim,
    Secret,
    Service,
    StatefulSet,
)
"""Kinds that do not come and go by themselves, as pods and events do."""

type Foreign = dict[str, str]
"""Uid to kind, namespace and name."""


async def foreign_things(client: AsyncClient, app: App) -> Foreign:
    """Return what does not carry our label, in every namespace but ours."""
    found: Foreign = {}

    async def look(kind: type[NamespacedResource], namespace: str | None) -> None:
        try:
            things = await every(client, kind, namespace)
        except ApiError as error:
            if error.status.code != FORBIDDEN:  # a tenant sees only what is his
                raise
            return
        for one in things:
            # Every kind has metadata; only their common base class does not say so.
            about = meta(cast("Pod", one))
            ours = (about.labels or {}).get(PART_OF) == app.name
            if not ours and about.namespace != app.namespace and not _is_bound_to(one, app):
                place = f"{about.namespace}/" if about.namespace else ""
                found[about.uid or ""] = f"{kind.__name__} {place}{about.name}"

    async with together() as group:
        for kind in KINDS:
            group.start_soon(look, kind, "*")
        for wide in (Namespace, PersistentVolume):
            # Listed like the others; the client only types them apart.
            group.start_soon(look, cast("type[NamespacedResource]", wide), None)
    return found


def _is_bound_to(thing: object, app: App) -> bool:
    if not isinstance(thing, PersistentVolume) or not thing.spec or not thing.spec.claimRef:
        return isinstance(thing, Namespace) and meta(thing).name == app.namespace
    return thing.spec.claimRef.namespace == app.namespace
