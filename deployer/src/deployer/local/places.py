"""Where local mode keeps things: one folder for each checkout, below the cache folder."""

import hashlib
import re
import shutil
import sys
from pathlib import Path

from platformdirs import site_cache_path

from deployer.frozen import Frozen
from deployer.local import unprivileged
from deployer.settings import ROOT, settings


class Places(Frozen):
    """The folders and files of one checkout's local mode."""

    state: Path
    """Logs, builds, ports and keys."""
    database: Path
    """PostgreSQL's data; as root a folder that its unprivileged user can enter."""

    @property
    def plan(self) -> Path:
        """What the supervisor is to run; written by `up` and `down`."""
        return self.state / "plan.json"

    @property
    def report(self) -> Path:
        """What the supervisor runs; written by the supervisor."""
        return self.state / "report.json"

    @property
    def lock(self) -> Path:
        """Held while a command changes something."""
        return self.state / "lock"

    def log(self, service: str) -> Path:
        """Return the file that a service's output goes to."""
        return self.state / "logs" / f"{service}.log"

    def remove(self) -> tuple[Path, ...]:
        """Remove everything; returns the folders that were there."""
        gone = [home for home in {self.database.parent, self.state} if home.exists()]
        for folder in gone:
            shutil.rmtree(folder)
        return tuple(gone)


def places(checkout: Path = ROOT) -> Places:
    """Return where a checkout's local mode keeps things; the state folder is made."""
    name = re.sub(r"[^A-Za-z0-9.-]+", "-", checkout.name) or "checkout"
    key = f"{name}-{hashlib.sha256(str(checkout).encode()).hexdigest()[:8]}"
    state = settings().folder("local", key)
    return Places(state=state, database=_database_home(state, key))


def _database_home(state: Path, key: str) -> Path:
    if sys.platform == "win32" or unprivileged.user() is None or unprivileged.can_enter(state):
        return state / "database"
    # Root's home is closed to everyone else, the unprivileged user of the database included.
    # The password is in the state folder: another cache folder must mean another database.
    owner = hashlib.sha256(str(state).encode()).hexdigest()[:8]
    return (
        site_cache_path("todo-chatbot", appauthor=False) / "local" / f"{key}-{owner}" / "database"
    )
