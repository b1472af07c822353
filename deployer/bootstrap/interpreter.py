"""Finds Python 3.13 on this machine, or has it installed into the cache folder."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from bootstrap import debian
from bootstrap.failure import MISSING, BootstrapError, last_line, say
from bootstrap.places import WINDOWS, cache_folder
from bootstrap.programs import clean_environment, run

WANTED = "3.13"
ASK = "import sys; print('%d.%d' % sys.version_info[:2]); print(sys.executable)"


def find_python(uv: str) -> str:
    """Return the absolute path of a Python 3.13.

    uv is given an absolute path because it trips over pyenv's shims.

    Raises:
        BootstrapError: There is none, and none can be installed.
    """
    for candidate in candidates():
        real = runs(candidate)
        if real:
            return real
    return _install(uv)


def candidates() -> Iterator[list[str]]:
    """Yield commands that may start Python 3.13, the likeliest first."""
    yield [sys.executable]
    yield ["python" + WANTED]
    for home in pyenv_versions(Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")):
        yield [str(home / ("python.exe" if WINDOWS else "bin/python" + WANTED))]
    if WINDOWS:
        yield ["py", "-" + WANTED]
    yield [str(debian.python(cache_folder()))]


def pyenv_versions(pyenv: Path) -> list[Path]:
    """Return pyenv's installations of 3.13, the newest first."""
    found = [path for path in pyenv.glob("versions/" + WANTED + "*") if path.is_dir()]
    return sorted(found, key=lambda path: [int(n) for n in re.findall(r"\d+", path.name)])[::-1]


def runs(command: list[str]) -> str | None:
    """Return the path of the interpreter behind a command, or None when it is not 3.13."""
    program = shutil.which(command[0])
    if program is None:
        return None
    # A shim of pyenv's is on PATH even where the version is not active: only running it tells.
    lines = run([program, *command[1:], "-c", ASK]).output.split()
    if lines[:1] != [WANTED] or len(lines) < 2:  # noqa: PLR2004 - version and path
        return None
    # Out of an environment that may be deleted, to the installation behind it.
    path = Path(" ".join(lines[1:]))
    return str(path.resolve()) if not WINDOWS else str(path)


def _install(uv: str) -> str:
    said = "downloads are off (UV_PYTHON_DOWNLOADS)"
    if os.environ.get("UV_PYTHON_DOWNLOADS", "") not in {"never", "false", "0"}:
        say("installing Python " + WANTED + " into the cache folder")
        env = clean_environment()
        done = run([uv, "--quiet", "python", "install", "--no-config", WANTED], env=env)
        if done.code == 0:
            argv = [uv, "python", "find", "--no-config", "--managed-python", WANTED]
            return run(argv, env=env).output.strip()
        said = last_line(done.errors)
    if debian.is_possible():
        return str(debian.install(uv, cache_folder()))
    raise BootstrapError(
        "Python " + WANTED + " was not found and could not be installed.",
        "uv says: " + said,
        "install Python " + WANTED + " from https://www.python.org/downloads/ and start again",
        MISSING,
    )
