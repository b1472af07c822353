"""The `builtin` provider: everything from Docker to DNS, on a machine that has only packages."""

from collections.abc import Sequence
from pathlib import Path

import anyio
from filelock import AsyncFileLock

from deployer.clusters.base import RoutedImage, State
from deployer.clusters.builtin.base_image import ensure_base_image, remove_base_image
from deployer.clusters.builtin.buildx import ensure_buildx
from deployer.clusters.builtin.engine import Engine
from deployer.clusters.builtin.kubernetes import Kubernetes
from deployer.clusters.builtin.layout import CONTEXT, Layout
from deployer.clusters.builtin.machine import check_machine
from deployer.clusters.builtin.node_images import NodeImages
from deployer.clusters.builtin.packages import CLUSTER_PACKAGES, ENGINE_PACKAGES, ensure_packages
from deployer.clusters.builtin.programs import compiled, ensure_programs
from deployer.errors import MissingError
from deployer.events import Events
from deployer.requests import Access
from deployer.settings import settings
from deployer.steps import step


class BuiltinCluster:
    """A complete single-node Kubernetes, compiled here; needs Linux, root and apt.

    Args:
        layout: Where it keeps its things; a machine has one builtin cluster.
    """

    name = "builtin"

    def __init__(self, layout: Layout | None = None) -> None:
        self._layout = layout or Layout()
        self._engine = Engine(self._layout)
        self._kubernetes = Kubernetes(self._layout)

    @property
    def tool_folders(self) -> tuple[Path, ...]:
        """The folder with kubectl and helm, once they are compiled."""
        programs = compiled()
        return (programs.folder,) if programs else ()

    async def state(self) -> State:
        """Look at the processes and at the state that a stop leaves."""
        if self._kubernetes.runs():
            return State.RUNNING
        return State.STOPPED if self._layout.kubeconfig("admin").exists() else State.ABSENT

    async def prepare(self, events: Events) -> None:
        """Bring up Docker with BuildKit, and the image that Dockerfiles build on.

        Raises:
            MissingError: This is no Linux, we are not root, or a mirror does not answer.
        """
        check_machine()
        await ensure_packages("engine packages", ENGINE_PACKAGES, events)
        async with _lock("engine"):
            await self._engine.ensure(events)
            async with anyio.create_task_group() as group:
                group.start_soon(ensure_buildx, events)
                group.start_soon(ensure_base_image, events)

    async def start(self, events: Events) -> Access:
        """Bring the cluster up; what runs already, just so, is left running.

        Raises:
            MissingError: This is no Linux, we are not root, or a mirror does not answer.
            DeployerError: A part of the cluster ended, or did not become ready.
        """
        check_machine()
        await ensure_packages("cluster packages", CLUSTER_PACKAGES, events)
        programs = await ensure_programs(events)
        async with _lock("cluster"):
            await self._kubernetes.start(programs, events)
        return self._access()

    async def access(self) -> Access:
        """Return how to reach the running cluster.

        Raises:
            MissingError: It does not run.
        """
        if not self._kubernetes.runs():
            raise MissingError(
                "The builtin cluster does not run.",
                cause="Its processes are not there.",
                cure="./todo up --on builtin",
            )
        return self._access()

    async def route_images(
        self, references: Sequence[str], events: Events
    ) -> dict[str, RoutedImage]:
        """Copy images from Docker to the node, where it lacks them.

        Raises:
            MissingError: The cluster does not run.
            DeployerError: Docker has no such image, or the node ends up with another one.
        """
        await self.access()
        return await NodeImages(self._layout).route(references, events)

    async def node_reference(self, reference: str) -> str:
        """Return the same reference: nodes know an image by the name that it was built under."""
        return reference

    async def remove_images(self, repositories: Sequence[str], events: Events) -> tuple[str, ...]:
        """Remove every image of these repositories from the node."""
        with step("remove node images", events) as this:
            if not self._kubernetes.runs():
                this.skip("the cluster does not run")
                return ()
            removed = await NodeImages(self._layout).remove(repositories)
            this.done(f"{len(removed)} removed")
            return removed

    async def stop(self, events: Events, *, delete: bool) -> tuple[str, ...]:
        """Stop every process and take every trace out of the kernel; Docker too if it is ours.

        With `delete` the state on disk goes as well: objects, volumes, images of the node.
        """
        check_machine()
        with step("stop cluster", events) as this:
            async with _lock("cluster"):
                stopped = await self._kubernetes.stop(delete=delete)
            async with _lock("engine"):
                if delete and await self._engine.answers():
                    stopped += await remove_base_image()
                stopped += await self._engine.stop()
            this.done(f"{len(stopped)} things stopped or removed")
            return stopped

    def _access(self) -> Access:
        return Access(
            kubeconfig=self._layout.kubeconfig("admin"), context=CONTEXT, cluster=self.name
        )


def _lock(what: str) -> AsyncFileLock:
    """Return the lock that lets only one of us at a time change the engine, or the cluster."""
    return AsyncFileLock(settings().folder("builtin") / f"{what}.lock")
