"""Looks into images that were built: sizes, packages, bills of materials."""

import json
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import anyio.to_thread

from deployer.agents._images.contents import Contents, read_contents
from deployer.agents._images.packages import Package, packages_of
from deployer.agents._images.sbom import spdx
from deployer.results import BuiltImage
from deployer.tools import docker
from deployer.tools.disk import need_space

TOOL = "todo-deployer"


class Inside(NamedTuple):
    """What one image holds."""

    contents: Contents
    packages: tuple[Package, ...]


async def look_inside(image: BuiltImage) -> Inside:
    """Read an image out of the engine.

    Raises:
        MissingError: The image is gone, or the disk has no room for a copy of it.
    """
    with tempfile.TemporaryDirectory(prefix="todo-image-") as place:
        need_space(Path(place), image.size_bytes, "look into an image")
        archive = Path(place) / "image.tar"
        await docker.docker("image", "save", "--output", str(archive), image.reference)
        contents = await anyio.to_thread.run_sync(read_contents, archive)
    return Inside(contents, packages_of(contents))


async def write_sbom(image: BuiltImage, inside: Inside, folder: Path) -> Path:
    """Write an image's bill of materials; returns the file.

    Args:
        image: The image.
        inside: What it holds.
        folder: Where to; made when it is missing.
    """
    found = (await docker.inspect([image.reference])).get(image.reference)
    if found is None:
        raise docker.missing_image(image.reference)
    tool = f"{TOOL}-{version(TOOL)}"
    document = spdx(found, image.reference, inside.packages, tool, datetime.now(UTC))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{image.reference.replace('/', '-').replace(':', '-')}.spdx.json"
    path.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    return path
