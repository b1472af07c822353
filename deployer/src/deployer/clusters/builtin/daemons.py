"""Named background processes: started once, left alone while nothing about them changed."""

from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from deployer.errors import DeployerError
from deployer.frozen import Frozen
from deployer.tools import processes
from deployer.tools.processes import ProcessId

TAIL_LINES = 8


class Daemon(Frozen):
    """A program that runs in the background."""

    name: str
    argv: tuple[str, ...]
    inputs: tuple[Path, ...] = ()
    """Files that it reads only when it starts: another content means a restart."""

    def fingerprint(self) -> str:
        """Return what tells two configurations of this daemon apart."""
        digest = sha256("\0".join(self.argv).encode())
        for path in self.inputs:
            digest.update(path.read_bytes())
        return digest.hexdigest()


class Record(Frozen):
    """What is remembered of a started daemon."""

    process: ProcessId
    fingerprint: str


class Daemons:
    """Starts and stops named daemons.

    Args:
        records: The folder that remembers which process is which.
        logs: The folder of their log files.
    """

    def __init__(self, records: Path, logs: Path) -> None:
        self._records = records
        self._logs = logs

    def running(self, name: str) -> bool:
        """Tell whether this very daemon still runs."""
        return self._running(self._read(name))

    async def ensure(self, daemon: Daemon) -> bool:
        """Start a daemon unless it runs already, configured just so.

        Returns:
            Whether it was started now.
        """
        record, fingerprint = self._read(daemon.name), daemon.fingerprint()
        if record is not None and self._running(record):
            if record.fingerprint == fingerprint:
                return False
            await self.stop(daemon.name)
        log = self._log(daemon.name)
        log.unlink(missing_ok=True)  # what an earlier life said must not pass for this one's
        process = processes.start_detached(daemon.argv, log=log)
        self._records.mkdir(parents=True, exist_ok=True)
        record = Record(process=process, fingerprint=fingerprint)
        self._path(daemon.name).write_text(record.model_dump_json())
        return True

    async def stop(self, name: str, *, grace: float = processes.GRACE_SECONDS) -> bool:
        """End a daemon: asked first, killed when it does not end within `grace` seconds.

        Returns:
            Whether it ran.
        """
        record = self._read(name)
        ran = record is not None and await processes.stop_tree(record.process, grace=grace)
        self._path(name).unlink(missing_ok=True)
        return ran

    def death(self, name: str) -> DeployerError:
        """Return the error that says why a daemon is not running, from what it logged last."""
        log = self._log(name)
        said = log.read_text(errors="replace").splitlines() if log.exists() else []
        return DeployerError(
            f"{name} ended by itself.",
            cause="\n".join(said[-TAIL_LINES:]) or "It logged nothing.",
            cure=f"less {log}",
        )

    def _path(self, name: str) -> Path:
        return self._records / f"{name}.json"

    def _log(self, name: str) -> Path:
        return self._logs / f"{name}.log"

    def _running(self, record: Record | None) -> bool:
        return record is not None and processes.find(record.process) is not None

    def _read(self, name: str) -> Record | None:
        try:
            return Record.model_validate_json(self._path(name).read_bytes())
        except (FileNotFoundError, ValidationError):
            return None  # a half-written record means a start that never finished
