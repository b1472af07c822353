"""Runs other programs with an environment that cannot lead them astray."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from bootstrap.places import cache_folder

ASTRAY = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "__PYVENV_LAUNCHER__")
"""Left over from somebody else's environment, each makes our Python find the wrong modules."""


def clean_environment() -> dict[str, str]:
    """Return the environment for everything that we start.

    Caches go into our one folder, unless the user chose a place for them.
    """
    env = {name: value for name, value in os.environ.items() if name not in ASTRAY}
    # Compiled once, our own modules start in half the time; they are in .gitignore.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    cache = cache_folder()
    env.setdefault("UV_CACHE_DIR", str(cache / "uv-cache"))
    env.setdefault("UV_PYTHON_INSTALL_DIR", str(cache / "python"))
    # Links on the user's PATH and in the Windows registry would be outside that folder.
    env.update(UV_PYTHON_INSTALL_BIN="0", UV_PYTHON_INSTALL_REGISTRY="0")
    # A company's own certificate authority is known to the system, not to uv.
    env.setdefault("UV_SYSTEM_CERTS", "1")
    return env


class Ended:
    """A program that ended: its exit code, its output, and what it said went wrong."""

    def __init__(self, code: int, output: str, errors: str) -> None:
        self.code, self.output, self.errors = code, output, errors


def run(
    argv: Sequence[str], env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Ended:
    """Run a program to its end; one that is missing or cannot run has exit code 127."""
    try:
        done = subprocess.run(
            list(argv),
            env=dict(env) if env is not None else clean_environment(),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        return Ended(127, "", str(error))
    texts = [stream.decode("utf-8", "replace") for stream in (done.stdout, done.stderr)]
    return Ended(done.returncode, texts[0], texts[1])
