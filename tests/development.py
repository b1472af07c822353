"""`todo dev` on a cluster, with a copy of this checkout that may be edited."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.todo import ROOT

PATIENCE = 900
"""Seconds after which something counts as hung."""
STOP_FORWARDER = "import anyio; from deployer.door import forwarder; anyio.run(forwarder.stop)"


@dataclass(frozen=True)
class Session:
    """A running `todo dev`."""

    folder: Path
    """The copy."""
    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def edit(self, name: str, before: str, after: str) -> None:
        """Replace some text of a file, as an editor that saves does."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert before in text, f"{name} has no {before}"
        path.write_text(text.replace(before, after), encoding="utf-8")

    def get(self, path: str) -> str:
        """Return what the URL answers; empty while nobody does."""
        try:
            with urlopen(self.url + path, timeout=PATIENCE) as answer:  # noqa: S310 - loopback
                return str(answer.read().decode())
        except (URLError, OSError):
            return ""

    def said(self) -> str:
        """Return all that was printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def until(self, holds: Callable[[], bool]) -> float:
        """Wait until something holds; return after how many seconds."""
        began = time.monotonic()
        while not holds():
            assert self.process.poll() is None, self.said()[-3000:]
            assert time.monotonic() - began < PATIENCE, self.said()[-3000:]
            time.sleep(0.1)
        return time.monotonic() - began

    def interrupt(self) -> int:
        """Press Ctrl-C, and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@contextmanager
def developing(on: str, folder: Path, *options: str) -> Iterator[Session]:
    """Run `todo dev` in a copy of this checkout, until the body ends.

    Args:
        on: The cluster, as `--on` names it.
        folder: Where the copy goes.
        options: Further options of the command.

    Yields:
        The session, once the first page has come.
    """
    copy_checkout(folder)
    port, log = _free_port(), folder.with_suffix(".log")
    env = {**os.environ, "TODO_PORT": str(port), "PYTHONPATH": str(folder / "deployer" / "src")}
    argv = [sys.executable, "-m", "deployer", "dev", "--on", on, *options]
    with log.open("wb") as out:
        process = subprocess.Popen(
            argv, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )
    session = Session(folder, f"http://localhost:{port}", process, log)
    try:
        session.until(lambda: re.search(r"first page .* is ready", session.said()) is not None)
        yield session
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(PATIENCE)
        _stop_forwarder(folder, env)


def copy_checkout(folder: Path) -> None:
    """Copy what git knows of, and what is new, as it is here now."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        check=True,
        capture_output=True,
        cwd=ROOT,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def _stop_forwarder(folder: Path, env: Mapping[str, str]) -> None:
    # What `todo down` does last; that would also take away the app that other tests use.
    subprocess.run([sys.executable, "-c", STOP_FORWARDER], check=True, cwd=folder, env=env)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
