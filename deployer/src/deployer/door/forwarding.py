"""What the forwarder's background process does: a door in front of one cluster's pods."""

import signal
from pathlib import Path

import anyio

from deployer.app import load_app
from deployer.door.pods import Pods
from deployer.door.server import serve
from deployer.door.tunnel import Changes, Way
from deployer.door.upstream import Upstream
from deployer.frozen import Frozen
from deployer.posix import told_to_end


class Forwarding(Frozen):
    """Which pods are to be had on which port; all that the process is told."""

    kubectl: str
    kubeconfig: Path
    context: str
    namespace: str
    port: int

    def command(self) -> tuple[str, ...]:
        """Return kubectl with the options that pin it to one namespace of one cluster."""
        return (
            self.kubectl,
            f"--kubeconfig={self.kubeconfig}",
            f"--context={self.context}",
            f"--namespace={self.namespace}",
        )


async def forward(wanted: Forwarding) -> None:
    """Keep the door open until the process is told to end."""
    app, changes = load_app(), Changes()
    pods = Pods(wanted.command(), changes.tell)
    upstreams = {name: Upstream(name) for name in ("frontend", "backend")}
    async with (
        serve(wanted.port, upstreams["frontend"], upstreams["backend"]),
        anyio.create_task_group() as group,
    ):
        group.start_soon(pods.watch)
        for name, upstream in upstreams.items():
            way = Way(
                wanted.command(), f"{app.name}-{name}", app.services[name].port, pods, upstream
            )
            group.start_soon(way.keep, changes)
        await told_to_end(signal.SIGTERM, signal.SIGINT)
        group.cancel_scope.cancel()
