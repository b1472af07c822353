"""The offline capsule: images, their base, and tools in one file that needs no network.

What an image is tagged with is the hash of its inputs, the base included. So a checkout that finds
these images and bases in the engine has nothing to build, and nothing to fetch.
"""

import hashlib
import platform
import shutil
import tarfile
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import anyio.to_thread
from pydantic import ValidationError

from deployer.agents.docker_build_optimizer import DockerBuildOptimizer
from deployer.app import load_app
from deployer.errors import DeployerError, UsageError
from deployer.events import Events
from deployer.frozen import Frozen
from deployer.requests import BuildRequest
from deployer.results import Facts, Result, Status
from deployer.settings import settings
from deployer.steps import step
from deployer.tools import docker, programs
from deployer.tools.command import find_program
from deployer.tools.disk import need_space
from deployer.tools.docker_inputs import base_images

LIST, IMAGES, TOOLS = "bundle.json", "images.tar", ("kubectl", "helm")
MEGABYTE = 1_000_000
LOAD_SECONDS = 900.0


class Bundle(Frozen):
    """What stands in a bundle's list, its first file."""

    platform: str
    images: Mapping[str, str]
    """Reference to id; bases have no service of ours, but are needed all the same."""
    sums: Mapping[str, str]
    """SHA-256 of every other file."""


class BundleFacts(Facts):
    """What `todo bundle` wrote."""

    file: str
    size_bytes: int
    images: tuple[str, ...]
    tools: tuple[str, ...]


async def make_bundle(target: Path, events: Events) -> Result[BundleFacts]:
    """Write a bundle of what this checkout is now; images that changed are built first.

    Args:
        target: The file; appears only when it is complete.
        events: Who listens.

    Raises:
        MissingError: No engine, no tool, or no disk space.
    """
    started = time.monotonic()
    built = (await DockerBuildOptimizer().run(BuildRequest(), events)).facts.images
    images = await docker.inspect([*(one.reference for one in built), *_bases()])
    target.parent.mkdir(parents=True, exist_ok=True)
    size = sum(one.size_bytes for one in images.values())
    need_space(target.resolve().parent, 2 * size, "write a bundle")
    with (
        step("bundle", events) as running,
        tempfile.TemporaryDirectory(dir=target.parent, prefix=".todo-bundle-") as place,
    ):
        folder = Path(place)
        running.progress("saving the images")
        await docker.docker(
            "image", "save", "--output", str(folder / IMAGES), *images, timeout=LOAD_SECONDS
        )
        for name in TOOLS:
            shutil.copyfile(await programs.find(name), folder / name)
        ids = {reference: image.id for reference, image in images.items()}
        await anyio.to_thread.run_sync(_pack, folder, ids, target)
        running.done(f"{target.stat().st_size / MEGABYTE:.0f} MB")
    facts = BundleFacts(
        file=str(target), size_bytes=target.stat().st_size, images=tuple(images), tools=TOOLS
    )
    return Result(
        agent="bundle",
        status=Status.DONE,
        summary=f"{target} holds {len(images)} images and {len(TOOLS)} tools.",
        facts=facts,
        next_step=f"./todo up --on CLUSTER --bundle {target}   (on the other machine)",
        seconds=time.monotonic() - started,
    )


async def open_bundle(source: Path, events: Events) -> Bundle:
    """Check a bundle, load its images into the engine, and install tools that lack here.

    Raises:
        UsageError: It is none, it is for other machines, or it is of another checkout.
        DeployerError: It was changed since it was written.
        MissingError: No engine answers, or there is no disk space.
    """
    with step("open bundle", events) as running, tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        try:
            need_space(folder, source.stat().st_size, "open a bundle")
            running.progress("checking")
            bundle = await anyio.to_thread.run_sync(_unpack, source, folder)
        except (OSError, tarfile.TarError, ValidationError) as error:
            raise UsageError(
                f"{source} is no bundle.", cause=str(error).splitlines()[0], cure="./todo bundle"
            ) from error
        there = await docker.inspect(list(bundle.images))
        lacking = [one for one, id_ in bundle.images.items() if _id(there.get(one)) != id_]
        if lacking:
            running.progress("loading the images")
            archive = str(folder / IMAGES)
            await docker.docker("image", "load", "--input", archive, timeout=LOAD_SECONDS)
        for name in TOOLS:
            _install(folder / name)
        running.done(f"{len(lacking)} of {len(bundle.images)} images loaded")
    return bundle


def _bases() -> list[str]:
    texts = [one.recipe.read_text(encoding="utf-8") for one in load_app().services.values()]
    return list(dict.fromkeys(base for text in texts for base in base_images(text, {})))


def _pack(folder: Path, images: Mapping[str, str], target: Path) -> None:
    sums = {path.name: _sum(path) for path in sorted(folder.iterdir())}
    bundle = Bundle(platform=_platform(), images=images, sums=sums)
    (folder / LIST).write_text(bundle.model_dump_json(indent=2), encoding="utf-8")
    whole = folder / "whole"
    with tarfile.open(whole, "w") as archive:
        for name in (LIST, *sums):
            archive.add(folder / name, arcname=name)
    whole.replace(target)


def _unpack(source: Path, folder: Path) -> Bundle:
    with tarfile.open(source) as archive:
        # The filter lets no name lead out of the folder.
        archive.extractall(folder, filter="data")
    bundle = Bundle.model_validate_json((folder / LIST).read_bytes())
    if bundle.platform != _platform():
        raise UsageError(
            f"{source} is for {bundle.platform} and not for {_platform()}.",
            cure="./todo bundle, on a machine like this one",
        )
    for name, expected in bundle.sums.items():
        if _sum(folder / name) != expected:
            raise DeployerError(
                f"{source} is damaged, or was changed.",
                cause=f"{name} in it has another SHA-256 than the list says.",
                cure="copy it again",
            )
    return bundle


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _platform() -> str:
    return f"{platform.system()}/{platform.machine()}".lower()


def _id(image: docker.Image | None) -> str:
    return image.id if image else ""


def _install(program: Path) -> None:
    target = settings().folder("tools", "bin") / program.name
    try:
        find_program(program.name, folders=[target.parent])
    except DeployerError:
        shutil.copyfile(program, target)
        target.chmod(0o755)
