"""The cluster that these tests run on, and what they look at it with."""

import os
import shutil
import sys
from typing import Any

import pytest

from tests.cluster.kubectl import Kubectl
from tests.todo import Said, succeed

NAME = os.environ.get("TODO_TEST_CLUSTER", "builtin")


def _why_not() -> str | None:
    """Say why the cluster tests cannot run here, or None."""
    if NAME != "builtin":
        return None
    if sys.platform != "linux" or not shutil.which("apt-get"):
        return "the builtin cluster needs Debian or Ubuntu; use: ./todo test --on CONTEXT"
    if os.geteuid() != 0:
        return "the builtin cluster needs root; use: sudo ./todo test, or ./todo test --on CONTEXT"
    return None


@pytest.fixture(scope="session", autouse=True)
def _possible() -> None:
    reason = _why_not()
    if reason and os.environ.get("CI"):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)


@pytest.fixture(scope="session")
def cluster() -> str:
    """The value for `--on`."""
    return NAME


@pytest.fixture(scope="session")
def first_up(cluster: str) -> Said:
    """The app, brought up from nothing."""
    return succeed("up", "--on", cluster, minutes=50)


@pytest.fixture(scope="session")
def url(first_up: Said) -> str:
    found: str = first_up.facts["url"]
    return found


@pytest.fixture
def kubectl(first_up: Said, cluster: str) -> Kubectl:
    """kubectl, pinned to the cluster and the namespace."""
    del first_up
    return Kubectl(cluster)


def by_service(facts: dict[str, Any]) -> dict[str, int]:
    """Count the ready pods of each service."""
    found: dict[str, int] = {}
    for pod in facts["pods"]:
        found[pod["service"]] = found.get(pod["service"], 0) + int(pod["ready"])
    return found
