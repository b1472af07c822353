"""The backend as it was before the newest migration, out of git's history."""

import io
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from src.health import MIGRATIONS, newest_revision

REPOSITORY = Path(__file__).parents[2]


def check_out_earlier(folder: Path) -> Path:
    """Put the code that ran before the newest migration was written into a folder.

    A test that asks for it is skipped where the history is not there; `./todo test` takes that
    for a failure in CI.

    Args:
        folder: An empty one.

    Returns:
        The folder to run it in, as `api/` is.
    """
    (newest,) = (MIGRATIONS / "versions").glob(f"{newest_revision()}_*.py")
    added = _git("log", "--diff-filter=A", "--format=%H", "--", str(newest)).decode().split()
    # A migration that is not committed yet comes after all that is.
    commit = f"{added[-1]}~1" if added else "HEAD"
    with tarfile.open(fileobj=io.BytesIO(_git("archive", commit, "api"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "api"


def _git(*arguments: str) -> bytes:
    program = shutil.which("git")
    if program is not None:
        argv = [program, *arguments]
        ended = subprocess.run(argv, cwd=REPOSITORY, capture_output=True, check=False)
        if ended.returncode == 0:
            return ended.stdout
    pytest.skip("needs the history of this repository: git fetch --unshallow")
