"""Room on a disk, asked for before it is used."""

import shutil
from pathlib import Path

from deployer.errors import FREE_SPACE, MissingError

GIGABYTE = 1_000_000_000


def need_space(folder: Path, needed: int, purpose: str) -> None:
    """Refuse to begin what would fill the disk.

    Args:
        folder: Where it will write; it must exist.
        needed: Bytes.
        purpose: What for, as it ends the sentence "There is too little disk space to …".

    Raises:
        MissingError: There is less.
    """
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise MissingError(
            f"There is too little disk space to {purpose}.",
            cause=f"{folder} has {free / GIGABYTE:.1f} GB free; "
            f"{needed / GIGABYTE:.1f} GB are needed.",
            cure=FREE_SPACE,
        )
