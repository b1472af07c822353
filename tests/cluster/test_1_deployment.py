"""From nothing to a used deployment: pods, browser, a second run, an upgrade under load."""

from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen

import pytest

from tests.cluster.conftest import by_service
from tests.cluster.kubectl import Kubectl
from tests.cluster.load import Load
from tests.todo import ROOT, Said, play, succeed


def test_two_pods_of_each_and_the_database_are_ready(first_up: Said) -> None:
    assert by_service(first_up.facts) == {"backend": 2, "frontend": 2, "database": 1}
    assert first_up.facts["namespace"] == "todo"


def test_the_images_keep_their_budgets(first_up: Said) -> None:
    sizes = {one["service"]: one["size_bytes"] / 1e6 for one in first_up.facts["images"]}
    assert sizes["backend"] < 165, sizes
    assert sizes["frontend"] < 165, sizes


def test_the_url_serves_the_page(url: str) -> None:
    with urlopen(url, timeout=20) as page:  # noqa: S310 - loopback
        assert b"Todo Chatbot" in page.read()


def test_people_can_use_it_in_a_browser(url: str) -> None:
    play(url, "chat.spec.ts", "tasks.spec.ts")


def test_the_namespace_is_bounded_and_restricted(kubectl: Kubectl) -> None:
    labels = kubectl.get("namespace", "todo")["metadata"]["labels"]
    assert labels["pod-security.kubernetes.io/enforce"] == "restricted"
    (quota,) = kubectl.get("resourcequota")["items"]
    assert quota["spec"]["hard"]["limits.cpu"] == "4"
    assert quota["spec"]["hard"]["limits.memory"] == "8Gi"


def test_no_pod_is_root_writes_its_image_or_holds_a_token(kubectl: Kubectl) -> None:
    for pod in kubectl.get("pods")["items"]:
        spec = pod["spec"]
        assert spec["automountServiceAccountToken"] is False
        for container in spec["containers"]:
            security = container["securityContext"]
            assert security["readOnlyRootFilesystem"], pod["metadata"]["name"]
            assert security["allowPrivilegeEscalation"] is False
            assert security["capabilities"]["drop"] == ["ALL"]


def test_no_secret_value_stands_in_a_release_or_a_pod(kubectl: Kubectl) -> None:
    secrets = kubectl.get("secrets", "--field-selector", "type=Opaque")["items"]
    values = [value for one in secrets for value in one["data"].values()]
    assert values
    pods = kubectl.run("get", "pods,configmaps,jobs,statefulsets,deployments", "-o", "yaml")
    releases = kubectl.run(
        "get", "secrets", "--field-selector", "type=helm.sh/release.v1", "-o", "yaml"
    )
    for value in values:
        assert value not in pods
        assert value not in releases


def identity(facts: dict[str, Any]) -> dict[str, Any]:
    """Return what must stay the same when nothing changed."""
    return {
        "releases": [(one["name"], one["revision"]) for one in facts["releases"]],
        "pods": sorted((one["uid"], one["image_id"], one["restarts"]) for one in facts["pods"]),
        "images": sorted((one["reference"], one["id"]) for one in facts["images"]),
    }


def test_a_second_up_changes_nothing_and_says_so(first_up: Said, cluster: str) -> None:
    again = succeed("up", "--on", cluster)
    assert identity(again.facts) == identity(first_up.facts)
    assert again.result["status"] == "unchanged"
    assert "Nothing changed" in again.result["summary"]


@pytest.fixture
def edited_backend() -> Iterator[None]:
    """A comment more in the backend's source, taken out again afterwards."""
    source = ROOT / "api" / "src" / "main.py"
    before = source.read_bytes()
    source.write_bytes(before + b"\n# A test was here.\n")
    yield
    source.write_bytes(before)


@pytest.mark.usefixtures("edited_backend")
def test_an_upgrade_rolls_without_a_failed_request(first_up: Said, cluster: str, url: str) -> None:
    with Load(url) as load:
        upgraded = succeed("up", "--on", cluster)
    assert load.failures == []
    assert load.calls > 100
    before, after = (
        {one["service"]: one["image"] for one in said.facts["pods"]}
        for said in (first_up, upgraded)
    )
    assert after["backend"] != before["backend"]
    assert after["frontend"] == before["frontend"]
    assert by_service(upgraded.facts) == {"backend": 2, "frontend": 2, "database": 1}
