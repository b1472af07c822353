"""Mends what can be mended without asking anybody: privately, and so that it can be undone."""

import shlex
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path, PurePath

from deployer.clusters import find_cluster
from deployer.clusters.base import State
from deployer.doctor.machine import DISK_CLUSTER_GIB, GIB
from deployer.errors import DeployerError
from deployer.events import Events
from deployer.results import Repair
from deployer.settings import settings
from deployer.steps import Step, step
from deployer.tools import docker, programs

TOOLS = ("kubectl", "helm", "minikube")
"""What Kubernetes needs and a user may lack."""


async def repair(on: str | None, events: Events) -> tuple[Repair, ...]:
    """Install the missing tools, free what is ours if the disk is short, start the named cluster.

    A repair that fails keeps none of the others from being made.

    Args:
        on: The cluster to start; None starts none.
        events: Who listens.

    Returns:
        What was done; nothing for what was in order.
    """
    made = [await _attempt(f"install {name}", events, _Install(name)) for name in TOOLS]
    made.append(await _attempt("free disk space", events, _free))
    if on is not None:
        made.append(await _attempt(f"start {on}", events, _Start(on, events)))
    return tuple(one for one in made if one is not None)


type Work = Callable[[Step], Awaitable[Repair | None]]


async def _attempt(what: str, events: Events, work: Work) -> Repair | None:
    with step(what, events) as running:
        try:
            done = await work(running)
        except DeployerError as error:
            running.skip(error.what)
            return Repair(what=what, ok=False, how=f"{error.what} {error.cause}".strip())
        if done is None:
            running.skip("nothing to do")
        else:
            running.done(done.how)
        return done


class _Install:
    """Installs one program where nothing else looks for it."""

    def __init__(self, name: str) -> None:
        self._name = name

    async def __call__(self, _: Step) -> Repair | None:
        found = await programs.obtain(self._name)
        if not found.installed_from:
            return None
        return Repair(
            what=f"install {self._name}",
            ok=True,
            how=f"from {found.installed_from}, checked, {found.path}",
            undo=remove_command(Path(found.path)),
        )


class _Start:
    """Starts the cluster that the user named, unless it runs."""

    def __init__(self, name: str, events: Events) -> None:
        self._name = name
        self._events = events

    async def __call__(self, _: Step) -> Repair | None:
        cluster = find_cluster(self._name)
        before = await cluster.state()
        if before is State.RUNNING:
            return None
        await cluster.prepare(self._events)
        access = await cluster.start(self._events)
        # One that was there before keeps what is in it.
        undo = f"./todo cleanup --on {self._name} --scope cluster"
        return Repair(
            what=f"start {self._name}", ok=True, how=f"context {access.context}", undo=undo
        )


async def _free(_: Step) -> Repair | None:
    """Remove images of ours that newer ones took the place of, when the disk is short."""
    if shutil.disk_usage(settings().folder()).free >= DISK_CLUSTER_GIB * GIB:
        return None
    old = superseded(await docker.images_of_ours())
    for image in old:
        # Without --force: what a container still uses stays.
        await docker.docker("image", "rm", *image.tags, check=False)
    if not old:
        return None
    names = ", ".join(tag for image in old for tag in image.tags)
    return Repair(what="free disk space", ok=True, how=f"removed {names}", undo="./todo build")


def superseded(images: tuple[docker.Image, ...]) -> tuple[docker.Image, ...]:
    """Return the images whose name a newer image of ours has too."""
    newest: dict[str, docker.Image] = {}
    for image in sorted(images, key=lambda one: one.created):
        for tag in image.tags:
            newest[tag.rpartition(":")[0]] = image
    kept = {image.id for image in newest.values()}
    return tuple(image for image in images if image.tags and image.id not in kept)


def remove_command(path: PurePath) -> str:
    """Return the command that removes a file, for the shell of this platform."""
    if path.suffix == ".exe":
        return f'Remove-Item "{path}"'
    return f"rm {shlex.quote(str(path))}"
