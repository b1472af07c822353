"""What a cluster provider is. A new one is one module here and one line in the registry."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from deployer.events import Events
from deployer.frozen import Frozen
from deployer.requests import Access


class State(StrEnum):
    """Whether a provider's cluster is there."""

    ABSENT = "absent"
    STOPPED = "stopped"
    RUNNING = "running"


class RoutedImage(Frozen):
    """An image as the cluster's nodes know it."""

    reference: str
    """What a pod's `image` must say."""
    route: str
    """How it got there, such as `docker save | ctr import`, or `already there`."""
    loaded: bool
    """False when the very same image was there before."""
    image_id: str = ""
    """What the nodes call its content; empty when that is not known before it runs."""


class Cluster(Protocol):
    """Detects, starts, feeds and stops one kind of cluster."""

    @property
    def name(self) -> str:
        """`minikube`, `kind`, `builtin`, or the context that the user named."""

    @property
    def tool_folders(self) -> tuple[Path, ...]:
        """Folders with the kubectl and helm that this cluster brings; empty for most."""

    async def state(self) -> State:
        """Look whether the cluster is there, without changing anything."""

    async def prepare(self, events: Events) -> None:
        """Make sure that images can be built here: an engine that answers, a base image.

        Raises:
            MissingError: There is no engine, and this provider cannot bring one.
        """

    async def start(self, events: Events) -> Access:
        """Bring the cluster up; answers quickly when it already runs.

        Raises:
            MissingError: Something only the user can provide is missing.
            DeployerError: It does not come up.
        """

    async def access(self) -> Access:
        """Return how to reach the running cluster.

        Raises:
            MissingError: It does not run.
        """

    async def route_images(
        self, references: Sequence[str], events: Events
    ) -> dict[str, RoutedImage]:
        """Make local images available to the nodes; maps each reference to its routed one."""

    async def node_reference(self, reference: str) -> str:
        """Return what a pod's `image` will say for a local image, before it is routed.

        Raises:
            DeployerError: It is not known how images reach this cluster.
        """

    async def remove_images(self, repositories: Sequence[str], events: Events) -> tuple[str, ...]:
        """Remove every image of these repositories from the nodes; returns what was removed."""

    async def stop(self, events: Events, *, delete: bool) -> tuple[str, ...]:
        """Stop the cluster if it is ours; with `delete`, leave nothing of it.

        Returns:
            What was stopped or removed, one line each; empty when it is not ours to stop.
        """
