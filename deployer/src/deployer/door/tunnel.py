"""One service's way into the cluster: kubectl port-forward to a pod that takes traffic."""

import re
from collections.abc import Sequence

import anyio

from deployer.door.pods import FOREVER_SECONDS, Pods
from deployer.door.upstream import Upstream
from deployer.errors import DeployerError
from deployer.tools import command

AGAIN_SECONDS = 0.3
DRAIN_SECONDS = 30.0
"""How long requests may go on through a pod that is on its way out."""
OPEN = re.compile(r"Forwarding from 127\.0\.0\.1:(\d+)")


class Tunnel:
    """One port-forward to one pod.

    Args:
        argv: The kubectl command; its local port is picked by the system.
        upstream: Is pointed here once the way is open.
    """

    def __init__(self, argv: Sequence[str], upstream: Upstream) -> None:
        self._argv = tuple(argv)
        self._upstream = upstream
        self._url: str | None = None
        self._scope = anyio.CancelScope()
        self.ended = False

    async def run(self, changed: "Changes") -> None:
        """Keep the way open until kubectl ends or the tunnel has drained."""
        with self._scope:
            try:
                await command.run(
                    self._argv, on_line=self._take, timeout=FOREVER_SECONDS, check=False
                )
            except DeployerError as error:
                print(error, flush=True)  # noqa: T201 - this process's log
        self.ended = True
        if self._upstream.url == self._url:
            self._upstream.point_to(None)
        changed.tell()

    def drain(self) -> None:
        """Let running requests end, within bounds; new ones go elsewhere."""
        if self._upstream.url == self._url:
            self._upstream.point_to(None)
        self._scope.deadline = anyio.current_time() + DRAIN_SECONDS

    def _take(self, line: str) -> None:
        opened = OPEN.search(line)
        if opened is not None:
            self._url = f"http://127.0.0.1:{opened[1]}"
            self._upstream.point_to(self._url)


class Changes:
    """Wakes whoever waits for something to change."""

    def __init__(self) -> None:
        self._event = anyio.Event()

    def tell(self) -> None:
        """Something changed."""
        self._event.set()
        self._event = anyio.Event()

    async def wait(self) -> None:
        """Wait for the next change."""
        await self._event.wait()


class Way:
    """Keeps a tunnel open to whichever pod of a service takes traffic.

    Args:
        kubectl: The program with the options that pin cluster, context and namespace.
        service: The Kubernetes Service, whose name its pods carry.
        port: The pods' port.
        pods: Which pods there are.
        upstream: Follows the tunnel.
    """

    def __init__(
        self, kubectl: Sequence[str], service: str, port: int, pods: Pods, upstream: Upstream
    ) -> None:
        self._kubectl = tuple(kubectl)
        self._service = service
        self._port = port
        self._pods = pods
        self._upstream = upstream

    async def keep(self, changes: Changes) -> None:
        """Keep the way open until cancelled."""
        async with anyio.create_task_group() as group:
            while True:
                fit = self._pods.fit(self._service)
                if not fit:
                    await changes.wait()
                    continue
                tunnel = Tunnel(self._argv(fit[0]), self._upstream)
                group.start_soon(tunnel.run, changes)
                while not tunnel.ended and fit[0] in self._pods.fit(self._service):
                    await changes.wait()
                if tunnel.ended:
                    await anyio.sleep(AGAIN_SECONDS)
                else:
                    tunnel.drain()

    def _argv(self, pod: str) -> list[str]:
        argv = [*self._kubectl, "port-forward", "--address", "127.0.0.1"]
        return [*argv, f"pod/{pod}", f":{self._port}"]
