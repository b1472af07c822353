"""Looks at a namespace again and again, and tells what changes."""

import math
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import NamedTuple

import anyio

from deployer.agents.cluster_health_monitor import ClusterHealthMonitor
from deployer.errors import DeployerError, MissingError
from deployer.events import ignore
from deployer.health import Alert, MonitorFacts
from deployer.pipeline.changes import changes
from deployer.pipeline.webhook import Webhook
from deployer.requests import MonitorRequest
from deployer.results import Result, Status
from deployer.tools.blind import Blindness
from deployer.tools.together import together

Look = Callable[[], Awaitable[Result[MonitorFacts]]]
LONGEST_LOOK_SECONDS = 60.0
LAST_WORDS_SECONDS = 10.0
"""How long alerts may still be delivered after the monitoring has ended."""


class Listeners(NamedTuple):
    """Who hears what."""

    on_result: Callable[[Result[MonitorFacts]], None]
    """Each look."""
    on_alert: Callable[[Alert], None]
    """Each change; being blind is one."""


class Monitoring:
    """Looks of one namespace in a row.

    Args:
        look: Looks once.
        listeners: Who hears of it.
        interval: Seconds between the end of one look and the next.
    """

    def __init__(self, look: Look, listeners: Listeners, *, interval: float) -> None:
        self._look = look
        self._tell = listeners
        self._interval = interval
        self._blind = Blindness()
        self._last: Result[MonitorFacts] | None = None

    async def run(self, *, until_healthy: bool = False) -> Result[MonitorFacts]:
        """Look until cancelled, or until all is well.

        While the cluster does not answer, the listeners hear since when, and the looks go on.

        Raises:
            DeployerError: The first look failed, in a way that waiting for health does not mend.
        """
        while True:
            found = await self._look_once(patient=until_healthy)
            if found is not None and until_healthy and found.status is Status.DONE:
                return found
            await anyio.sleep(self._interval)

    @property
    def last(self) -> Result[MonitorFacts] | None:
        """The last look that succeeded, if one did."""
        return self._last

    async def _look_once(self, *, patient: bool) -> Result[MonitorFacts] | None:
        try:
            with anyio.fail_after(LONGEST_LOOK_SECONDS):
                found = await self._look()
        except (DeployerError, TimeoutError) as error:
            if self._last is None and not (patient and isinstance(error, MissingError)):
                raise  # it never worked: no outage, but something to be told at once
            self._cannot_see(error)
            return None
        since = self._blind.since
        if self._blind.ends() and since is not None:
            when = f"{since.astimezone():%H:%M:%S}"
            self._alert("back", f"The cluster answers again; blind since {when}.")
        self._tell.on_result(found)
        for alert in changes(self._last.facts, found.facts) if self._last else ():
            self._tell.on_alert(alert)
        self._last = found
        return found

    def _cannot_see(self, error: Exception) -> None:
        why = error.cause if isinstance(error, DeployerError) else "no answer in time"
        if self._blind.begins():
            self._alert("blind", f"{self._blind.said} The cluster does not answer: {why}")

    def _alert(self, kind: str, text: str) -> None:
        told = {"at": datetime.now(UTC), "kind": kind, "text": text, "good": kind == "back"}
        self._tell.on_alert(Alert.model_validate(told))


async def watch_health(
    request: MonitorRequest,
    listeners: Listeners,
    *,
    interval: float,
    until_healthy: bool = False,
    seconds: float = math.inf,
    webhook: Webhook | None = None,
) -> Result[MonitorFacts]:
    """Monitor until cancelled, until all is well, or until the time is up.

    Returns:
        The last look: a healthy one, unless the time was up.

    Raises:
        MissingError: The time was up, and the cluster never answered.
    """
    agent = ClusterHealthMonitor()

    def on_alert(alert: Alert) -> None:
        listeners.on_alert(alert)
        if webhook is not None:
            webhook.post(alert)

    monitoring = Monitoring(
        lambda: agent.run(request, ignore),
        listeners._replace(on_alert=on_alert),
        interval=interval,
    )
    async with together() as group:
        if webhook is not None:
            group.start_soon(webhook.run)
        try:
            with anyio.move_on_after(None if math.isinf(seconds) else seconds):
                return await monitoring.run(until_healthy=until_healthy)
        finally:
            if webhook is not None:
                webhook.close()
                group.cancel_scope.deadline = anyio.current_time() + LAST_WORDS_SECONDS
    if monitoring.last is None:
        raise MissingError("The cluster did not answer in time.", cure="./todo status")
    return monitoring.last
