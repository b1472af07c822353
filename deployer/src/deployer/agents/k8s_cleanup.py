"""k8s-cleanup: takes away what is ours, and shows that nothing of it is left."""

import time
from pathlib import Path

from lightkube import AsyncClient
from lightkube.resources.core_v1 import Namespace

from deployer.agents._cleanup.engine import of_ours, remove_from_engine
from deployer.agents._cleanup.inventory import take_inventory
from deployer.agents._cleanup.removal import (
    remove_leftovers,
    remove_namespace,
    remove_releases,
    wait_for_pods,
)
from deployer.app import PART_OF, App, load_app
from deployer.events import Events
from deployer.requests import Access, CleanupRequest, Scope
from deployer.results import CleanupFacts, Evidence, Result, Status
from deployer.steps import step
from deployer.tools import programs
from deployer.tools.helm import Helm
from deployer.tools.kube import connect, if_there, meta
from deployer.tools.namespaces import stuck


class K8sCleanup:
    """Removes releases, data and images of ours, as far as it is told to.

    Args:
        tool_folders: Where a cluster keeps its own helm.
        app: What is deployed; app.yaml by default.
    """

    name = "k8s-cleanup"
    summary = "Removes what is ours from a cluster and proves that nothing is left."

    def __init__(self, tool_folders: tuple[Path, ...] = (), app: App | None = None) -> None:
        self._tool_folders = tool_folders
        self._app = app or load_app()

    async def run(self, request: CleanupRequest, events: Events) -> Result[CleanupFacts]:
        """Remove what the scopes say; a second run finds nothing to do.

        A namespace that is not ours is left alone, whatever it is called.

        Raises:
            MissingError: The cluster does not answer.
        """
        started = time.monotonic()
        removed: list[str] = []
        kept: list[str] = []
        remaining: list[str] = []
        if request.access is not None:
            removed, kept, remaining = await self._clean_cluster(
                request.access, request.scopes, events
            )
        if Scope.IMAGES in request.scopes:
            with step("remove images", events) as running:
                images = await remove_from_engine()
                removed += images
                remaining += [f"{kind} {one}" for kind, one in await of_ours()]
                running.done(f"{len(images)} things of ours")
        return self._result(removed, kept, remaining, time.monotonic() - started)

    async def _clean_cluster(
        self, access: Access, scopes: frozenset[Scope], events: Events
    ) -> tuple[list[str], list[str], list[str]]:
        """Return what was removed, what stays on purpose, and what should not be there."""
        async with connect(access, self._app.namespace) as client:
            if not await self._is_ours(client):
                return [], [], []
            helm = Helm(
                await programs.find("helm", self._tool_folders), self._app.namespace, access
            )
            with step("remove releases", events) as running:
                removed = await remove_releases(helm, self._app)
                removed += await remove_leftovers(client, self._app)
                await wait_for_pods(client, self._app)
                running.done(f"{len(removed)} removed")
            before = await take_inventory(client, self._app)
            if Scope.DATA not in scopes and before.has_data:
                kept = [f"namespace {self._app.namespace}", *before.kept, *before.volumes]
                return removed, kept, list(before.released)
            with step("remove namespace", events) as running:
                removed += await remove_namespace(client, self._app)
                running.done(self._app.namespace)
            return removed, [], await self._left(client)

    async def _is_ours(self, client: AsyncClient) -> bool:
        namespace = await if_there(client.get(Namespace, self._app.namespace))
        return namespace is not None and (
            (meta(namespace).labels or {}).get(PART_OF) == self._app.name
        )

    async def _left(self, client: AsyncClient) -> list[str]:
        """Return what is still there, and for a namespace that does not go, what holds it."""
        after = await take_inventory(client, self._app)
        left = list(after.everything)
        namespace = await if_there(client.get(Namespace, self._app.namespace))
        if namespace is not None:
            left.append(
                f"namespace {self._app.namespace}: {stuck(namespace) or 'is being removed'}"
            )
        return left

    def _result(
        self, removed: list[str], kept: list[str], remaining: list[str], seconds: float
    ) -> Result[CleanupFacts]:
        if remaining:
            status, summary = Status.FAILED, f"{len(remaining)} things of ours are still there."
        elif removed:
            status, summary = Status.DONE, f"Removed {len(removed)} things; nothing is left"
            summary += f" but {len(kept)} that hold your data." if kept else "."
        else:
            status, summary = Status.UNCHANGED, "There was nothing to remove."
        next_step = "./todo cleanup --scope data" if kept else "./todo up"
        return Result(
            agent=self.name,
            status=status,
            summary=summary,
            facts=CleanupFacts(
                removed=tuple(removed), kept=tuple(kept), remaining=tuple(remaining)
            ),
            evidence=(Evidence(what="left behind", value=", ".join(remaining) or "nothing"),),
            next_step="./todo cleanup" if remaining else next_step,
            seconds=seconds,
        )
