"""The frontend as a process of this machine: built when its sources changed, then served."""

import shutil
from pathlib import Path

from deployer.events import Events
from deployer.local.fingerprint import fingerprint
from deployer.local.places import Places
from deployer.local.plan import FRONTEND, Service
from deployer.settings import ROOT
from deployer.steps import step
from deployer.tools import command
from deployer.tools.node import Node, find_node
from deployer.tools.node_packages import environment, install_packages

WEB = ROOT / "web"
BUILD_SECONDS = 900.0


async def build(places: Places, events: Events) -> tuple[Path, Node]:
    """Build the frontend unless these very sources were built before.

    Returns:
        The folder with the finished `server.js`, apart from the sources: a running server
        is not disturbed by the next build.

    Raises:
        CommandFailedError: The packages cannot be had, or the sources do not build.
    """
    node = await find_node(events)
    with step("build the frontend", events) as running:
        target = places.state / "web" / fingerprint([WEB], node.version)
        if (target / "server.js").exists():
            running.skip("unchanged")
            return target, node
        await install_packages(WEB, node, events)
        await command.run(
            [node.node, str(WEB / "node_modules" / "next" / "dist" / "bin" / "next"), "build"],
            cwd=WEB,
            env=environment(node),
            on_line=running.progress,
            timeout=BUILD_SECONDS,
        )
        _keep(WEB / ".next", target)
        running.done("next build")
    return target, node


def _keep(built: Path, target: Path) -> None:
    """Copy a standalone build with the files that it leaves out for a CDN to serve."""
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(built / "standalone", fresh, symlinks=True)
    shutil.copytree(built / "static", fresh / ".next" / "static")
    if (WEB / "public").is_dir():
        shutil.copytree(WEB / "public", fresh / "public", dirs_exist_ok=True)
    fresh.rename(target)


def forget_others(current: Path) -> None:
    """Remove earlier builds, which nothing runs any more."""
    for folder in current.parent.iterdir():
        if folder != current:
            shutil.rmtree(folder, ignore_errors=True)


def frontend(folder: Path, node: Node, port: int, backend_url: str) -> Service:
    """Return how to serve a finished build."""
    return Service(
        name=FRONTEND,
        argv=(node.node, "server.js"),
        cwd=folder,
        env={
            "NODE_ENV": "production",
            "HOSTNAME": "127.0.0.1",
            "PORT": str(port),
            "BACKEND_URL": backend_url,
            "NEXT_TELEMETRY_DISABLED": "1",
        },
        version=folder.name,
        ready=f"http://127.0.0.1:{port}/healthz",
    )
