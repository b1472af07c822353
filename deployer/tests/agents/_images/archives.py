"""Saved images, as `docker save` writes them."""

import io
import json
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path


def saved(folder: Path, layers: Sequence[Mapping[str, str]]) -> Path:
    """Write an image with these files by layer; returns the archive."""
    archive = folder / "image.tar"
    names = [f"{at}/layer.tar" for at, _ in enumerate(layers)]
    with tarfile.open(archive, "w") as image:
        for name, files in zip(names, layers, strict=True):
            packed = io.BytesIO()
            with tarfile.open(fileobj=packed, mode="w") as layer:
                for path, text in files.items():
                    add(layer, path, text.encode())
            add(image, name, packed.getvalue())
        add(image, "manifest.json", json.dumps([{"Layers": names}]).encode())
    return archive


def add(archive: tarfile.TarFile, path: str, content: bytes) -> None:
    """Add one file."""
    entry = tarfile.TarInfo(path)
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))


LIBC = """Package: libc6
Version: 2.41-12+deb13u5
Architecture: amd64
Maintainer: GNU Libc Maintainers <debian-glibc@lists.debian.org>
Installed-Size: 13223
Description: GNU C Library
 with a second line
"""
SITE = "usr/lib/python3/dist-packages"
WHEEL = {
    f"{SITE}/tiny_lib/__init__.py": "x = 1\n",
    f"{SITE}/tiny_lib/__pycache__/__init__.cpython-313.pyc": "compiled",
    f"{SITE}/tiny_lib/gone.txt": "12345",
    f"{SITE}/tiny_lib-1.5.dist-info/METADATA": "Name: Tiny.Lib\nVersion: 1.5\n"
    "License-Expression: MIT\n\nLong words\n",
    f"{SITE}/tiny_lib-1.5.dist-info/RECORD": "tiny_lib/__init__.py,sha256=x,6\n"
    "tiny_lib/gone.txt,,5\n",
}
NODE = {
    "app/node_modules/@me/web/package.json": '{"name": "@me/web", "version": "2.0.0"}',
    "app/node_modules/@me/web/index.js": "0123456789",
    "app/node_modules/@me/web/dist/package.json": '{"type": "module"}',
    "app/node_modules/@me/web/node_modules/deep/package.json": '{"name": "deep", "version": "1.0"}',
    "app/node_modules/broken/package.json": "{",
    "app/server.js": "x",
}
