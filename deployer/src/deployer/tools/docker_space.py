"""Room for a build, and what would make room."""

import json
import re
import shutil
from pathlib import Path
from typing import NamedTuple

from deployer.errors import MissingError
from deployer.tools.docker import OURS, docker

SPACE_FOR_A_BUILD = 3 * 1024**3
"""Bytes that three images, their layers and the package caches fit in."""
GIGABYTE = 1_000_000_000
UNITS = {"B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12}
FREES = {
    # What is quick to make again comes first; volumes hold data and are never proposed.
    "Build Cache": "docker builder prune",
    "Containers": "docker container prune",
    "Images": f"docker image prune --all --filter label={OURS}",
}
"""What the engine calls a kind of data, and the command that removes what nothing uses."""


class Reclaimable(NamedTuple):
    """Bytes that a command would free."""

    command: str
    size: float


async def check_space(folder: Path, needed: int = SPACE_FOR_A_BUILD) -> None:
    """Check that there is room for a build, before anything is built.

    Args:
        folder: Where the engine keeps images; unknown here when it runs in a virtual machine.
        needed: Bytes.

    Raises:
        MissingError: There is less free; the error says what would free how much.
    """
    if not folder.exists():
        return
    free = shutil.disk_usage(folder).free
    if free >= needed:
        return
    offers = [one for one in await reclaimable() if one.size > 0]
    told = "; ".join(f"{one.command} would free up to {_gigabytes(one.size)}" for one in offers)
    enough = [one for one in offers if one.size >= needed - free]
    best = enough[0] if enough else max(offers, key=lambda one: one.size, default=None)
    raise MissingError(
        "There is not enough disk space to build images.",
        cause=f"{_gigabytes(free)} are free at {folder}, {_gigabytes(needed)} are needed."
        + (f" {told}." if told else " The engine keeps nothing that could be removed."),
        cure=best.command if best else "free some disk space",
    )


async def reclaimable() -> tuple[Reclaimable, ...]:
    """Return what would free space in the engine, what costs least to make again first."""
    shown = await docker("system", "df", "--format", "{{json .}}")
    rows = {row["Type"]: row for row in map(json.loads, shown.stdout.splitlines())}
    return tuple(
        Reclaimable(command, parse_size(rows[kind]["Reclaimable"]))
        for kind, command in FREES.items()
        if kind in rows
    )


def parse_size(text: str) -> float:
    """Return the bytes of `1.2GB (34%)`; 0 for what is no size."""
    found = re.match(r"([\d.]+)\s*([kMGT]?B)", text)
    return float(found[1]) * UNITS[found[2]] if found else 0.0


def _gigabytes(size: float) -> str:
    return f"{size / GIGABYTE:.1f} GB"
