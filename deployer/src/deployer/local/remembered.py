"""What is chosen once and kept: loopback ports, and keys that only the owner may read."""

import json
import os
import secrets
import socket
from pathlib import Path

from deployer.door.port import is_free

KEY_BYTES = 32


def ports(folder: Path, names: tuple[str, ...], *, in_use: bool) -> dict[str, int]:
    """Return a port for each name, the same as last time unless somebody else took it.

    Args:
        folder: Where they are remembered.
        names: What the ports are for.
        in_use: Whether the ones of last time are in use by ourselves.
    """
    file = folder / "ports.json"
    known: dict[str, int] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    chosen = {
        name: known[name] if name in known and (in_use or is_free(known[name])) else _any_free()
        for name in names
    }
    if chosen != known:
        file.write_text(json.dumps(chosen), encoding="utf-8")
    return chosen


def key(file: Path) -> str:
    """Return a random key, made and kept at the first call; only its owner can read the file."""
    try:
        return file.read_text(encoding="ascii")
    except FileNotFoundError:
        made = secrets.token_urlsafe(KEY_BYTES)
        write_private(file, made)
        return made


def write_private(file: Path, text: str) -> None:
    """Replace a file's text in one step; nobody but its owner can ever read it."""
    fresh = file.with_name(file.name + ".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as output:
        output.write(text)
    fresh.replace(file)


def _any_free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
