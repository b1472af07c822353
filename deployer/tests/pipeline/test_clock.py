"""What is left of a run, by what earlier ones took; with a clock that the test sets."""

import anyio
import pytest

from deployer.events import Phase
from deployer.pipeline import clock as module
from deployer.pipeline.clock import Clock, spoken
from tests.conftest import Heard

NEEDS = {"build": (), "cluster": (), "route": ("build", "cluster"), "deploy": ("route",)}


class Now:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def now() -> Now:
    return Now()


def run(now: Now, **took: float) -> Clock:
    """A run whose jobs took so long, one after another."""
    clock = Clock("kind", NEEDS, now)
    for job, seconds in took.items():
        with clock.job(job):
            now.seconds += seconds
    return clock


def test_a_first_run_guesses_nothing(now: Now) -> None:
    assert Clock("kind", NEEDS, now).remaining() is None


def test_jobs_side_by_side_count_once(now: Now) -> None:
    run(now, build=1, cluster=3, route=2, deploy=4).keep()
    assert Clock("kind", NEEDS, now).remaining() == 3 + 2 + 4


def test_what_has_ended_and_what_runs_counts_less(now: Now) -> None:
    run(now, build=1, cluster=3, route=2, deploy=4).keep()
    clock = run(now, build=1, cluster=3)
    assert clock.remaining() == 2 + 4
    with clock.job("route"):
        now.seconds += 1.5
        assert clock.remaining() == 0.5 + 4
        now.seconds += 9
        assert clock.remaining() == 4


def test_a_run_with_work_is_like_those_with_work(now: Now) -> None:
    run(now, build=0.3, cluster=0.3, route=0.3, deploy=1).keep()
    run(now, build=60, cluster=0.3, route=5, deploy=20).keep()
    clock = Clock("kind", NEEDS, now)
    assert clock.remaining() == pytest.approx(1.6)
    with clock.job("build"):
        now.seconds += 10
        assert clock.remaining() == pytest.approx(50 + 5 + 20)


def test_a_slow_run_among_many_does_not_count(now: Now) -> None:
    for seconds in (1, 1, 90, 1, 1):
        run(now, build=0.1, cluster=seconds, route=1, deploy=1).keep()
    assert Clock("kind", NEEDS, now).remaining() == 3


def test_each_cluster_has_its_own_times(now: Now) -> None:
    run(now, build=0.1, cluster=1, route=1, deploy=1).keep()
    assert Clock("arn:aws/cluster", NEEDS, now).remaining() is None


async def told(clock: Clock, events: Heard) -> None:
    with anyio.move_on_after(0.2):
        await clock.tell(events)


async def test_the_limit_at_risk_is_told_once(
    now: Now, events: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TELL_SECONDS", 0.01)
    run(now, build=0.1, cluster=1000, route=1, deploy=1).keep()
    await told(Clock("kind", NEEDS, now), events)
    warned = [one.detail for one in events if one.phase is Phase.SKIPPED]
    assert warned == ["15 minutes are at risk: about 17 min in all"]


async def test_what_is_left_is_told(now: Now, events: Heard) -> None:
    run(now, build=0.1, cluster=40, route=1, deploy=1).keep()
    clock = Clock("kind", NEEDS, now)
    await told(clock, events)
    assert events[0].detail == "about 42 s left"
    clock.end(events)
    assert events[-1].detail == "expected about 42 s"


def test_durations_are_said_as_people_do() -> None:
    assert [spoken(seconds) for seconds in (3.4, 99, 240)] == ["3 s", "99 s", "4 min"]
