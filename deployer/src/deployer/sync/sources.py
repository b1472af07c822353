"""What of a service is sent into its pods as it is, and what makes another image necessary."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from deployer.app import Service
from deployer.tools.docker_ignore import NAME, files_of

type Sources = Mapping[str, bytes]
"""Path inside the context, and so below the image's /app, to what stands there."""
BESIDE = ("Dockerfile", NAME)
"""What no image holds, and yet decides what it holds."""


def editable(services: Mapping[str, Service]) -> dict[str, Service]:
    """Return the services whose sources can be edited in place."""
    return {key: one for key, one in services.items() if one.development}


def read_sources(service: Service) -> Sources:
    """Return the files that are sent; a link is sent as what it leads to.

    Raises:
        OSError: One of them is being replaced right now.
    """
    return {inside: path.read_bytes() for inside, path in _files(service, sent=True)}


def read_fixed(service: Service) -> dict[str, str]:
    """Return the files that only a new image brings into a pod, by path in the checkout.

    Returns:
        Such as `web/package.json` to a digest of what it holds.

    Raises:
        OSError: One of them is being replaced right now.
    """
    beside = [(name, service.folder / name) for name in BESIDE]
    there = [(name, path) for name, path in beside if path.is_file()]
    return {
        f"{service.context.as_posix()}/{inside}": digest(path)
        for inside, path in (*there, *_files(service, sent=False))
    }


def digest(path: Path) -> str:
    """Return what tells a file's content from another."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def differences[T](before: Mapping[str, T], after: Mapping[str, T]) -> tuple[str, ...]:
    """Return the names of what is new, gone, or different."""
    names = before.keys() | after.keys()
    return tuple(sorted(name for name in names if before.get(name) != after.get(name)))


def _files(service: Service, *, sent: bool) -> Iterator[tuple[str, Path]]:
    folders = service.development.sources if service.development else ()
    for inside, path in files_of(service.folder):
        if (inside.partition("/")[0] in folders) is sent and path.is_file():
            yield inside, path
