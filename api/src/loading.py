"""Loads what is large and not needed by every process, when it is first needed."""

import asyncio
import threading
from collections.abc import Callable

_ONE_AT_A_TIME = threading.Lock()
"""Two threads that import overlapping packages in different orders may see half of a module."""


async def load[T](what: Callable[[], T]) -> T:
    """Return what a function returns that imports something large, in a thread of its own.

    Args:
        what: Imports inside of itself, so that nothing is loaded before.
    """
    return await asyncio.to_thread(_alone, what)


def _alone[T](what: Callable[[], T]) -> T:
    with _ONE_AT_A_TIME:
        return what()
