"""What of ours is in a cluster; found by labels, remembered nowhere."""

from lightkube import ApiError, AsyncClient
from lightkube.core.resource import NamespacedResource
from lightkube.resources.apps_v1 import Deployment, StatefulSet
from lightkube.resources.batch_v1 import Job
from lightkube.resources.core_v1 import (
    ConfigMap,
    Namespace,
    PersistentVolume,
    PersistentVolumeClaim,
    Pod,
    Secret,
    Service,
    ServiceAccount,
)
from lightkube.resources.networking_v1 import Ingress, NetworkPolicy
from lightkube.resources.rbac_authorization_v1 import Role, RoleBinding

from deployer.app import PART_OF, App
from deployer.frozen import Frozen
from deployer.tools.kube import FORBIDDEN, if_there, meta, names_of

RELEASED: tuple[type[NamespacedResource], ...] = (
    Deployment,
    StatefulSet,
    Job,
    Pod,
    Service,
    ServiceAccount,
    ConfigMap,
    NetworkPolicy,
    Ingress,
    Role,
    RoleBinding,
)
"""Kinds that belong to releases and their hooks."""


class Inventory(Frozen):
    """Names of what is there, each with its kind."""

    namespace: bool = False
    released: tuple[str, ...] = ()
    """Objects of releases and hooks."""
    kept: tuple[str, ...] = ()
    """Secrets and volume claims, which outlive releases."""
    volumes: tuple[str, ...] = ()
    """Volumes bound to our claims; the cluster's, not the namespace's."""

    @property
    def has_data(self) -> bool:
        """Whether there is a volume that somebody's tasks may be on."""
        return any(name.startswith("PersistentVolumeClaim") for name in self.kept)

    @property
    def everything(self) -> tuple[str, ...]:
        """All names."""
        return (*self.released, *self.kept, *self.volumes)


async def take_inventory(client: AsyncClient, app: App) -> Inventory:
    """Look at the namespace and at the volumes of its claims."""
    if await if_there(client.get(Namespace, app.namespace)) is None:
        return Inventory(volumes=tuple(await volume_names(client, app)))
    labels = {PART_OF: app.name}
    released = [
        f"{kind.__name__} {name}"
        for kind in RELEASED
        for name in await names_of(client, kind, labels)
    ]
    kept = [
        f"{kind.__name__} {name}"
        for kind in (PersistentVolumeClaim, Secret)
        for name in await names_of(client, kind, labels)
    ]
    return Inventory(
        namespace=True,
        released=tuple(released),
        kept=tuple(kept),
        volumes=tuple(await volume_names(client, app)),
    )


async def volume_names(client: AsyncClient, app: App) -> list[str]:
    """Return the volumes that are or were bound to claims of our namespace."""
    try:
        volumes = [one async for one in client.list(PersistentVolume)]
    except ApiError as error:
        if error.status.code == FORBIDDEN:  # a tenant of somebody's cluster sees none
            return []
        raise
    return [
        f"PersistentVolume {meta(one).name}"
        for one in volumes
        if one.spec and one.spec.claimRef and one.spec.claimRef.namespace == app.namespace
    ]
