"""A hash over source folders: the same sources, the same hash, on every machine."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

SKIPPED = frozenset(
    {"node_modules", ".next", "tests", "coverage", "__pycache__", "playwright-report"}
    | {"test-results", ".pytest_cache", "next-env.d.ts"}
)
"""Made by tools, or never part of what runs."""


def fingerprint(paths: Iterable[Path], *more: str) -> str:
    """Return a hash over files and folders, names and contents, and over some more words."""
    digest = hashlib.sha256()
    for word in more:
        digest.update(word.encode() + b"\0")
    for top in paths:
        for file in sorted(_files(top)):
            digest.update(file.relative_to(top.parent).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _files(top: Path) -> Iterator[Path]:
    if top.is_file():
        yield top
    for folder, folders, files in os.walk(top):
        folders[:] = [name for name in folders if name not in SKIPPED]
        kept = (name for name in files if name not in SKIPPED)
        yield from (Path(folder, name) for name in kept if not name.endswith(".tsbuildinfo"))
