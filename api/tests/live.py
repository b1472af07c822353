"""The backend as a process of its own, as it runs in a container."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

API = Path(__file__).parents[1]
PATIENCE = 120
"""Seconds until a start or a stop counts as hung."""


@dataclass(frozen=True)
class Live:
    """A running backend."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path
    """What it wrote to standard output."""

    def terminate(self) -> None:
        """Ask it to stop, as Kubernetes does."""
        self.process.send_signal(signal.SIGTERM)

    def wait(self) -> int:
        """Return its exit code, once it has stopped."""
        return self.process.wait(PATIENCE)


@contextmanager
def serve(database_url: str, code: Path = API, /, **environment: str) -> Iterator[Live]:
    """Run `python -m src.main` until the body ends.

    Args:
        database_url: A migrated database.
        code: The folder to run it in, if it is not this checkout's.
        environment: Further settings.
    """
    port = free_port()
    given = {"DATABASE_URL": database_url, "PORT": str(port), **environment}
    with tempfile.NamedTemporaryFile(prefix="todo-test-api-") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "src.main"],
            cwd=code,
            env={**os.environ, **given},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            live = Live(f"http://127.0.0.1:{port}", process, Path(log.name))
            _wait_until_ready(live)
            yield live
        finally:
            process.kill()
            process.wait()


def free_port() -> int:
    """Return a port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(live: Live) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and live.process.poll() is None:
        try:
            if httpx2.get(f"{live.url}/health/ready").is_success:
                return
        except httpx2.TransportError:
            pass  # it does not listen yet
        time.sleep(0.05)
    message = f"the backend did not become ready:\n{live.log.read_text()}"
    raise RuntimeError(message)
