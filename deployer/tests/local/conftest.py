"""Folders of local mode that an unprivileged database user can enter."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from deployer.local import unprivileged
from deployer.local.places import Places


@pytest.fixture
def here() -> Iterator[Places]:
    # Not pytest's tmp_path, which only its owner can enter: the server may run as nobody.
    folder = Path(tempfile.mkdtemp(prefix="todo-local-"))
    folder.chmod(0o755)
    assert unprivileged.can_enter(folder)
    yield Places(state=folder, database=folder / "database")
    shutil.rmtree(folder)
