"""Any kube context that the user names: its images come from a registry."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from deployer.clusters import engine
from deployer.clusters.base import RoutedImage, State
from deployer.clusters.kubeconfig import access_to
from deployer.errors import DeployerError, MissingError
from deployer.events import Events
from deployer.requests import Access
from deployer.settings import settings
from deployer.steps import step
from deployer.tools import command, docker, programs

HOSTING = ("configmap", "local-registry-hosting", "--namespace", "kube-public")
"""Where a cluster advertises its registry (Kubernetes KEP-1755)."""


class ContextCluster:
    """A cluster that somebody else made; it is used, never started or stopped.

    Args:
        name: The context in the user's kubeconfig.
    """

    tool_folders: tuple[Path, ...] = ()

    def __init__(self, name: str) -> None:
        self.name = name

    async def prepare(self, events: Events) -> None:
        """Check that a container engine answers."""
        del events
        await docker.engine()

    async def state(self) -> State:
        """Ask the API server whether it lives."""
        answer = await self._kubectl("get", "--raw", "/readyz", check=False)
        return State.RUNNING if answer.code == 0 else State.STOPPED

    async def start(self, events: Events) -> Access:
        """Check that the cluster answers; starting it is its owner's business."""
        with step("reach the cluster", events) as running:
            access = await self.access()
            running.done(f"context {access.context}")
            return access

    async def access(self) -> Access:
        """Return how to reach the context.

        Raises:
            UsageError: There is no such context.
            MissingError: The cluster does not answer.
        """
        access = access_to(self.name, cluster=self.name)
        answer = await self._kubectl("get", "--raw", "/readyz", check=False)
        if answer.code != 0:
            raise MissingError(
                f"The cluster of context {self.name!r} does not answer.",
                cause=answer.stderr.strip().splitlines()[-1] if answer.stderr.strip() else "",
                cure=f"kubectl --context {self.name} cluster-info",
            )
        return access

    async def route_images(
        self, references: Sequence[str], events: Events
    ) -> dict[str, RoutedImage]:
        """Push the images to the registry that is set, or that the cluster advertises."""
        registry = await self._registry()
        with step("push images", events) as running:
            routed = {one: await self._push(one, registry) for one in references}
            running.done(f"to {registry}")
        return routed

    async def node_reference(self, reference: str) -> str:
        """Return the reference in the registry.

        Raises:
            DeployerError: No registry is set, and the cluster advertises none.
        """
        return f"{await self._registry()}/{reference}"

    async def remove_images(self, repositories: Sequence[str], events: Events) -> tuple[str, ...]:
        """Remove nothing: a registry's images are its owner's."""
        del repositories, events
        return ()

    async def stop(self, events: Events, *, delete: bool) -> tuple[str, ...]:
        """Stop nothing: the cluster is not ours."""
        del events, delete
        return ()

    async def _push(self, reference: str, registry: str) -> RoutedImage:
        program = (await docker.engine()).program
        if await engine.image_id(program, reference) is None:
            raise engine.missing_in_engine(reference)
        remote = f"{registry}/{reference}"
        await command.run([program, "tag", reference, remote])
        await command.run([program, "push", "--quiet", remote], cure=f"docker login {registry}")
        return RoutedImage(reference=remote, route=f"docker push {registry}", loaded=True)

    async def _registry(self) -> str:
        return settings().registry or await self._advertised_registry()

    async def _advertised_registry(self) -> str:
        """Return the host that this machine pushes to, as the cluster advertises it."""
        answer = await self._kubectl("get", *HOSTING, "--output", "yaml", check=False)
        if answer.code == 0:
            data = yaml.safe_load(answer.stdout).get("data", {})
            hosting = yaml.safe_load(data.get("localRegistryHosting.v1", "")) or {}
            if hosting.get("host"):
                return str(hosting["host"])
        raise DeployerError(
            f"It is not known how images reach the cluster of context {self.name!r}.",
            cause="No registry is set, and the cluster advertises none in kube-public.",
            cure="TODO_REGISTRY=registry.example/team ./todo up --on " + self.name,
        )

    async def _kubectl(self, *arguments: str, check: bool = True) -> command.Completed:
        access = access_to(self.name, cluster=self.name)
        argv = [await programs.find("kubectl"), "--kubeconfig", str(access.kubeconfig)]
        argv += ["--context", access.context, "--request-timeout", "10s", *arguments]
        return await command.run(argv, check=check, timeout=30)
