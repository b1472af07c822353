"""The programs of AI clients, of exactly the versions in package-lock.json."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.todo import ROOT

HERE = Path(__file__).parent
SERVER = (sys.executable, "-m", "deployer", "mcp", "--on", "local")
"""The operations server as `.mcp.json` starts it, on a target that needs no cluster."""


@pytest.fixture(scope="session")
def programs() -> Path:
    """The folder with the npm programs; they are installed when they are not there."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is needed: install Node, then run ./todo test")
    lock, stamp = HERE / "package-lock.json", HERE / "node_modules/.stamp"
    if not stamp.exists() or stamp.read_bytes() != lock.read_bytes():
        argv = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(argv, cwd=HERE, check=True, capture_output=True, timeout=600)
        # The one script that is needed: it puts Claude Code's program where its package expects it.
        place = ["node", "node_modules/@anthropic-ai/claude-code/install.cjs"]
        subprocess.run(place, cwd=HERE, check=True, capture_output=True, timeout=600)
        shutil.copyfile(lock, stamp)
    return HERE / "node_modules/.bin"


def run(argv: Sequence[str | Path], home: Path) -> subprocess.CompletedProcess[str]:
    """Run a program in the checkout, with a home folder in which it finds nothing of the user's."""
    return subprocess.run(
        [str(one) for one in argv],
        cwd=ROOT,
        env={**os.environ, "HOME": str(home), "DISABLE_TELEMETRY": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
