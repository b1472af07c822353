"""What can be wrong with a machine: each gives its cause and its cure in a line, and its code."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.todo import LAUNCHER, ROOT, Said, todo

USAGE, MISSING = 2, 3
MOUNT, UMOUNT = "/bin/mount", "/bin/umount"
SKIPPED = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", ".next", "*_cache", "__pycache__", "test-results"
)


@pytest.fixture
def env(tmp_path: Path, free_port: int) -> dict[str, str]:
    """A cache folder and a port of the test's own."""
    return {"TODO_CACHE_DIR": str(tmp_path / "cache"), "TODO_PORT": str(free_port)}


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def fails(code: int, *arguments: str, env: Mapping[str, str], launcher: Path = LAUNCHER) -> Said:
    """Run a command that must fail with this exit code, a cause and a cure, a line each."""
    said = todo(*arguments, "--json", env=env, launcher=launcher)
    assert said.code == code, said.out + said.err
    assert said.result["exit_code"] == code
    for part in ("what", "cause", "cure"):
        assert said.result[part], said.out
        assert "\n" not in said.result[part], said.out
    assert "Traceback" not in said.out + said.err
    return said


def test_a_wrong_kube_context_names_those_there_are(env: dict[str, str], tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.write_text(
        "{apiVersion: v1, kind: Config, clusters: [{name: a, cluster: {server: x}}],"
        " contexts: [{name: staging, context: {cluster: a, user: a}}], users: [{name: a}]}"
    )
    said = fails(USAGE, "up", "--on", "stagign", env=env | {"KUBECONFIG": str(config)})
    assert "stagign" in said.result["what"]
    assert "staging" in said.result["cause"] + said.result["cure"]


def test_an_engine_that_is_down_is_named(env: dict[str, str], tmp_path: Path) -> None:
    nowhere = f"unix://{tmp_path}/docker.sock"
    said = fails(MISSING, "build", env=env | {"DOCKER_HOST": nowhere})
    assert "engine" in said.result["what"] or "docker" in said.result["what"]


def test_a_port_in_use_names_who_holds_it_and_a_free_way(env: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", int(env["TODO_PORT"]))):
        said = fails(MISSING, "up", "--on", "local", env=env)
    assert env["TODO_PORT"] in said.result["what"]
    assert f"process {os.getpid()}" in said.result["cause"]
    assert "TODO_PORT=" in said.result["cure"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder that holds 3 MB and no more."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a disk of 3 MB can be made by root on Linux: sudo ./todo test --only faults")
    folder = tmp_path / "small"
    folder.mkdir()
    subprocess.run([MOUNT, "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run([UMOUNT, "--lazy", str(folder)], check=True)


def test_a_full_disk_is_named(env: dict[str, str], small_disk: Path) -> None:
    said = fails(MISSING, "up", "--on", "local", env=env | {"TODO_CACHE_DIR": str(small_disk)})
    assert "too little disk space" in said.result["what"]
    assert str(small_disk) in said.result["cause"]
    assert "TODO_CACHE_DIR" in said.result["cure"]


def test_an_unreachable_database_is_named_without_its_password(
    env: dict[str, str], free_port: int
) -> None:
    url = f"postgresql://me:s3cr3t@127.0.0.1:{free_port + 1}/todo"
    said = fails(MISSING, "up", "--on", "local", env=env | {"DATABASE_URL": url})
    assert said.result["what"] == "Your database does not answer."
    assert f"port {free_port + 1}" in said.result["cause"]
    assert "DATABASE_URL" in said.result["cure"]
    assert "s3cr3t" not in said.out + said.err
    assert "Nothing" in todo("down", env=env).out


def test_a_broken_chart_value_is_named_by_its_place(env: dict[str, str], tmp_path: Path) -> None:
    copy = tmp_path / "checkout"
    shutil.copytree(ROOT, copy, ignore=SKIPPED)
    description = copy / "app.yaml"
    text = description.read_text(encoding="utf-8")
    assert "memory: 8Gi" in text
    description.write_text(text.replace("memory: 8Gi", "memory: lots", 1), encoding="utf-8")
    said = fails(USAGE, "chart", env=env, launcher=copy / LAUNCHER.name)
    assert "app.yaml" in said.result["what"]
    assert "lots" in said.result["cause"]
