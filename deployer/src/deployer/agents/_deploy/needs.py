"""What the app's profile needs of a cluster, beyond what every Kubernetes has."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import NamedTuple

import httpx2
from lightkube import AsyncClient

from deployer.agents._deploy.secrets import elsewhere
from deployer.app import App
from deployer.errors import MissingError
from deployer.profiles import values_of
from deployer.tools.kube_raw import read_text

ABSENT = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.SERVICE_UNAVAILABLE})
"""The second is said of an API whose program is away."""


class Need(NamedTuple):
    """An API that somebody has to add to a cluster."""

    value: str
    """What is enabled in a chart's values when it is needed."""
    api: str
    resource: str
    comes_with: str


NEEDS = (
    Need("autoscaling", "metrics.k8s.io/v1beta1", "pods", "metrics-server"),
    Need("serviceMonitor", "monitoring.coreos.com/v1", "servicemonitors", "Prometheus' operator"),
    Need(
        "gateway", "gateway.networking.k8s.io/v1", "httproutes", "a controller of the Gateway API"
    ),
)


async def check_needs(client: AsyncClient, app: App) -> int:
    """Check that the cluster has what the app's profile counts on.

    Returns:
        How many things were looked for.

    Raises:
        MissingError: Something is not there; the error names all of it.
    """
    needed = [one for one in NEEDS if any(_asks(app, key, one.value) for key in app.services)]
    lacking = [one for one in needed if not await _has(client, one)]
    if lacking:
        raise MissingError(
            f"The cluster lacks what the profile {app.profile} counts on.",
            cause="\n".join(
                f"{one.value}.enabled needs {one.resource} of {one.api}, which comes with "
                f"{one.comes_with}."
                for one in lacking
            ),
            cure="install it (docs/production.md), or set it to false in app.yaml",
        )
    return len(needed) + len(await elsewhere(client, app))


def _asks(app: App, key: str, value: str) -> bool:
    found = values_of(app, key).get(value)
    return isinstance(found, Mapping) and bool(found.get("enabled"))


async def _has(client: AsyncClient, need: Need) -> bool:
    try:
        said = json.loads(await read_text(client, f"apis/{need.api}"))
    except httpx2.HTTPStatusError as error:  # of an API that is not there it says so in plain text
        if error.response.status_code in ABSENT:
            return False
        raise
    return need.resource in {one["name"] for one in said["resources"]}
