"""Follows the logs of every container of a namespace, and merges them in the order of time."""

from collections.abc import Iterable
from typing import NamedTuple

import anyio
import httpx2
from anyio.abc import TaskGroup
from lightkube import ApiError, AsyncClient
from lightkube.resources.core_v1 import Pod

from deployer.dashboard.board import Board
from deployer.diagnosis.reading import containers
from deployer.diagnosis.redaction import clean_text
from deployer.tools.kube import meta

TAIL = 200
AT_ONCE = 48
"""Containers whose logs are followed; each takes a connection."""
GATHER_SECONDS = 1.5
"""So long the first lines of all are waited for, to be put in order."""
BATCH_SECONDS = 0.4
MOST = 2000
"""Lines kept between two batches; a container that says more is heard in part."""
LONGEST = 4000


class Run(NamedTuple):
    """One run of one container."""

    pod: str
    uid: str
    container: str
    restarts: int


class Spoken(NamedTuple):
    """One line; sorts by time."""

    at: str
    resource: str
    pod: str
    text: str


class Voices:
    """Hands the lines of all logs to the board.

    Args:
        client: The cluster.
        board: Gets the lines.
        group: Runs one task for each container.
    """

    def __init__(self, client: AsyncClient, board: Board, group: TaskGroup) -> None:
        self._client = client
        self._board = board
        self._group = group
        self._followed: set[Run] = set()
        self._heard: dict[tuple[str, str], str] = {}
        self._waiting: list[Spoken] = []

    def follow(self, pods: Iterable[tuple[Pod, str]]) -> None:
        """Begin to follow containers that are not followed yet.

        Args:
            pods: Each pod with the resource that it belongs to.
        """
        for pod, resource in pods:
            name, uid = meta(pod).name or "", meta(pod).uid or ""
            for one in containers(pod):
                run = Run(name, uid, one.name, one.restarts)
                started = one.running or one.ended is not None
                if started and run not in self._followed and len(self._followed) < AT_ONCE:
                    self._followed.add(run)
                    self._group.start_soon(self._listen, run, resource)

    async def deliver(self) -> None:
        """Hand over what was heard, again and again, until cancelled."""
        await anyio.sleep(GATHER_SECONDS)
        while True:
            spoken, self._waiting = sorted(self._waiting)[-MOST:], []
            self._board.write(spoken)
            await anyio.sleep(BATCH_SECONDS)

    async def _listen(self, run: Run, resource: str) -> None:
        lines = self._client.log(
            run.pod,
            container=run.container,
            follow=True,
            timestamps=True,
            tail_lines=TAIL,
            newlines=False,
        )
        key = (run.uid, run.container)
        try:
            async for line in lines:
                at, _, text = line.partition(" ")
                if at > self._heard.get(key, ""):
                    self._heard[key] = at
                    self._waiting.append(Spoken(at, resource, run.pod, clean_text(text[:LONGEST])))
        except (ApiError, httpx2.HTTPError):
            # Not started yet, just gone, or the cluster is: the next look tries again.
            self._followed.discard(run)
