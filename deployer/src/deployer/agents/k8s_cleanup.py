"""k8s-cleanup: takes away what is ours, and shows that nothing of it is left."""

import time
from contextlib import AsyncExitStack
from pathlib import Path

from lightkube import AsyncClient
from lightkube.resources.core_v1 import Namespace

from deployer.agents._cleanup.engine import of_ours, remove_from_engine
from deployer.agents._cleanup.finalizers import held_objects
from deployer.agents._cleanup.foreign import foreign_things
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
from deployer.tools.lease import Ending, hold
from deployer.tools.namespaces import stuck

_AGAIN = "./todo cleanup"


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
            BusyError: Somebody deploys there right now.
        """
        started = time.monotonic()
        facts = CleanupFacts(removed=(), kept=(), remaining=())
        if request.access is not None:
            async with connect(request.access, self._app.namespace) as client:
                if await self._is_ours(client):
                    facts = await self._clean_cluster(client, request.access, request, events)
        if Scope.IMAGES in request.scopes:
            facts = await _clean_engine(facts, events, look_only=request.look_only)
        return self._result(facts, request, time.monotonic() - started)

    async def _clean_cluster(
        self, client: AsyncClient, access: Access, request: CleanupRequest, events: Events
    ) -> CleanupFacts:
        if request.look_only:
            found = await take_inventory(client, self._app)
            return CleanupFacts(removed=(), kept=found.everything, remaining=())
        before = await foreign_things(client, self._app)
        helm = Helm(await programs.find("helm", self._tool_folders), self._app.namespace, access)
        async with AsyncExitStack() as stack:
            if not await self._is_going(client):
                lease = hold(client, self._app.name, _nobody_listens)
                held = await stack.enter_async_context(lease)
                if held.previous and held.previous.ending is Ending.DEAD:
                    await helm.end_abandoned()
            facts = await self._remove(client, helm, request, events)
        after = await foreign_things(client, self._app)
        gone = tuple(sorted(name for uid, name in before.items() if uid not in after))
        return facts.model_copy(update={"foreign": len(before), "foreign_gone": gone})

    async def _remove(
        self, client: AsyncClient, helm: Helm, request: CleanupRequest, events: Events
    ) -> CleanupFacts:
        with step("remove releases", events) as running:
            removed = await remove_releases(helm, self._app)
            removed += await remove_leftovers(client, self._app)
            await wait_for_pods(client, self._app)
            running.done(f"{len(removed)} removed")
        left = await take_inventory(client, self._app)
        if Scope.DATA not in request.scopes and left.has_data:
            kept = (f"namespace {self._app.namespace}", *left.kept, *left.volumes)
            return CleanupFacts(removed=tuple(removed), kept=kept, remaining=left.released)
        with step("remove namespace", events) as running:
            removed += await remove_namespace(
                client, self._app, take_finalizers=request.take_finalizers
            )
            running.done(self._app.namespace)
        remaining = tuple(await self._left(client))
        return CleanupFacts(removed=tuple(removed), kept=(), remaining=remaining)

    async def _is_going(self, client: AsyncClient) -> bool:
        namespace = await client.get(Namespace, self._app.namespace)
        return meta(namespace).deletionTimestamp is not None

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
            held = "; ".join(str(one) for one in await held_objects(client, self._app))
            why = held or stuck(namespace) or "is being removed"
            left.append(f"namespace {self._app.namespace}: {why}")
        return left

    def _result(
        self, facts: CleanupFacts, request: CleanupRequest, seconds: float
    ) -> Result[CleanupFacts]:
        status, summary, next_step = _told(facts, request)
        said = f"{facts.foreign - len(facts.foreign_gone)} of {facts.foreign} are still there"
        return Result(
            agent=self.name,
            status=status,
            summary=summary,
            facts=facts,
            evidence=(
                Evidence(what="left behind", value=", ".join(facts.remaining) or "nothing"),
                Evidence(what="things that are not ours", value=said),
            ),
            next_step=next_step,
            seconds=seconds,
        )


def _told(facts: CleanupFacts, request: CleanupRequest) -> tuple[Status, str, str]:
    """Return how it ended, in one sentence, and what makes sense next."""
    removed, kept = len(facts.removed), len(facts.kept)
    if request.look_only:
        return Status.UNCHANGED, f"{kept} things of ours are there; none was removed.", _AGAIN
    if facts.remaining:
        held = any("is held by" in one for one in facts.remaining)
        cure = f"{_AGAIN} --scope data --take-finalizers" if held else _AGAIN
        return Status.FAILED, f"{len(facts.remaining)} things of ours are still there.", cure
    if not removed:
        return Status.UNCHANGED, "There was nothing to remove.", "./todo up"
    if kept:
        said = f"Removed {removed} things; nothing is left but {kept} that hold your data."
        return Status.DONE, said, f"{_AGAIN} --scope data"
    return Status.DONE, f"Removed {removed} things; nothing is left.", "./todo up"


async def _clean_engine(facts: CleanupFacts, events: Events, *, look_only: bool) -> CleanupFacts:
    """Remove what is ours from the container engine of this machine, or list it."""
    if look_only:
        there = tuple(f"{kind} {one}" for kind, one in await of_ours())
        return facts.model_copy(update={"kept": (*facts.kept, *there)})
    with step("remove images", events) as running:
        images = await remove_from_engine()
        left = [f"{kind} {one}" for kind, one in await of_ours()]
        running.done(f"{len(images)} things of ours")
    return facts.model_copy(
        update={
            "removed": (*facts.removed, *images),
            "remaining": (*facts.remaining, *left),
        }
    )


def _nobody_listens(_: str) -> None:
    """Take a line of the lease; what cleanup waits for shows in its steps."""
