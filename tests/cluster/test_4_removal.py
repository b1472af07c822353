"""Down leaves nothing of ours."""

import shutil
import subprocess

import psutil
import pytest

from tests.cluster.kubectl import Kubectl
from tests.todo import Said, succeed, todo

LABEL = "dev.todo-chatbot"


@pytest.fixture(scope="module")
def removed(first_up: Said, cluster: str) -> Said:
    del first_up
    return succeed("down", "--on", cluster)


def test_it_lists_what_it_removed_and_finds_nothing_left(removed: Said) -> None:
    assert removed.facts["removed"]
    assert removed.facts["remaining"] == []


def test_no_namespace_is_left(removed: Said, cluster: str) -> None:
    del removed
    if cluster == "builtin":
        return  # the whole cluster is gone; the next tests look at the machine
    namespaces = Kubectl(cluster).get("namespaces")["items"]
    assert "todo" not in [one["metadata"]["name"] for one in namespaces]


def test_no_process_of_ours_is_left(removed: Said) -> None:
    del removed
    ours = ("deployer.door", "todo-builtin", "port-forward")
    left = [
        line
        for process in psutil.process_iter()
        if any(name in (line := " ".join(_command_line(process))) for name in ours)
    ]
    assert left == []


def test_no_image_container_or_network_of_ours_is_left(removed: Said) -> None:
    del removed
    docker = shutil.which("docker")
    if (
        docker is None
        or subprocess.run([docker, "info"], check=False, capture_output=True).returncode
    ):
        return  # the engine that was started for the app is gone with all that was in it
    for kind in (
        ["image", "ls"],
        ["container", "ls", "--all"],
        ["network", "ls"],
        ["volume", "ls"],
    ):
        found = subprocess.run(
            [docker, *kind, "--quiet", "--filter", f"label={LABEL}"],
            check=True,
            capture_output=True,
            text=True,
        )
        assert found.stdout == "", kind


def test_down_again_is_no_error(removed: Said, cluster: str) -> None:
    del removed
    assert todo("down", "--on", cluster, "--json").code == 0


def _command_line(process: psutil.Process) -> list[str]:
    try:
        found: list[str] = process.cmdline()
    except psutil.Error:
        return []
    return found
