"""Follows the logs of all pods, through restarts, rollouts, and times when the API is away."""

from contextlib import suppress
from datetime import datetime

import anyio
import httpx2
from anyio.abc import TaskGroup
from lightkube import ApiError, AsyncClient

from deployer.logs.line import LogLine
from deployer.logs.pods import EARLIEST, PodLogs, Timed, merged, since
from deployer.logs.sources import Source, opened
from deployer.logs.wanted import LogsRequest, Say, Sieve, Tell
from deployer.tools.blind import Blindness
from deployer.tools.kube import refused

AGAIN_SECONDS = 1.0
GONE, NOT_YET, SERVER_ERROR = 404, 400, 500


class Following:
    """Hands out lines as they come.

    Args:
        client: The cluster; its namespace is the one that is followed.
        request: What is wanted.
        say: Takes each wanted line.
        tell: Hears when the API is away, and when it is back.
        labels: Only pods with these.
    """

    def __init__(
        self,
        client: AsyncClient,
        request: LogsRequest,
        say: Say,
        tell: Tell,
        labels: dict[str, str] | None = None,
    ) -> None:
        self._client = client
        self._request = request
        self._say = say
        self._tell = tell
        self._logs = PodLogs(client, request, labels)
        self._sieve = Sieve(request)
        self._reached: dict[Source, Place] = {}
        self._open: dict[Source, anyio.CancelScope] = {}

    async def run(self) -> None:
        """Show what was said up to now, then follow until cancelled.

        Nothing that was written while the API was away is missing afterwards, as far as the
        kubelet still has it.

        Raises:
            ApiError: The API refuses at the beginning; httpx2.HTTPError: it does not answer then.
        """
        first = await self._logs.past(await self._logs.sources())
        for source, lines in first.items():
            self._reached[source] = Place(lines)
        for line in merged(first.values()):
            self._hand_out(line)
        async with anyio.create_task_group() as group:
            await self._pick_up(group)

    async def _pick_up(self, group: TaskGroup) -> None:
        """Look for runs that are not followed yet, again and again."""
        blind = Blindness()
        while True:
            try:
                found = await self._logs.sources()
            except httpx2.HTTPError as error:  # a refusal is one
                if blind.begins():
                    self._tell(f"{blind.said} The cluster does not answer: {_reason(error)}")
            else:
                if blind.ends():
                    self._tell("The cluster answers again.")
                    self._reopen()
                for source in found:
                    if source not in self._open:
                        self._open[source] = anyio.CancelScope()
                        group.start_soon(self._stream, source)
            await anyio.sleep(AGAIN_SECONDS)

    def _reopen(self) -> None:
        """Close connections that may be dead without saying so; their streams go on anew."""
        for scope in self._open.values():
            scope.cancel()

    async def _stream(self, source: Source) -> None:
        """Follow one run to its end, however often the connection breaks."""
        while True:
            self._open[source] = scope = anyio.CancelScope()
            with scope, suppress(httpx2.HTTPError):
                if await self._read_to_end(source):
                    return
            await anyio.sleep(AGAIN_SECONDS)

    async def _read_to_end(self, source: Source) -> bool:
        """Read one run; false when it is worth another try."""
        try:
            await self._read(source)
        except ApiError as error:
            if error.status.code == NOT_YET:
                del self._open[source]  # it is found again, once it has begun
            elif error.status.code != GONE and (error.status.code or 0) < SERVER_ERROR:
                raise refused(error) from error
            return error.status.code in {NOT_YET, GONE}
        return True

    async def _read(self, source: Source) -> None:
        place = self._reached.setdefault(source, Place([]))
        params = {"follow": "true"} | (place.resume() or since(self._request))
        async with opened(self._client, source, params) as lines:
            async for raw in lines:
                at, line = source.line(raw)
                if place.moves_to(at, line.text):
                    self._hand_out(line)

    def _hand_out(self, line: LogLine) -> None:
        if self._sieve.wants(line):
            self._say(line)


class Place:
    """How far a log was read, so that going on repeats nothing.

    The API goes back to a full second only, and so sends some lines a second time.

    Args:
        lines: What was read already.
    """

    def __init__(self, lines: list[Timed]) -> None:
        self._at = max((at for at, _ in lines), default=EARLIEST)
        self._said = {line.text for at, line in lines if at == self._at}
        self._known = (self._at, frozenset(self._said))

    def resume(self) -> dict[str, str]:
        """Return from when on the API shall answer; empty when nothing was read yet."""
        self._known = (self._at, frozenset(self._said))
        if self._at == EARLIEST:
            return {}
        return {"sinceTime": self._at.isoformat().replace("+00:00", "Z")}

    def moves_to(self, at: datetime, text: str) -> bool:
        """Take a line; return whether it is a new one."""
        known, said = self._known
        if at < known or (at == known and text in said):
            return False
        self._said = {*self._said, text} if at == self._at else {text}
        self._at = at
        return True


def _reason(error: httpx2.HTTPError) -> str:
    return str(error) or type(error).__name__
