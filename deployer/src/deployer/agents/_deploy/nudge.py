"""Lets a new pod come as soon as an old one has gone.

The namespace's quota has no room for a surge pod, and counts a pod that ends until it has ended.
So the first attempts to make its successor are refused, and Kubernetes' ReplicaSet controller
waits ever longer between attempts, 20 s after a few seconds. Any change of a ReplicaSet makes it
try at once.
"""

from datetime import UTC, datetime

import anyio
import httpx2
from lightkube import ApiError, AsyncClient
from lightkube.resources.apps_v1 import ReplicaSet
from lightkube.resources.core_v1 import Pod
from lightkube.types import PatchType

from deployer.app import PART_OF
from deployer.tools.docker import LABEL
from deployer.tools.kube import meta

NUDGED = f"{LABEL}/nudged"
AGAIN_SECONDS = 1.0


async def nudge(client: AsyncClient, app: str) -> None:
    """Touch the ReplicaSets that lack pods whenever a pod has gone, until cancelled."""
    while True:
        try:
            async for operation, _ in client.watch(Pod, labels={PART_OF: app}):
                if operation == "DELETED":
                    await _touch(client, app)
        except (httpx2.HTTPError, ApiError):
            pass  # it is only about speed: whoever cannot be nudged tries by itself
        await anyio.sleep(AGAIN_SECONDS)


async def _touch(client: AsyncClient, app: str) -> None:
    now = datetime.now(UTC).isoformat()
    async for one in client.list(ReplicaSet, labels={PART_OF: app}):
        if lacks_pods(one):
            note = {"metadata": {"annotations": {NUDGED: now}}}
            await client.patch(ReplicaSet, meta(one).name or "", note, patch_type=PatchType.MERGE)


def lacks_pods(one: ReplicaSet) -> bool:
    """Tell whether a ReplicaSet wants more pods than it has."""
    wanted = one.spec.replicas or 0
    return wanted > ((one.status.replicas if one.status else 0) or 0)
