"""The quickstart's commands, in its order, on the cluster of these tests."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.todo import ROOT, Said, succeed, todo

QUICKSTART = ROOT / "specs/001-local-k8s-deployment/quickstart.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LAST = "down"
"""What test_4_removal runs, and looks at more closely than could be done here."""
NO_JSON = ("logs",)


def commands() -> list[list[str]]:
    """Return the words of each command, without the launcher."""
    text = QUICKSTART.read_text(encoding="utf-8")
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    return [line.partition("#")[0].split()[1:] for line in lines if line.strip()]


@pytest.fixture(scope="module", autouse=True)
def _up_again(first_up: Said, cluster: str) -> Iterator[None]:
    """Leave the app as the next tests expect it."""
    del first_up
    yield
    succeed("up", "--on", cluster)


def test_it_ends_with_down() -> None:
    assert commands()[-1] == [LAST]


@pytest.mark.parametrize("words", commands()[:-1], ids=" ".join)
def test_the_command_works(words: list[str], cluster: str, tmp_path: Path) -> None:
    there = [cluster if word == "minikube" else word for word in words]
    if there == ["up"]:
        there += ["--on", cluster]
    # What it writes for an AI client goes to a folder of the test's own.
    env = {"XDG_CONFIG_HOME": str(tmp_path), "APPDATA": str(tmp_path)}
    if there[0] in NO_JSON:
        said = todo(*there, env=env)
        assert said.code == 0, said.err
        assert said.out
    else:
        succeed(*there, env=env)
