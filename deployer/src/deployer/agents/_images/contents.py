"""Opens a saved image: its files by layer, and those that tell which packages it is made of."""

import json
import tarfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from deployer.errors import DeployerError

STATUS = "var/lib/dpkg/status"
"""A file, or with `.d` a folder with a file for each package, as images without dpkg have it."""
WHITEOUT, OPAQUE = ".wh.", ".wh..wh..opq"
"""How a layer says that files of the layers below it are gone."""


class Contents(NamedTuple):
    """An image's files."""

    layers: tuple[Mapping[str, int], ...]
    """Bytes by path, for each layer that holds something, from the bottom up."""
    files: Mapping[str, int]
    """Bytes by path, as a container sees them."""
    texts: Mapping[str, str]
    """The files that describe packages."""


def read_contents(archive: Path) -> Contents:
    """Read what `docker save` wrote.

    Raises:
        DeployerError: It is no saved image.
    """
    layers: list[Mapping[str, int]] = []
    files: dict[str, int] = {}
    texts: dict[str, str] = {}
    try:
        with tarfile.open(archive) as image:
            manifest = json.load(_member(image, "manifest.json"))
            for name in manifest[0]["Layers"]:
                with tarfile.open(fileobj=_member(image, name)) as layer:
                    sizes = _read_layer(layer, files, texts)
                if sizes:
                    layers.append(sizes)
    except (OSError, tarfile.TarError, KeyError, ValueError) as error:
        raise DeployerError("The saved image cannot be read.", cause=str(error)) from error
    return Contents(tuple(layers), files, {path: texts[path] for path in texts if path in files})


def describes_packages(path: str) -> bool:
    """Tell whether a file says which packages an image holds."""
    parts = PurePosixPath(path)
    if path == STATUS or path.startswith(f"{STATUS}.d/"):
        return not path.endswith(".md5sums")
    if parts.parent.name.endswith(".dist-info"):
        return parts.name in {"METADATA", "RECORD"}
    return parts.name == "package.json" and "node_modules" in parts.parts


def _read_layer(
    layer: tarfile.TarFile, files: dict[str, int], texts: dict[str, str]
) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for entry in layer:
        path = entry.name.removeprefix("./").strip("/")
        folder, _, name = path.rpartition("/")
        if name == OPAQUE:
            _forget(files, f"{folder}/", sizes)
        elif name.startswith(WHITEOUT):
            gone = f"{folder}/{name.removeprefix(WHITEOUT)}".strip("/")
            files.pop(gone, None)
            _forget(files, f"{gone}/", sizes)
        elif entry.isfile():
            sizes[path] = files[path] = entry.size
            if describes_packages(path):
                texts[path] = _text(layer, entry)
    return sizes


def _forget(files: dict[str, int], folder: str, kept: Mapping[str, int]) -> None:
    for path in [one for one in files if one.startswith(folder) and one not in kept]:
        del files[path]


def _text(layer: tarfile.TarFile, entry: tarfile.TarInfo) -> str:
    read = layer.extractfile(entry)
    return read.read().decode(errors="replace") if read else ""


def _member(image: tarfile.TarFile, name: str) -> "tarfile.ExFileObject":
    found = image.extractfile(name)
    if found is None:
        raise KeyError(name)
    return found  # type: ignore[return-value]  # typeshed promises less than is there
