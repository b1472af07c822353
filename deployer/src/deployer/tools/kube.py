"""The Kubernetes API, pinned to one kubeconfig and context for as long as it is used."""

import ssl
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Protocol, cast
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx2
import yaml
from lightkube import ApiError, AsyncClient, KubeConfig
from lightkube.config.client_adapter import verify_cluster
from lightkube.config.kubeconfig import SingleConfig
from lightkube.config.models import User
from lightkube.core.exceptions import ConfigError
from lightkube.core.resource import NamespacedResource
from lightkube.models.meta_v1 import ObjectMeta
from lightkube.resources.core_v1 import Pod, PodLog

from deployer.app import PART_OF
from deployer.errors import DeployerError, MissingError
from deployer.requests import Access
from deployer.tools.patience import Patient
from deployer.tools.unreachable import unreachable

FIELD_MANAGER = "todo-deployer"
MANAGED_BY = "app.kubernetes.io/managed-by"
READ_SECONDS = 30.0
UNKNOWN, FORBIDDEN, NOT_FOUND = 401, 403, 404


@asynccontextmanager
async def connect(
    access: Access, namespace: str, *, patience: float = 0.0
) -> AsyncIterator[AsyncClient]:
    """Open a client of the cluster; its context cannot change while it is open.

    Args:
        access: Which cluster.
        namespace: Where its calls go.
        patience: Seconds for which an API that answered before may be away.

    Raises:
        MissingError: The kubeconfig has no such context, or the cluster does not answer.
        DeployerError: The cluster refused something that the body asked for.
    """
    try:
        config = KubeConfig.from_file(access.kubeconfig).get(context_name=access.context)
        assert config is not None  # noqa: S101 - `get` raises when a named context is missing
        client = AsyncClient(
            config=config,
            namespace=namespace,
            field_manager=FIELD_MANAGER,
            timeout=httpx2.Timeout(READ_SECONDS, connect=10.0),
            transport=Patient(_transport(config), patience),
        )
    except (ConfigError, OSError, KeyError, yaml.YAMLError) as error:
        raise MissingError(
            f"The kubeconfig {access.kubeconfig} does not lead to context {access.context!r}.",
            cause=str(error),
            cure="./todo up",
        ) from error
    try:
        async with client:
            yield client
    except ApiError as error:
        raise refused(error) from error
    except httpx2.HTTPError as error:
        raise unreachable(access, config.cluster.server, error) from error


def _transport(config: SingleConfig) -> httpx2.AsyncHTTPTransport:
    """Return a transport that trusts what kubectl trusts, and goes where kubectl goes."""
    trust = verify_cluster(config.cluster, config.user or User(), config.abs_file)
    # Python 3.13 refuses authorities without a key identifier, as many clusters have them.
    trust.verify_flags &= ~ssl.VERIFY_X509_STRICT
    server = urlsplit(config.cluster.server)
    proxy = None if proxy_bypass(server.hostname or "") else getproxies().get(server.scheme)
    return httpx2.AsyncHTTPTransport(verify=trust, proxy=proxy)


def refused(error: ApiError) -> DeployerError:
    """Return what to tell a person when the cluster refused a request."""
    if error.status.code == UNKNOWN:
        return MissingError(
            "The cluster does not know who you are.",
            cause="The token or certificate in the kubeconfig expired or is another cluster's.",
            cure="log in again, or fetch the kubeconfig anew",
        )
    return DeployerError(
        "The cluster refused a request.",
        cause=error.status.message or f"status {error.status.code}",
        cure="./todo status",
    )


async def if_there[T](request: Awaitable[T]) -> T | None:
    """Return what a request gives, or None when there is no such object.

    Raises:
        ApiError: It failed for any other reason.
    """
    try:
        return await request
    except ApiError as error:
        if error.status.code == NOT_FOUND:
            return None
        raise


class Thing(Protocol):
    """An object of the API."""

    @property
    def metadata(self) -> ObjectMeta | None:
        """Its name, labels, and times."""


def meta(thing: Thing) -> ObjectMeta:
    """Return an object's metadata, which everything that comes from the API has."""
    assert thing.metadata is not None  # noqa: S101 - the API never leaves it out
    return thing.metadata


def labels_of_ours(app: str, component: str) -> dict[str, str]:
    """Return the labels of what the deployer itself makes, beside the charts."""
    return {
        PART_OF: app,
        MANAGED_BY: FIELD_MANAGER,
        "app.kubernetes.io/name": f"{app}-{component}",
        "app.kubernetes.io/component": component,
    }


async def names_of(
    client: AsyncClient, kind: type[NamespacedResource], labels: dict[str, str]
) -> list[str]:
    """Return the names of the namespace's objects of one kind that carry these labels."""
    found = [one async for one in client.list(kind, labels=dict(labels))]
    # Every kind has metadata; only their common base class does not say so.
    return [meta(cast("Pod", one)).name or "" for one in found]


async def pods_of(client: AsyncClient, app: str) -> list[Pod]:
    """Return the pods of an app, those of jobs and tests included."""
    return [pod async for pod in client.list(Pod, labels={PART_OF: app})]


async def log_tail(
    client: AsyncClient,
    pod: str,
    container: str,
    lines: int,
    *,
    namespace: str | None = None,
    previous: bool = False,
) -> str:
    """Return the last lines that a container wrote; empty when there are none to be had.

    While a container waits to be started again, these are the lines of its last run; with
    `previous` they are those of the run before, of a container that runs now.
    """
    # The client's own method cannot ask for the run before.
    inner = client._client  # noqa: SLF001
    request = inner.prepare_request(
        "get",
        PodLog,
        name=pod,
        namespace=namespace,
        params={"container": container, "tailLines": lines, "previous": previous or None},
    )
    try:
        answer = await inner.send(inner.build_adapter_request(request))  # type: ignore[no-untyped-call]
        answer.raise_for_status()
    except httpx2.HTTPError:  # an ApiError is one
        return ""
    return str(answer.text)
