"""The state of a deployment in a form that two runs can be compared by."""

import hashlib
import json
from pathlib import Path
from typing import cast

from lightkube import AsyncClient
from lightkube.core.resource import NamespacedResource
from lightkube.resources.apps_v1 import Deployment, StatefulSet
from lightkube.resources.autoscaling_v2 import HorizontalPodAutoscaler
from lightkube.resources.core_v1 import (
    ConfigMap,
    LimitRange,
    Namespace,
    PersistentVolumeClaim,
    Pod,
    ResourceQuota,
    Secret,
    Service,
    ServiceAccount,
)
from lightkube.resources.networking_v1 import Ingress, NetworkPolicy
from lightkube.resources.policy_v1 import PodDisruptionBudget
from lightkube.resources.rbac_authorization_v1 import Role, RoleBinding

from deployer.app import PART_OF, App
from deployer.frozen import Frozen
from deployer.requests import Access
from deployer.tools import programs
from deployer.tools.essence import essence
from deployer.tools.helm import Helm
from deployer.tools.kube import connect, meta
from deployer.tools.pods import service_pods

KINDS: tuple[type[NamespacedResource], ...] = (
    ConfigMap,
    Deployment,
    HorizontalPodAutoscaler,
    Ingress,
    LimitRange,
    NetworkPolicy,
    PersistentVolumeClaim,
    PodDisruptionBudget,
    ResourceQuota,
    Role,
    RoleBinding,
    Secret,
    Service,
    ServiceAccount,
    StatefulSet,
)


class State(Frozen):
    """What must stay the same when nothing changed."""

    objects: dict[str, str]
    """`Deployment todo-backend` to a digest of what it says, status apart."""
    pods: dict[str, str]
    """Each pod's uid to the id of its image."""
    revisions: dict[str, int]
    """Release to its revision."""

    @property
    def digest(self) -> str:
        """One hash of everything, the same wherever and whenever it is taken."""
        return _digest(self.model_dump())

    def differences(self, other: "State") -> tuple[str, ...]:
        """Return the names of what differs."""
        mine, others = self._flat(), other._flat()  # noqa: SLF001 - of the same class
        return tuple(
            sorted(
                name for name in mine.keys() | others.keys() if mine.get(name) != others.get(name)
            )
        )

    def _flat(self) -> dict[str, object]:
        return {
            **self.objects,
            **{f"pod {uid}": image for uid, image in self.pods.items()},
            **{f"release {name}": revision for name, revision in self.revisions.items()},
        }


async def read_state(access: Access, app: App, tool_folders: tuple[Path, ...]) -> State:
    """Read the state of the app's namespace.

    Raises:
        MissingError: The cluster does not answer.
    """
    helm = Helm(await programs.find("helm", tool_folders), app.namespace, access)
    releases = [await helm.status(app.chart(key).name) for key in app.services]
    async with connect(access, app.namespace) as client:
        pods = await service_pods(client, app.name, app.services)
        return State(
            objects=await _objects(client, app),
            pods={pod.uid: pod.image_id for pod in pods},
            revisions={one.name: one.version for one in releases if one},
        )


async def _objects(client: AsyncClient, app: App) -> dict[str, str]:
    found = {f"Namespace {app.namespace}": await client.get(Namespace, app.namespace)}
    for kind in KINDS:
        async for one in client.list(kind, labels={PART_OF: app.name}):
            # Every kind has metadata; only their common base class does not say so.
            found[f"{kind.__name__} {meta(cast('Pod', one)).name}"] = cast("Namespace", one)
    return {name: _digest(essence(one.to_dict())) for name, one in sorted(found.items())}


def _digest(thing: object) -> str:
    return hashlib.sha256(json.dumps(thing, sort_keys=True, default=str).encode()).hexdigest()
