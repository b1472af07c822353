"""The cluster that this program itself runs in, as a pod: reached as the pod's own account."""

from collections.abc import Sequence
from pathlib import Path

import yaml
from lightkube import KubeConfig
from lightkube.config.kubeconfig import SERVICE_ACCOUNT
from lightkube.core.exceptions import ConfigError

from deployer.clusters.base import RoutedImage, State
from deployer.errors import MissingError, UsageError
from deployer.events import Events
from deployer.requests import Access
from deployer.settings import settings

POD = "pod"
"""The value of `--on`."""


class PodCluster:
    """The cluster around this pod. It can be looked at and mended; nothing is built or made here.

    Args:
        account: Where the kubelet keeps the account's token, renews it, and puts the authority.
    """

    name = POD
    tool_folders: tuple[Path, ...] = ()

    def __init__(self, account: Path = Path(SERVICE_ACCOUNT)) -> None:
        self._account = account

    async def state(self) -> State:
        """Tell whether this is a pod with an account."""
        return State.RUNNING if (self._account / "token").is_file() else State.ABSENT

    async def prepare(self, events: Events) -> None:
        """Refuse: there is no container engine in a pod."""
        del events
        raise _refused()

    async def start(self, events: Events) -> Access:
        """Return how to reach the cluster; whoever runs in it has it running."""
        del events
        return await self.access()

    async def access(self) -> Access:
        """Return how to reach the API server; the token is read anew whenever it was renewed.

        Raises:
            MissingError: This is no pod, or it has no account.
        """
        try:
            found = KubeConfig.from_service_account(service_account=str(self._account))
        except ConfigError as error:
            raise MissingError(
                "This program does not run in a pod that may use the cluster's API.",
                cause=str(error),
                cure="name a cluster: ./todo mcp --on minikube",
            ) from error
        path = settings().folder("pod") / "kubeconfig"
        server = next(iter(found.clusters.values())).server
        path.write_text(self._kubeconfig(server), encoding="utf-8")
        return Access(kubeconfig=path, context=POD, cluster=POD)

    async def route_images(
        self, references: Sequence[str], events: Events
    ) -> dict[str, RoutedImage]:
        """Refuse: there are no images in a pod."""
        del references, events
        raise _refused()

    async def node_reference(self, reference: str) -> str:
        """Refuse: it is not known how images come here."""
        del reference
        raise _refused()

    async def remove_images(self, repositories: Sequence[str], events: Events) -> tuple[str, ...]:
        """Remove nothing."""
        del repositories, events
        return ()

    async def stop(self, events: Events, *, delete: bool) -> tuple[str, ...]:
        """Stop nothing: the cluster is not ours."""
        del events, delete
        return ()

    def _kubeconfig(self, server: str) -> str:
        """Return a kubeconfig that names the token's file, and so never holds an old token."""
        authority = str(self._account / "ca.crt")
        cluster = {"server": server, "certificate-authority": authority}
        config = {
            "apiVersion": "v1",
            "kind": "Config",
            "current-context": POD,
            "clusters": [{"name": POD, "cluster": cluster}],
            "users": [{"name": POD, "user": {"tokenFile": str(self._account / "token")}}],
            "contexts": [{"name": POD, "context": {"cluster": POD, "user": POD}}],
        }
        return yaml.safe_dump(config)


def _refused() -> UsageError:
    return UsageError(
        "Nothing is built or brought up from inside a pod.",
        cause="There is no container engine and no checkout here.",
        cure="./todo up   (in the checkout)",
    )
