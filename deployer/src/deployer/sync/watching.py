"""Tells when something of the checkout was edited that pods, or their images, are made of."""

from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import anyio
from watchfiles import DefaultFilter, awatch

from deployer.app import Service
from deployer.tools.docker_ignore import files_of

QUIET_MILLISECONDS = 50
"""An edit is complete when nothing more has come for so long: editors write in several steps."""


class Edits:
    """Collects what the file system tells.

    Args:
        root: The folder of app.yaml.
        services: Those that are followed.
    """

    def __init__(self, root: Path, services: Iterable[Service]) -> None:
        services = tuple(services)
        # Not the contexts as a whole: node_modules alone has thousands of folders.
        self._flat = (root, *(one.folder for one in services))
        self._deep = tuple(folder for one in services for folder in folders(one))
        self._heard = anyio.Event()

    async def watch(self) -> None:
        """Listen until cancelled."""
        async with anyio.create_task_group() as group:
            group.start_soon(self._listen, self._flat, False)  # noqa: FBT003 - start_soon has no names
            group.start_soon(self._listen, self._deep, True)  # noqa: FBT003 - the same

    async def within(self, seconds: float) -> bool:
        """Wait for an edit, but no longer than so many seconds; return whether there was one."""
        with anyio.move_on_after(seconds):
            await self._heard.wait()
        heard = self._heard.is_set()
        self._heard = anyio.Event()
        return heard

    async def _listen(self, places: tuple[Path, ...], deep: bool) -> None:  # noqa: FBT001 - see above
        async for _ in _changes(places, deep=deep):
            self._heard.set()


def folders(service: Service) -> tuple[Path, ...]:
    """Return the folders of a context that hold something an image is made of."""
    tops = {inside.partition("/")[0] for inside, _ in files_of(service.folder)}
    editable = service.development.sources if service.development else ()
    there = (service.folder / name for name in sorted(tops | set(editable)))
    return tuple(path for path in there if path.is_dir())


async def _changes(places: tuple[Path, ...], *, deep: bool) -> AsyncIterator[object]:
    async for changed in awatch(
        *places, watch_filter=DefaultFilter(), step=QUIET_MILLISECONDS, recursive=deep
    ):
        yield changed
