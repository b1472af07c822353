"""Runs trials, each in a process that finds the libraries imported already."""

import multiprocessing
import sys
import time
from collections.abc import Callable
from typing import Literal

from tests.mutation.targets import TARGETS
from tests.mutation.trial import LIBRARIES, prepare, run

type Outcome = Literal["killed", "timed out", "survived"]
_PATIENCE, _PAUSE = 5, 20
"""How many times as long as without a slip counts as an endless loop, and seconds on top."""

if sys.platform == "win32":
    _CONTEXT = multiprocessing.get_context("spawn")
else:
    _CONTEXT = multiprocessing.get_context("forkserver")
    _CONTEXT.set_forkserver_preload(list(LIBRARIES))


class Trials:
    """Runs trials against one PostgreSQL.

    Args:
        server: Its URL; the template of the test databases is made in it.
    """

    def __init__(self, server: str) -> None:
        if _end(prepare, server, patience=None) != 0:
            raise RuntimeError("The test databases could not be prepared.")

    def time(self, module: str, source: str) -> float:
        """Return how many seconds the tests of a module take as it is.

        Raises:
            RuntimeError: They fail.
        """
        begin = time.monotonic()
        if _end(run, module, source, TARGETS[module], patience=None) != 0:
            raise RuntimeError(f"The tests of {module} fail without a slip in it.")
        return time.monotonic() - begin

    def outcome(self, module: str, source: str, seconds: float) -> Outcome:
        """Return whether the tests of a module notice that another program stands in for it."""
        patience = seconds * _PATIENCE + _PAUSE
        code = _end(run, module, source, TARGETS[module], patience=patience)
        if code is None:
            return "timed out"
        return "killed" if code else "survived"


def _end(target: Callable[..., None], *arguments: object, patience: float | None) -> int | None:
    process = _CONTEXT.Process(target=target, args=arguments)
    process.start()
    process.join(patience)
    if process.is_alive():
        process.kill()
        process.join()
        return None
    return process.exitcode
