"""Logs of a real pod, through what happens to pods and to the way to them."""

import re
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import anyio
import pytest
from lightkube import AsyncClient
from lightkube.resources.core_v1 import Pod

from deployer.logs.following import Following, Place
from deployer.logs.line import Level, LogLine
from deployer.logs.wanted import LogsRequest
from deployer.tools.kube import connect
from tests.cluster_parts import (
    NAMESPACE,
    Wire,
    end_talking,
    ready_pod,
    running_cluster,
    talker,
)
from tests.logs.test_pods import timed

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def test_what_the_api_sends_a_second_time_is_not_told_again() -> None:
    place = Place([timed(0, "a"), timed(1, "b")])
    assert place.resume() == {"sinceTime": "2026-11-26T12:00:01Z"}
    again = [(NOON + timedelta(seconds=1), "b"), (NOON + timedelta(seconds=1), "c")]
    assert [place.moves_to(*one) for one in again] == [False, True]
    assert place.moves_to(NOON + timedelta(seconds=1), "c"), "said twice is told twice"


def test_a_log_of_which_nothing_was_read_is_read_from_its_beginning() -> None:
    assert Place([]).resume() == {}


@pytest.fixture
async def way(tmp_path: Path) -> AsyncIterator[Wire]:
    async with Wire(await running_cluster(), tmp_path).laid() as wire:
        yield wire


class Heard:
    """What is told while a log is followed."""

    def __init__(self) -> None:
        self.lines: list[LogLine] = []
        self.notes: list[str] = []

    def numbers(self, pod: str, begun: str) -> list[int]:
        """The numbers that one run of the talker said, in the order in which they were told."""
        found = [one.text.split() for one in self.lines if one.pod == pod]
        return [int(words[2]) for words in found if words[1] == begun]

    def runs(self, pod: str) -> list[str]:
        """When each run of a pod began, in the order in which they were told."""
        return list(dict.fromkeys(one.text.split()[1] for one in self.lines if one.pod == pod))

    async def until(self, holds: Callable[[], bool]) -> None:
        with anyio.fail_after(120):
            while not holds():
                await anyio.sleep(0.05)

    async def more(self, count: int = 20) -> None:
        """Wait for so many further lines."""
        enough = len(self.lines) + count
        await self.until(lambda: len(self.lines) >= enough)


@pytest.mark.cluster
@pytest.mark.filterwarnings(
    # A connection that breaks while it is opened is closed by Python, not by the client.
    "ignore::ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)
async def test_a_followed_log_goes_on_through_a_cut_a_restart_and_a_rollout(way: Wire) -> None:
    heard = Heard()
    async with talker(await running_cluster()) as direct:
        first = await ready_pod(direct)
        async with connect(way.access, NAMESPACE) as client, anyio.create_task_group() as group:
            request = LogsRequest(tail=5, follow=True, level=Level.INFO)
            following = Following(client, request, heard.lines.append, heard.notes.append)
            group.start_soon(following.run)
            await heard.more()
            await _cut_and_mend(way, heard)
            await end_talking(direct, first)
            await heard.until(lambda: len(heard.runs(first)) == 2)
            second = await _replace(direct, first)
            await heard.until(lambda: bool(heard.runs(second)))
            group.cancel_scope.cancel()
    for name, begun in ((pod, run) for pod in (first, second) for run in heard.runs(pod)):
        told = heard.numbers(name, begun)
        assert told == list(range(told[0], told[0] + len(told))), "a line is missing or twice"
    assert heard.numbers(second, heard.runs(second)[0])[0] == 0, "a new pod is read from its start"
    assert "hunter2" not in "".join(one.text for one in heard.lines)


async def _cut_and_mend(way: Wire, heard: Heard) -> None:
    way.cut()
    await heard.until(lambda: bool(heard.notes))
    assert re.match(r"Blind since \d\d:\d\d:\d\d\.", heard.notes[0])
    before = len(heard.lines)
    await anyio.sleep(2)
    assert len(heard.lines) == before
    way.mend()
    await heard.until(lambda: len(heard.notes) == 2)
    assert "again" in heard.notes[1]
    await heard.more(60)


async def _replace(client: AsyncClient, pod: str) -> str:
    await client.delete(Pod, pod)
    return await ready_pod(client, but=pod)
