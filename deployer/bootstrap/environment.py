"""Keeps `.venv` in step with the lock file, and knows without asking anyone whether it is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bootstrap.places import ROOT, VENV, cache_folder, venv_python

if TYPE_CHECKING:
    from pathlib import Path

INPUTS = ("uv.lock", "pyproject.toml", "api/pyproject.toml", "deployer/pyproject.toml")
FOR_WORK = frozenset({"test", "check", "dev"})
"""Commands that need the tools of the dependency groups too."""
STAMP = ".todo-stamp"


def wants_tools(arguments: Sequence[str]) -> bool:
    """Return whether the command on the command line needs the development tools."""
    return any(word in FOR_WORK for word in arguments if not word.startswith("-"))


def is_ready(venv: Path = VENV, root: Path = ROOT, *, tools: bool) -> bool:
    """Return whether the environment holds what the lock file says.

    Args:
        venv: The environment.
        root: The checkout.
        tools: Whether the development tools are needed as well.
    """
    try:
        digest, _, kind = (venv / STAMP).read_text(encoding="utf-8").partition(" ")
    except OSError:
        return False
    enough = kind == "tools" or not tools
    return enough and digest == fingerprint(root) and venv_python(venv).exists()


def fingerprint(root: Path = ROOT) -> str:
    """Return a hash over everything that decides what is installed, and where."""
    digest = hashlib.sha256(str(root).encode())
    for name in INPUTS:
        path = root / name
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def bring_along(uv: str, folder: Path) -> None:
    """Put a private uv beside the environment's Python, where the deployer looks for programs."""
    import os  # noqa: PLC0415 - as below
    import shutil  # noqa: PLC0415 - as below

    target = folder / ("uv.exe" if os.name == "nt" else "uv")
    if shutil.which("uv") == uv or target.exists():
        return
    try:
        os.link(uv, target)
    except OSError:
        # Another file system, or one without links.
        shutil.copy2(uv, target)


def prepare(*, tools: bool) -> None:
    """Install uv, Python 3.13 and the packages, as far as each is missing.

    Raises:
        BootstrapError: One of them cannot be had.
    """
    # Imported late: a launch that has nothing to install must not pay for them.
    from bootstrap.failure import network_or_other, say  # noqa: PLC0415
    from bootstrap.interpreter import find_python, runs  # noqa: PLC0415
    from bootstrap.lock import only_one  # noqa: PLC0415
    from bootstrap.programs import run  # noqa: PLC0415
    from bootstrap.uv_tool import find_uv  # noqa: PLC0415

    with only_one(cache_folder() / "bootstrap.lock"):
        if is_ready(tools=tools):
            return
        stamp = VENV / STAMP
        tools = tools or (stamp.exists() and "tools" in stamp.read_text(encoding="utf-8"))
        uv = find_uv()
        python = runs([str(venv_python())]) or find_python(uv)
        say("installing the Python packages" + (" and the development tools" if tools else ""))
        argv = [uv, "--quiet", "sync", "--frozen", "--all-packages", "--inexact"]
        argv += ["--python", python, "--all-groups" if tools else "--no-dev"]
        ended = run(argv, cwd=ROOT)
        if ended.code != 0:
            raise network_or_other("The Python packages could not be installed.", ended.errors)
        bring_along(uv, venv_python().parent)
        text = fingerprint() + (" tools" if tools else " base")
        (VENV / STAMP).write_text(text, encoding="utf-8")
