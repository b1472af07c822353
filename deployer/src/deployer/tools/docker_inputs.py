"""What goes into an image, as one hash: the same inputs, the same tag, nothing to build."""

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path

from deployer.tools.docker_ignore import files_of

TAG_LENGTH = 12
"""Hexadecimal digits of the hash that a tag shows."""
SCRATCH = "scratch"


def inputs_hash(
    context: Path,
    args: Mapping[str, str],
    bases: Mapping[str, tuple[str, ...]],
    dockerfile: Path | None = None,
) -> str:
    """Return the SHA-256 of everything that decides what an image holds, in hexadecimal.

    Args:
        context: The folder that the build sees.
        args: Build arguments that differ from the Dockerfile's.
        bases: Layers of each image that the Dockerfile builds on.
        dockerfile: Where it is; in the context by default.
    """
    digest = hashlib.sha256()
    _add(digest, "dockerfile", (dockerfile or context / "Dockerfile").read_bytes())
    for name, value in sorted(args.items()):
        _add(digest, f"arg {name}", value.encode())
    for name, layers in sorted(bases.items()):
        _add(digest, f"base {name}", " ".join(layers).encode())
    for inside, path in files_of(context):
        kind, content = _content(path)
        _add(digest, f"{kind} {inside}", content)
    return digest.hexdigest()


def base_images(dockerfile: str, args: Mapping[str, str]) -> tuple[str, ...]:
    """Return the images that a Dockerfile builds on, apart from its own stages and `scratch`.

    Args:
        dockerfile: The file's text.
        args: Build arguments that replace those of the Dockerfile.
    """
    values: dict[str, str] = {}
    stages: set[str] = {SCRATCH}
    found: list[str] = []
    for line in dockerfile.splitlines():
        words = line.split()
        if not words:
            continue
        if words[0].upper() == "ARG" and not found:
            name, _, default = words[1].partition("=")
            values[name] = args.get(name, default)
        if words[0].upper() == "FROM":
            rest = [word for word in words[1:] if not word.startswith("--")]
            image = re.sub(r"\$\{?(\w+)\}?", lambda hit: values.get(hit[1], ""), rest[0])
            if image not in stages:
                found.append(image)
            stages.update(rest[2:])
    return tuple(dict.fromkeys(found))


def _content(path: Path) -> tuple[str, bytes]:
    if path.is_symlink():
        return "link", str(path.readlink()).encode()
    # Windows has no such bit; Docker sets it for every file sent from there.
    runs = os.name == "nt" or os.access(path, os.X_OK)
    return "program" if runs else "file", path.read_bytes()


def _add(digest: "hashlib._Hash", what: str, content: bytes) -> None:
    """Add one input; the lengths keep two different lists of inputs from looking the same."""
    digest.update(f"{len(what)} {what} {len(content)}\n".encode())
    digest.update(content)
