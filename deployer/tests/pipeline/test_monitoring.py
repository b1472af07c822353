"""Looks in a row, with looks that are written down."""

from collections.abc import Iterator

import anyio
import pytest

from deployer.errors import MissingError, UsageError
from deployer.health import Alert, MonitorFacts
from deployer.pipeline.monitoring import Listeners, Monitoring
from deployer.results import Result, Status
from tests.agents._monitor.facts import facts, pod

AWAY = MissingError("The cluster does not answer.", cause="Connection refused")
ILL, WELL = Status.UNHEALTHY, Status.DONE


class Looks:
    """Looks as they are written down; after the last one it is looked no more."""

    def __init__(self, *found: Status | Exception) -> None:
        self._found: Iterator[Status | Exception] = iter(found)
        self.alerts: list[Alert] = []
        self.results: list[Result[MonitorFacts]] = []
        self.over = anyio.Event()

    async def __call__(self) -> Result[MonitorFacts]:
        found = next(self._found, None)
        if found is None:
            self.over.set()
            await anyio.sleep_forever()
        if isinstance(found, Exception):
            raise found
        assert found is not None
        ready = found is WELL
        seen = facts(pod("a", ready=ready, state="ready" if ready else "not ready"))
        return Result(agent="monitor", status=found, summary="", facts=seen)

    def monitoring(self) -> Monitoring:
        return Monitoring(self, Listeners(self.results.append, self.alerts.append), interval=0)

    async def all(self) -> list[str]:
        """Look as often as there is something to see; return what was told."""
        async with anyio.create_task_group() as group:
            group.start_soon(self.monitoring().run)
            await self.over.wait()
            group.cancel_scope.cancel()
        return [one.kind for one in self.alerts]


async def test_the_loss_of_the_api_is_told_once_and_its_return_once() -> None:
    looks = Looks(WELL, AWAY, AWAY, TimeoutError(), WELL, WELL)
    assert await looks.all() == ["blind", "back"]
    assert "Connection refused" in looks.alerts[0].text
    assert [one.good for one in looks.alerts] == [False, True]


async def test_what_changed_while_it_was_blind_is_told_afterwards() -> None:
    assert await Looks(WELL, AWAY, ILL).all() == ["blind", "back", "pod"]


async def test_a_cluster_that_never_answered_is_an_error_and_no_outage() -> None:
    with pytest.raises(MissingError):
        await Looks(AWAY).monitoring().run()


async def test_until_healthy_waits_for_a_cluster_that_is_not_there_yet() -> None:
    looks = Looks(AWAY, ILL, WELL)
    found = await looks.monitoring().run(until_healthy=True)
    assert found.status is WELL
    assert len(looks.results) == 2


async def test_until_healthy_does_not_wait_for_what_waiting_cannot_mend() -> None:
    with pytest.raises(UsageError):
        await Looks(UsageError("no such context")).monitoring().run(until_healthy=True)
