"""Finds uv, or installs it privately."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
from typing import TYPE_CHECKING

from bootstrap import wheel
from bootstrap.failure import network_or_other, say
from bootstrap.places import WINDOWS, cache_folder
from bootstrap.programs import run

if TYPE_CHECKING:
    from pathlib import Path

VERSION = "0.13.9"
OLDEST = (0, 9)
"""The first that reads our lock file."""


def find_uv() -> str:
    """Return a uv that can read our lock file: the machine's, else a private one.

    Raises:
        BootstrapError: There is none, and it cannot be installed.
    """
    found = shutil.which("uv")
    if found and is_new_enough(found):
        return found
    folder = cache_folder() / ("uv-" + VERSION)
    program = folder / "bin" / ("uv.exe" if WINDOWS else "uv")
    if not is_new_enough(str(program)):
        say("installing uv " + VERSION + " into the cache folder")
        _install(folder)
    return str(program)


def is_new_enough(program: str) -> bool:
    """Return whether this uv runs and can read our lock file."""
    match = re.match(r"uv (\d+)\.(\d+)", run([program, "--version"]).output)
    return match is not None and (int(match[1]), int(match[2])) >= OLDEST


def _install(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    # Debian's python3 comes without pip; then the wheel is fetched and unpacked by hand.
    if importlib.util.find_spec("pip") is None:
        wheel.install("uv", VERSION, folder)
        return
    argv = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--no-deps"]
    argv += ["--no-cache-dir", "--disable-pip-version-check", "--only-binary", ":all:"]
    done = run([*argv, "--target", str(folder), "uv==" + VERSION])
    if done.code != 0:
        shutil.rmtree(folder, ignore_errors=True)
        raise network_or_other("uv could not be installed.", done.errors)
