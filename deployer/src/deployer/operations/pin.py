"""The one place that a server works on: chosen when it starts, the same until it ends."""

import hashlib
from pathlib import Path

from lightkube import KubeConfig
from lightkube.core.exceptions import ConfigError

from deployer.app import load_app
from deployer.clusters import find_cluster
from deployer.clusters.base import Cluster
from deployer.clusters.pod import POD
from deployer.errors import UsageError
from deployer.operations.errors import RefusedError
from deployer.pipeline.target import LOCAL, last_target
from deployer.requests import Access


class Pin:
    """Holds the target; no tool has an argument that could lead elsewhere.

    Args:
        name: A provider or a kube context; None means where the app was brought up last, looked
            up when it is first needed and kept from then on.
    """

    def __init__(self, name: str | None) -> None:
        self._name = name
        self._server = ""
        self._access: Access | None = None

    @property
    def name(self) -> str | None:
        """`local`, a provider's name, or a context; None while nothing is up anywhere."""
        if self._name is None and (last := last_target()) is not None:
            self._name = last.name
        return self._name

    @property
    def is_local(self) -> bool:
        """Whether the app runs as processes of this machine."""
        return self.name == LOCAL

    @property
    def in_pod(self) -> bool:
        """Whether this server runs in the cluster that it works on, as an account of it."""
        return self.name == POD

    @property
    def namespace(self) -> str:
        """The app's namespace; there is no other."""
        return load_app().namespace

    def cluster(self) -> Cluster:
        """Return the provider of the pinned cluster.

        Raises:
            UsageError: Nothing is pinned, or the app runs without a cluster.
        """
        if self.name is None or self.is_local:
            raise UsageError(
                "There is no cluster to work on.",
                cause="The app runs as processes of this machine."
                if self.is_local
                else "No cluster was named, and nothing is up.",
                cure="./todo up --on minikube, or start this server with: ./todo mcp --on CONTEXT",
            )
        return find_cluster(self.name)

    async def access(self) -> Access:
        """Return how to reach the cluster, the same each time.

        Raises:
            MissingError: It does not run.
            RefusedError: The kubeconfig's context leads to another server than it did before.
        """
        if self._access is None:
            self._access = await self.cluster().access()
            self._server = server_of(self._access)
        if server_of(self._access) != self._server:
            raise RefusedError(
                f"Context {self._access.context!r} leads to another cluster than before.",
                cause="The kubeconfig was changed while this server ran.",
                cure="start the server again: ./todo mcp",
            )
        return self._access

    async def describe(self) -> str:
        """Return the cluster's context and namespace, for a person."""
        access = await self.access()
        return f"{access.cluster}, context {access.context}, namespace {self.namespace}"


def server_of(access: Access) -> str:
    """Return a fingerprint of the API server that an access leads to."""
    try:
        config = KubeConfig.from_file(Path(access.kubeconfig)).get(context_name=access.context)
    except (ConfigError, OSError, KeyError):
        return "unreadable"
    if config is None:
        return "unreadable"
    authority = config.cluster.certificate_auth_data or config.cluster.certificate_auth or ""
    return hashlib.sha256(f"{config.cluster.server} {authority}".encode()).hexdigest()
