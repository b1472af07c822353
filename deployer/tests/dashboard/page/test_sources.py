"""The page's own files: typed, formatted, short."""

import shutil

import pytest

from deployer.dashboard.server import files
from deployer.settings import ROOT
from deployer.tools import command

PAGE = ROOT / "deployer/src/deployer/dashboard"
LONGEST = 220


@pytest.mark.browser
async def test_the_scripts_hold_what_their_types_say() -> None:
    await run("tsc", "--project", str(PAGE / "jsconfig.json"))


@pytest.mark.browser
async def test_every_file_is_formatted() -> None:
    await run("prettier", "--check", "--config", ".prettierrc.json", str(PAGE / "static"))


def test_no_file_is_long() -> None:
    long = {path for path, (_, body) in files().items() if body.count(b"\n") > LONGEST}
    assert not long


async def run(program: str, *arguments: str) -> None:
    """Run one of the web app's own tools."""
    npx = shutil.which("npx")
    assert npx is not None
    await command.run([npx, "--no-install", program, *arguments], cwd=ROOT / "web", timeout=600)
