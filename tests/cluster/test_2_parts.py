"""The deployer's own tests of what touches an engine or a node, on the ones that run now."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.todo import LAUNCHER, ROOT, Said, todo

STOPS_WITHIN = 30
"""Seconds that Kubernetes gives a pod by default; one that takes longer is killed."""


def test_the_images_keep_every_promise_as_containers(first_up: Said) -> None:
    del first_up
    said = todo("run", "--json")
    assert said.code == 0, said.out + said.err
    tests = {one["service"]: one for one in said.facts["containers"]}
    seen = {
        name: {check["what"]: check["value"] for check in one["checks"]}
        for name, one in tests.items()
    }
    bound = "user 10001:10001, read-only root, no capabilities"
    assert seen["backend"]["backend is confined"] == f"{bound}, 1 CPU, 2048 MiB"
    assert seen["frontend"]["frontend is confined"] == f"{bound}, 0.75 CPU, 1536 MiB"
    assert seen["database"]["database is confined"] == f"{bound}, 0.25 CPU, 512 MiB"
    assert seen["backend"]["the assistant adds a task"] == "buy milk is in the list"
    assert seen["frontend"]["GET /"].startswith("a page of")
    for one in tests.values():
        assert one["stopped_after_seconds"] < STOPS_WITHIN
        assert Path(one["log"]).stat().st_size > 0


def test_a_bundle_brings_the_images_where_there_is_no_network(
    first_up: Said, cluster: str, tmp_path: Path
) -> None:
    if cluster != "builtin":
        pytest.skip("a network namespace needs root on Linux: ./todo test --on builtin")
    reference = {one["service"]: one["reference"] for one in first_up.facts["images"]}["frontend"]
    bundle = tmp_path / "bundle.tar"
    assert todo("bundle", str(bundle)).code == 0
    subprocess.run(["/usr/bin/env", "docker", "image", "rm", "--force", reference], check=True)
    # A namespace of its own has no route: whatever would be fetched could not be.
    offline = subprocess.run(
        ["/usr/bin/unshare", "--net", str(LAUNCHER), "build", "--bundle", str(bundle), "--json"],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert offline.returncode == 0, offline.stdout + offline.stderr
    built = json.loads(offline.stdout)
    assert built["status"] == "unchanged"
    assert reference in [one["reference"] for one in built["facts"]["images"]]


def test_agents_and_tools_do_their_work_on_real_parts(first_up: Said, cluster: str) -> None:
    del first_up
    if cluster != "builtin":
        pytest.skip("these look into the builtin cluster's node: ./todo test --on builtin")
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "tests",
            "-m",
            "engine or cluster",
            "-p",
            "no:xdist",
        ],
        check=False,
        capture_output=True,
        text=True,
        timeout=1500,
        cwd=ROOT / "deployer",
    )
    assert ended.returncode == 0, ended.stdout[-12000:] + ended.stderr[-2000:]
    assert "skipped" not in ended.stdout.splitlines()[-1], ended.stdout[-2000:]
