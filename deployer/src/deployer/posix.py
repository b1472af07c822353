"""The one module that calls what Windows does not have; each function says what it does there."""

import os
import signal
import sys
from pathlib import Path
from typing import NamedTuple

import anyio


class Account(NamedTuple):
    """A user by number."""

    uid: int
    gid: int


async def told_to_end(*signals: signal.Signals) -> None:
    """Return when one of the signals comes; on Windows, where a process is simply ended, never."""
    if sys.platform == "win32":
        await anyio.sleep_forever()
    with anyio.open_signal_receiver(*signals) as heard:
        async for _ in heard:
            return


def is_root() -> bool:
    """Tell whether this process may do everything; on Windows, no."""
    return sys.platform != "win32" and os.geteuid() == 0


def user_number() -> int | None:
    """Return the number of the user who runs this; None on Windows, where users have none."""
    return None if sys.platform == "win32" else os.getuid()


def account(name: str) -> Account | None:
    """Return a user of this machine by name, or None when there is none; on Windows, never one."""
    if sys.platform == "win32":
        return None
    import pwd  # noqa: PLC0415 - not on Windows

    try:
        found = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(found.pw_uid, found.pw_gid)


def give(path: Path, to: Account) -> None:
    """Make somebody the owner of a file or folder; on Windows, do nothing."""
    if sys.platform != "win32":
        os.chown(path, to.uid, to.gid)
