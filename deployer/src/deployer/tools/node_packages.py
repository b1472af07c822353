"""Keeps a folder's node_modules in step with its lock file."""

import hashlib
import os
from pathlib import Path

from deployer.events import Events
from deployer.settings import settings
from deployer.steps import step
from deployer.tools import command
from deployer.tools.node import Node

STAMP = ".todo-stamp"
INPUTS = ("package.json", "package-lock.json")
QUIET = ("--no-audit", "--no-fund", "--loglevel=error")


async def install_packages(folder: Path, node: Node, events: Events, *, dev: bool = False) -> None:
    """Run `npm ci` if the lock file or Node changed since it last ended well.

    Args:
        folder: Where package.json is.
        node: Whose npm runs.
        events: Who listens.
        dev: The packages of checks and tests too; they serve a build as well.

    Raises:
        CommandFailedError: The registry cannot be reached, or the lock file is not in order.
    """
    wanted = _wanted(folder, node)
    stamp = folder / "node_modules" / STAMP
    there = stamp.read_text(encoding="ascii") if stamp.exists() else ""
    if there == f"{wanted} dev" or (there == wanted and not dev):
        return
    with step("install the frontend's packages", events) as running:
        await command.run(
            [*node.npm, "ci", *QUIET, *([] if dev else ["--omit=dev"])],
            cwd=folder,
            env=environment(node),
            on_line=running.progress,
            timeout=900,
            cure="connect to the network, or set HTTPS_PROXY, then start again",
        )
        stamp.write_text(f"{wanted} dev" if dev else wanted, encoding="ascii")


def environment(node: Node) -> dict[str, str]:
    """Return what npm and Next.js need: this Node first on PATH, caches in our own folder."""
    return {
        "PATH": os.pathsep.join([str(node.bin_folder), os.environ.get("PATH", "")]),
        "NPM_CONFIG_CACHE": os.environ.get("NPM_CONFIG_CACHE", str(settings().folder("npm"))),
        "NPM_CONFIG_UPDATE_NOTIFIER": "false",
        "NEXT_TELEMETRY_DISABLED": "1",
    }


def _wanted(folder: Path, node: Node) -> str:
    digest = hashlib.sha256(node.version.encode())
    for name in INPUTS:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()
