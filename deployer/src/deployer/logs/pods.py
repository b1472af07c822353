"""Reads what the pods of a namespace have said up to now, as one log."""

from collections.abc import Iterable
from datetime import UTC, datetime

import anyio
from lightkube import ApiError, AsyncClient
from lightkube.resources.core_v1 import Pod

from deployer.logs.line import LogLine
from deployer.logs.sources import Source, opened, sources
from deployer.logs.wanted import LogsRequest
from deployer.tools.kube import meta
from deployer.tools.together import together

AT_ONCE = 8
EARLIEST = datetime.min.replace(tzinfo=UTC)
type Timed = tuple[datetime, LogLine]


class PodLogs:
    """The logs of a namespace.

    Args:
        client: The cluster; its namespace is the one that is read.
        request: What is wanted.
        labels: Only pods with these.
    """

    def __init__(
        self, client: AsyncClient, request: LogsRequest, labels: dict[str, str] | None = None
    ) -> None:
        self._client = client
        self._request = request
        self._labels = labels or {}

    async def sources(self) -> list[Source]:
        """Return the runs of containers that there are now.

        Raises:
            ApiError: The API refuses; httpx2.HTTPError: it does not answer.
        """
        only = self._request.pods
        pods = [
            one
            async for one in self._client.list(Pod, labels=dict(self._labels))
            if not only or meta(one).name in only
        ]
        found = sources(pods, self._request.services)
        return [one for one in found if one.run] if self._request.previous else found

    async def past(self, of: Iterable[Source]) -> dict[Source, list[Timed]]:
        """Return what these said up to now, within the bounds of the request.

        Raises:
            httpx2.HTTPError: The API does not answer.
        """
        found: dict[Source, list[Timed]] = {one: [] for one in of}
        room = anyio.CapacityLimiter(AT_ONCE)
        async with together() as group:
            for source, lines in found.items():
                group.start_soon(self._read, source, lines, room)
        return found

    async def _read(self, source: Source, lines: list[Timed], room: anyio.CapacityLimiter) -> None:
        params = {"tailLines": str(self._request.tail)} | since(self._request)
        if self._request.previous:
            params["previous"] = "true"
        try:
            async with room, opened(self._client, source, params) as raw:
                lines += [source.line(one) async for one in raw]
        except ApiError:
            return  # it is gone, or its log is: there is nothing to be shown


def since(request: LogsRequest) -> dict[str, str]:
    """Return the request's bound in time as the API takes it."""
    seconds = request.since_seconds
    return {} if seconds is None else {"sinceSeconds": str(seconds)}


def merged(read: Iterable[list[Timed]]) -> list[LogLine]:
    """Return the lines of several in the order of time; those of one keep their order."""
    every = [pair for lines in read for pair in lines]
    return [line for _, line in sorted(every, key=lambda pair: pair[0])]
