"""Where the screen gets what it shows: a live cluster, or looks that were recorded."""

from collections.abc import Sequence
from typing import Protocol

import anyio

from deployer.agents.cluster_health_monitor import ClusterHealthMonitor
from deployer.events import ignore
from deployer.health import MonitorFacts
from deployer.logs.following import Following
from deployer.logs.wanted import LogsRequest, Say, Tell
from deployer.requests import MonitorRequest
from deployer.tools.kube import connect

LINES = 200


class Feed(Protocol):
    """What the screen asks for."""

    async def look(self) -> MonitorFacts:
        """Look once.

        Raises:
            DeployerError: The cluster does not answer.
        """

    async def follow(self, pod: str, say: Say, tell: Tell) -> None:
        """Hand out the log of a pod until cancelled.

        Raises:
            DeployerError: The cluster does not answer at the beginning.
        """


class LiveFeed:
    """A cluster.

    Args:
        request: Of what.
    """

    def __init__(self, request: MonitorRequest) -> None:
        self._request = request.model_copy(update={"endpoints": False})
        self._agent = ClusterHealthMonitor()

    async def look(self) -> MonitorFacts:
        """Look once; asks nothing from inside pods, as that costs a process in each."""
        return (await self._agent.run(self._request, ignore)).facts

    async def follow(self, pod: str, say: Say, tell: Tell) -> None:
        """Hand out the log of a pod until cancelled, through restarts and API loss."""
        request = LogsRequest(pods=(pod,), tail=LINES, follow=True)
        async with connect(self._request.access, self._request.namespace) as client:
            await Following(client, request, say, tell).run()


class RecordedFeed:
    """Looks that were recorded; the last one stays.

    Args:
        looks: At least one.
    """

    def __init__(self, looks: Sequence[MonitorFacts]) -> None:
        self._looks = list(looks)

    async def look(self) -> MonitorFacts:
        """Return the next look."""
        return self._looks.pop(0) if len(self._looks) > 1 else self._looks[0]

    async def follow(self, pod: str, say: Say, tell: Tell) -> None:
        """Say that logs were not recorded, and wait."""
        del say
        tell(f"The log of {pod} was not recorded.")
        await anyio.sleep_forever()
