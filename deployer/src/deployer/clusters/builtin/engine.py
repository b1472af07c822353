"""Docker: started when none answers, and stopped again only when it was we who started it."""

import shutil
from pathlib import Path

import anyio

from deployer.clusters.builtin.daemons import Daemon, Daemons
from deployer.clusters.builtin.layout import Layout
from deployer.clusters.builtin.leftovers import remove_groups, unmount
from deployer.clusters.builtin.machine import has_systemd, program
from deployer.clusters.builtin.packet_filter import (
    DOCKER_BRIDGE,
    DOCKER_CHAINS,
    forward_policy,
    remove_rules,
    set_forward_policy,
)
from deployer.errors import MissingError
from deployer.events import Events
from deployer.frozen import Frozen
from deployer.steps import step
from deployer.tools.command import run

NAME = "dockerd"
PATIENCE = 60
"""Seconds until a started Docker must answer."""
OURS = "dev.todo-chatbot=todo"
"""The label on every container of this project. Without its value it would also match whatever
runs from the base image, which a container inherits labels from."""
FORWARDING = Path("/proc/sys/net/ipv4/ip_forward")
RUNTIME = Path("/run/docker")
"""What dockerd keeps while it runs: sockets, network namespaces, its containerd's state."""


class Before(Frozen):
    """How the kernel forwarded packets before dockerd changed it."""

    forward_policy: str
    forwarding: str


class Engine:
    """Docker on this machine.

    Args:
        layout: Where the cluster keeps its things.
    """

    def __init__(self, layout: Layout) -> None:
        # Apart from the cluster's records: Docker is there before the cluster, and after it.
        self._folder = layout.run.with_name(f"{layout.run.name}-docker")
        self._daemons = Daemons(self._folder, self._folder)
        self._memory = self._folder / "before.json"

    async def answers(self) -> bool:
        """Tell whether a Docker answers, whoever started it."""
        if shutil.which("docker") is None:
            return False
        argv = ["docker", "version", "--format", "{{.Server.Version}}"]
        return (await run(argv, check=False, timeout=20)).code == 0

    async def ensure(self, events: Events) -> None:
        """Start Docker unless one answers.

        Raises:
            MissingError: It does not come up.
        """
        with step("start docker", events) as this:
            if await self.answers():
                this.skip("it answers")
                return
            self._folder.mkdir(parents=True, exist_ok=True)
            before = Before(
                forward_policy=await forward_policy(), forwarding=FORWARDING.read_text()
            )
            self._memory.write_text(before.model_dump_json())
            if has_systemd():
                await run([program("systemctl"), "start", "docker"])
            else:
                await self._daemons.ensure(Daemon(name=NAME, argv=(program(NAME),)))
            await self._await_answer()
            this.done("stopped again with the cluster")

    async def stop(self) -> tuple[str, ...]:
        """Stop Docker if we started it and nobody else uses it.

        Returns:
            What was stopped, or why not; empty when it is not ours.
        """
        if not self._memory.exists():
            return ()
        if await self.foreign_containers():
            return ("docker: left running, other containers than ours run in it",)
        if has_systemd():
            await run([program("systemctl"), "stop", "docker.socket", "docker"])
        else:
            await self._daemons.stop(NAME, grace=30)
            await unmount((RUNTIME,))
            shutil.rmtree(RUNTIME, ignore_errors=True)
        await self._restore_kernel()
        shutil.rmtree(self._folder)
        return ("docker",)

    async def _await_answer(self) -> None:
        with anyio.move_on_after(PATIENCE):
            while not await self.answers():
                if not has_systemd() and not self._daemons.running(NAME):
                    raise self._daemons.death(NAME)
                await anyio.sleep(0.2)
            return
        raise MissingError(
            "Docker was started but does not answer.",
            cause=f"Nothing came from it within {PATIENCE} seconds.",
            cure="docker info   (says what is wrong with it)",
        )

    async def foreign_containers(self) -> frozenset[str]:
        """Return the ids of running containers that are not this project's."""
        if not await self.answers():
            return frozenset()
        everything = await run(["docker", "ps", "--quiet", "--no-trunc"])
        ours = await run(["docker", "ps", "--quiet", "--no-trunc", "--filter", f"label={OURS}"])
        return frozenset(everything.stdout.split()) - frozenset(ours.stdout.split())

    async def _restore_kernel(self) -> None:
        """Take away what dockerd leaves behind: its bridge, rules, policy, control groups."""
        await remove_rules(DOCKER_CHAINS, [DOCKER_BRIDGE])
        if Path(f"/sys/class/net/{DOCKER_BRIDGE}").exists():
            await run([program("ip"), "link", "delete", DOCKER_BRIDGE])
        before = Before.model_validate_json(self._memory.read_bytes())
        await set_forward_policy(before.forward_policy)
        FORWARDING.write_text(before.forwarding)
        remove_groups("docker")
