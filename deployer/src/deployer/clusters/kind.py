"""kind, with a cluster of our own name and a kubeconfig of our own."""

from collections.abc import Sequence
from pathlib import Path

from deployer.clusters import engine
from deployer.clusters.base import RoutedImage, State
from deployer.errors import MissingError
from deployer.events import Events
from deployer.requests import Access
from deployer.settings import settings
from deployer.steps import step
from deployer.tools import command, docker, programs

CLUSTER = "todo"
NODE = f"{CLUSTER}-control-plane"
START_TIMEOUT = 600.0


class KindCluster:
    """The kind cluster `todo`: one node, a container of the engine."""

    name = "kind"
    tool_folders: tuple[Path, ...] = ()

    async def prepare(self, events: Events) -> None:
        """Check that a container engine answers and that kind is there or can be had."""
        del events
        await docker.engine()
        await programs.find("kind")

    async def state(self) -> State:
        """Ask the engine for the node's container."""
        program = (await docker.engine()).program
        argv = [program, "container", "inspect", "--format", "{{.State.Running}}", NODE]
        shown = await command.run(argv, check=False)
        if shown.code != 0:
            return State.ABSENT
        return State.RUNNING if shown.stdout.strip() == "true" else State.STOPPED

    async def start(self, events: Events) -> Access:
        """Create the cluster, or start its node again."""
        with step("start kind", events) as running:
            match await self.state():
                case State.RUNNING:
                    running.skip("already running")
                case State.STOPPED:
                    await command.run([(await docker.engine()).program, "start", NODE])
                case State.ABSENT:
                    await self._kind(
                        "create", "cluster", "--wait", "180s", on_line=running.progress
                    )
            return await self.access()

    async def access(self) -> Access:
        """Return how to reach the cluster.

        Raises:
            MissingError: It does not run.
        """
        if not self._kubeconfig().is_file():
            raise MissingError(
                "The kind cluster todo does not run.",
                cause="It was deleted, or was never created.",
                cure="./todo up --on kind",
            )
        return Access(kubeconfig=self._kubeconfig(), context=f"kind-{CLUSTER}", cluster=self.name)

    async def route_images(
        self, references: Sequence[str], events: Events
    ) -> dict[str, RoutedImage]:
        """Stream each image into the node's containerd; one that is there is left alone."""
        with step("load images", events) as running:
            routed = {one: await self._load(one) for one in references}
            loaded = sum(one.loaded for one in routed.values())
            running.done(f"{loaded} of {len(routed)} loaded into kind")
        return routed

    async def node_reference(self, reference: str) -> str:
        """Return the same reference: nodes know an image by the name that it was built under."""
        return reference

    async def remove_images(self, repositories: Sequence[str], events: Events) -> tuple[str, ...]:
        """Remove our images from the node."""
        del events
        found = [
            one
            for one in await self._node_images()
            if one.removeprefix("docker.io/library/").partition(":")[0] in repositories
        ]
        if found:
            await self._ctr("images", "rm", *found)
        return tuple(found)

    async def stop(self, events: Events, *, delete: bool) -> tuple[str, ...]:
        """Stop the node, or delete the cluster."""
        if await self.state() is State.ABSENT:
            return ()
        with step("delete kind" if delete else "stop kind", events):
            if delete:
                await self._kind("delete", "cluster")
                self._kubeconfig().unlink(missing_ok=True)
            else:
                await command.run([(await docker.engine()).program, "stop", NODE])
        return (f"kind cluster {CLUSTER}",)

    async def _load(self, reference: str) -> RoutedImage:
        program = (await docker.engine()).program
        if await engine.image_id(program, reference) is None:
            raise engine.missing_in_engine(reference)
        # The tag is the hash of the image's inputs: the same tag is the same image.
        if f"docker.io/library/{reference}" in await self._node_images():
            return RoutedImage(reference=reference, route="already there", loaded=False)
        importing = [program, "exec", "--interactive", NODE, "ctr", "--namespace=k8s.io"]
        await command.pipe([program, "save", reference], [*importing, "images", "import", "-"])
        return RoutedImage(reference=reference, route="docker save | ctr import", loaded=True)

    async def _node_images(self) -> list[str]:
        return (await self._ctr("images", "ls", "--quiet")).stdout.split()

    async def _ctr(self, *arguments: str) -> command.Completed:
        program = (await docker.engine()).program
        return await command.run([program, "exec", NODE, "ctr", "--namespace=k8s.io", *arguments])

    @staticmethod
    def _kubeconfig() -> Path:
        return settings().folder("kind") / "kubeconfig"

    async def _kind(
        self, *arguments: str, on_line: command.OnLine | None = None
    ) -> command.Completed:
        argv = [await programs.find("kind"), *arguments, "--name", CLUSTER]
        argv += ["--kubeconfig", str(self._kubeconfig())]
        return await command.run(argv, timeout=START_TIMEOUT, on_line=on_line)
