"""Lets one launch prepare the environment while others wait for it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bootstrap.failure import say

if TYPE_CHECKING:
    from pathlib import Path

POLL_SECONDS = 0.2


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold a lock on a file; the system releases it when the process ends, however it ends."""
    handle = os.open(str(path), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        told = False
        while not _taken(handle):
            if not told:
                say("waiting for another ./todo that is installing")
                told = True
            time.sleep(POLL_SECONDS)
        yield
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - only there

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - only elsewhere

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
