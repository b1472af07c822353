"""Who runs PostgreSQL when we are root, which it refuses to run as. POSIX only in effect."""

import stat
import sys
from collections.abc import Sequence
from pathlib import Path

from deployer.posix import Account, account, give, is_root

NOBODY = 65534
DROP = (
    "import os,sys; uid,gid=map(int,sys.argv[1:3]); os.setgroups([]); os.setgid(gid); "
    "os.setuid(uid); os.execv(sys.argv[3],sys.argv[3:])"
)
"""Becomes another user for good, then becomes the program."""


def user() -> Account | None:
    """Return whom to become, or None when we have no privilege to drop."""
    if not is_root():
        return None
    return account("nobody") or Account(NOBODY, NOBODY)


def command(argv: Sequence[str]) -> tuple[str, ...]:
    """Return the command that runs a program without root's privileges."""
    them = user()
    if them is None:
        return tuple(argv)
    return (sys.executable, "-I", "-S", "-c", DROP, str(them.uid), str(them.gid), *argv)


def own(path: Path) -> None:
    """Give a file or folder to the unprivileged user, if there is one."""
    them = user()
    if them is not None:
        give(path, them)


def can_enter(folder: Path) -> bool:
    """Return whether other users may walk down to a folder and into it."""
    steps = [folder, *folder.parents]
    return all(step.stat().st_mode & stat.S_IXOTH for step in steps if step.exists())
