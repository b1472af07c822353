"""Who runs PostgreSQL when we are root, which it refuses to run as. POSIX only in effect."""

import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

NOBODY = 65534
DROP = (
    "import os,sys; uid,gid=map(int,sys.argv[1:3]); os.setgroups([]); os.setgid(gid); "
    "os.setuid(uid); os.execv(sys.argv[3],sys.argv[3:])"
)
"""Becomes another user for good, then becomes the program."""


class User(NamedTuple):
    """A user by number."""

    uid: int
    gid: int


def user() -> User | None:
    """Return whom to become, or None when we have no privilege to drop."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd  # noqa: PLC0415 - not on Windows

    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        return User(NOBODY, NOBODY)
    return User(nobody.pw_uid, nobody.pw_gid)


def command(argv: Sequence[str]) -> tuple[str, ...]:
    """Return the command that runs a program without root's privileges."""
    them = user()
    if them is None:
        return tuple(argv)
    return (sys.executable, "-I", "-S", "-c", DROP, str(them.uid), str(them.gid), *argv)


def own(path: Path) -> None:
    """Give a file or folder to the unprivileged user, if there is one."""
    them = user()
    if them is not None and sys.platform != "win32":
        os.chown(path, them.uid, them.gid)


def can_enter(folder: Path) -> bool:
    """Return whether other users may walk down to a folder and into it."""
    steps = [folder, *folder.parents]
    return all(step.stat().st_mode & stat.S_IXOTH for step in steps if step.exists())
