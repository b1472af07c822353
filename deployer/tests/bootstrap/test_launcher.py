"""The launcher itself, started as people start it: by a link, from anywhere, in odd folders."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deployer.settings import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="todo.ps1 is the launcher there")

SAYS = "import sys, os; print(sys.argv[1:]); print(os.environ.get('PYTHONPATH'))"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with a bootstrap that only says how it was called."""
    folder = tmp_path / "a folder with spaces"
    (folder / "deployer" / "bootstrap").mkdir(parents=True)
    (folder / "deployer" / "bootstrap" / "__main__.py").write_text(SAYS)
    shutil.copy(ROOT / "todo", folder / "todo")
    return folder


def launch(
    program: Path, *arguments: str, path: str | None = None
) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": "/nowhere", "PYTHONHOME": "/nowhere"}
    env["PATH"] = os.environ["PATH"] if path is None else path
    return subprocess.run(
        [str(program), *arguments], env=env, capture_output=True, text=True, check=False, cwd="/"
    )


def test_arguments_arrive_as_they_are(checkout: Path) -> None:
    said = launch(checkout / "todo", "up", "--on", "my context", "")
    assert said.stdout.splitlines() == ["['up', '--on', 'my context', '']", "None"]


def test_a_link_leads_to_the_checkout(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "first").symlink_to(checkout / "todo")
    (tmp_path / "bin" / "todo").symlink_to("../first")
    assert launch(tmp_path / "bin" / "todo", "status").stdout.startswith("['status']")


def test_without_python_and_uv_the_cure_is_told(checkout: Path, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "dirname", "readlink"):
        (tools / name).symlink_to(str(shutil.which(name)))
    said = launch(checkout / "todo", "up", path=str(tools))
    assert said.returncode == 3
    assert "Try: install Python 3.9" in said.stderr


def test_uv_alone_is_enough(checkout: Path, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "dirname", "readlink"):
        (tools / name).symlink_to(str(shutil.which(name)))
    uv = tools / "uv"
    uv.write_text('#!/bin/sh\necho "uv $*"\n')
    uv.chmod(0o755)
    said = launch(checkout / "todo", "up", path=str(tools))
    assert said.stdout.startswith("uv run ")
    assert said.stdout.rstrip().endswith("deployer/bootstrap up")


def test_the_windows_launchers_end_with_the_exit_code_of_the_command() -> None:
    assert (ROOT / "todo.cmd").read_bytes().count(b"\r\n") == 2
    assert "exit $LASTEXITCODE" in (ROOT / "todo.ps1").read_text()


@pytest.mark.parametrize("name", ["deploy", "cleanup", "validate"])
def test_the_scripts_call_the_launcher(name: str) -> None:
    shell = (ROOT / "scripts" / f"{name}.sh").read_text().splitlines()
    assert len(shell) == 2
    assert "todo" in shell[1]
    assert os.access(ROOT / "scripts" / f"{name}.sh", os.X_OK)
    assert "todo.ps1" in (ROOT / "scripts" / f"{name}.ps1").read_text()
