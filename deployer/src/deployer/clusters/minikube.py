"""minikube, in a profile of our own, so that the user's other profiles stay as they are."""

import json
import re
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

PROFILE = "todo"
CPUS, MEMORY = "4", "8g"
"""The seed's bounds; minikube takes less when the machine has less."""
START_TIMEOUT = 900.0
STATES = {"Running": State.RUNNING, "Stopped": State.STOPPED}
"""What minikube calls a host's state, to ours."""
EXPORT = re.compile(r"^(\w+)=(.*)$", re.MULTILINE)


class MinikubeCluster:
    """The profile `todo` of minikube, with a kubeconfig of our own."""

    name = "minikube"
    tool_folders: tuple[Path, ...] = ()

    async def prepare(self, events: Events) -> None:
        """Check that a container engine answers and that minikube is there or can be had."""
        del events
        await docker.engine()
        await programs.find("minikube")

    async def state(self) -> State:
        """Ask minikube; a profile that it does not know is absent."""
        shown = await self._minikube("status", "--output", "json", check=False)
        return STATES.get(_host(shown.stdout), State.ABSENT)

    async def start(self, events: Events) -> Access:
        """Start the profile with the right size; a running one is left as it is."""
        with step("start minikube", events) as running:
            if await self.state() is State.RUNNING:
                running.skip("already running")
            else:
                await self._start(running.progress)
            await self._minikube("addons", "enable", "metrics-server", check=False)
            return await self.access()

    async def access(self) -> Access:
        """Return how to reach the profile's cluster.

        Raises:
            MissingError: It does not run.
        """
        if not self._kubeconfig().is_file():
            raise MissingError(
                "The minikube profile todo does not run.",
                cause="It was stopped, or was never started.",
                cure="./todo up --on minikube",
            )
        return Access(kubeconfig=self._kubeconfig(), context=PROFILE, cluster=self.name)

    async def route_images(
        self, references: Sequence[str], events: Events
    ) -> dict[str, RoutedImage]:
        """Stream each image from engine to engine; one that is there already is left alone."""
        inner = await self._inner_engine()
        with step("load images", events) as running:
            routed = {one: await self._load(one, inner) for one in references}
            loaded = sum(one.loaded for one in routed.values())
            running.done(f"{loaded} of {len(routed)} loaded into minikube")
        return routed

    async def node_reference(self, reference: str) -> str:
        """Return the same reference: nodes know an image by the name that it was built under."""
        return reference

    async def remove_images(self, repositories: Sequence[str], events: Events) -> tuple[str, ...]:
        """Remove our images from the node."""
        del events
        program, inner = (await docker.engine()).program, await self._inner_engine()
        found = await engine.images_of(program, repositories, inner)
        for reference in found:
            await command.run([program, "image", "rm", "--force", reference], env=inner)
        return tuple(found)

    async def stop(self, events: Events, *, delete: bool) -> tuple[str, ...]:
        """Stop the profile, or delete it with all that is in it."""
        if await self.state() is State.ABSENT:
            return ()
        with step("delete minikube" if delete else "stop minikube", events):
            await self._minikube("delete" if delete else "stop", timeout=300)
            if delete:
                self._kubeconfig().unlink(missing_ok=True)
        return (f"minikube profile {PROFILE}",)

    async def _start(self, on_line: command.OnLine) -> None:
        host = await docker.engine()
        cpus = str(min(int(CPUS), host.cpus))
        size = [f"--cpus={cpus}", f"--memory={self._memory(host.memory_bytes)}"]
        await self._minikube(
            "start",
            "--driver=docker",
            "--container-runtime=docker",
            "--interactive=false",
            *size,
            timeout=START_TIMEOUT,
            on_line=on_line,
        )

    @staticmethod
    def _memory(engine_bytes: int) -> str:
        """Return 8 GiB, or what the engine can spare when that is less."""
        wanted, spare = 8192, engine_bytes // (1024 * 1024) - 1024
        return f"{min(wanted, max(spare, 2048))}mb"

    async def _load(self, reference: str, inner: dict[str, str]) -> RoutedImage:
        program = (await docker.engine()).program
        built = await engine.image_id(program, reference)
        if built is None:
            raise engine.missing_in_engine(reference)
        if await engine.image_id(program, reference, inner) == built:
            return RoutedImage(
                reference=reference, route="already there", loaded=False, image_id=built
            )
        await command.pipe([program, "save", reference], [program, "load"], sink_env=inner)
        return RoutedImage(reference=reference, route="docker save | docker load", loaded=True)

    async def _inner_engine(self) -> dict[str, str]:
        """Return the variables that select the engine inside the node."""
        shown = await self._minikube("docker-env", "--shell", "none")
        return {name: value.strip('"') for name, value in EXPORT.findall(shown.stdout)}

    @staticmethod
    def _kubeconfig() -> Path:
        return settings().folder("minikube") / "kubeconfig"

    async def _minikube(
        self,
        *arguments: str,
        check: bool = True,
        timeout: float = 120,  # noqa: ASYNC109 - minikube's own bound
        on_line: command.OnLine | None = None,
    ) -> command.Completed:
        argv = [await programs.find("minikube"), "--profile", PROFILE, *arguments]
        env = {
            "KUBECONFIG": str(self._kubeconfig()),
            # It would stand among the answers, and ask GitHub.
            "MINIKUBE_WANTUPDATENOTIFICATION": "false",
        }
        return await command.run(
            argv, env=env, check=check, timeout=timeout, on_line=on_line, cure="./todo doctor"
        )


def _host(said: str) -> str:
    """Return the state of the first node's host; empty when there is no such profile.

    One node is told as an object, several as a list, and a profile that is not there as events.
    """
    try:
        told = json.loads(said)
    except ValueError:
        return ""
    first = told[0] if isinstance(told, list) else told
    return str(first.get("Host", ""))
