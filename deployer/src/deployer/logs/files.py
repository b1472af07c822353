"""Reads a log file as it grows."""

from collections.abc import Callable
from pathlib import Path

import anyio

POLL_SECONDS = 0.5


async def tail_file(
    path: Path, lines: int, on_line: Callable[[str], None], *, follow: bool
) -> None:
    """Hand out the last lines of a file; with `follow`, go on until cancelled.

    A file that is not there yet is empty; one that became shorter is read from its beginning.
    """
    data = path.read_bytes() if path.exists() else b""
    for line in data.splitlines()[-lines:] if lines else ():
        on_line(line.decode(errors="replace"))
    position, pending = len(data), b""
    while follow:
        await anyio.sleep(POLL_SECONDS)
        if not path.exists():
            continue
        if path.stat().st_size < position:
            position, pending = 0, b""
        with path.open("rb") as file:
            file.seek(position)
            new = file.read()
        position += len(new)
        *whole, pending = (pending + new).split(b"\n")
        for line in whole:
            on_line(line.decode(errors="replace").rstrip("\r"))
