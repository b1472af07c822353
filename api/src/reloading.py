"""Serves while the sources are edited: SIGHUP starts the server anew; `todo dev` runs it in pods.

A server process is forked from one that has imported all packages, so that a new one only has
our own modules to import. The socket outlives it: who calls meanwhile waits, and is answered.
"""

import ast
import contextlib
import multiprocessing
import signal
import socket
import sys
from collections.abc import Iterator
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess
from pathlib import Path

SOURCES = Path(__file__).parent
AGAIN, END = signal.SIGHUP, frozenset({signal.SIGTERM, signal.SIGINT})
LEAVE_SECONDS = 1.0
"""How long requests may go on when the server is started anew; streams are ended at once."""


def main(port: int) -> None:
    """Serve on a port until SIGTERM or SIGINT, anew after each SIGHUP.

    A server that cannot start says why, and the next SIGHUP is waited for.
    """
    resource_tracker.ensure_running()  # it takes signals off the block when it starts later
    # Blocked and waited for: none is lost, not even by the first process of a container.
    signal.pthread_sigmask(signal.SIG_BLOCK, {AGAIN, *END})
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(sorted(packages(SOURCES)))
    with socket.create_server(("0.0.0.0", port), backlog=2048) as listening:  # noqa: S104 - a pod's
        before: BaseProcess | None = None
        while True:
            server = context.Process(target=_serve, args=(listening,))
            server.start()
            if before:  # the new one is on its way already: it need not wait for this
                _wait_for(before)
            told = signal.sigwait({AGAIN, *END})
            server.terminate()
            if told != AGAIN:
                _wait_for(server)
                return
            before = server


def packages(sources: Path) -> set[str]:
    """Return the modules that sources import from elsewhere; a file with a mistake tells none."""
    own = sources.name
    return {
        name
        for path in sources.rglob("*.py")
        for name in _imported(path)
        if name.partition(".")[0] != own
    }


def _imported(path: Path) -> Iterator[str]:
    with contextlib.suppress(SyntaxError):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                yield from (one.name for one in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module


def _serve(listening: socket.socket) -> None:
    """Serve in a process of its own, with the sources as they are now."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {AGAIN, *END})
    from src.main import main as serve  # noqa: PLC0415 - what is served is to be imported here

    serve([listening])


def _wait_for(server: BaseProcess) -> None:
    server.join(LEAVE_SECONDS)
    server.kill()
    server.join()


if __name__ == "__main__":
    # An argument, not a setting: a mistake in the settings' source must not end this process.
    main(int(sys.argv[1]))
