"""The deployer's own tests of what touches an engine or a node, on the ones that run now."""

import subprocess
import sys

import pytest

from tests.todo import ROOT, Said


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
