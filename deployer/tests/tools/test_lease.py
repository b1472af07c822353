"""One operator at a time; only a holder that is proven to be gone is replaced."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import anyio
import httpx2
import pytest

from deployer.tools import lease as module
from deployer.tools.lease import BusyError, Ending, LeaseLostError, hold
from deployer.tools.operator import Operator, this_machine, this_operator
from deployer.tools.processes import ProcessId, this_process
from tests.fake_api import FakeApi, status

PATH = "/apis/coordination.k8s.io/v1/namespaces/todo/leases/todo-deployer"


def ignore(_: str) -> None:
    """Nobody listens."""


@pytest.fixture
def api() -> FakeApi:
    return FakeApi()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RENEW_SECONDS", 0.01)


def spec(api: FakeApi) -> dict[str, Any]:
    found: dict[str, Any] = api.objects[PATH]["spec"]
    return found


def held_by(api: FakeApi, operator: Operator, *, ago: timedelta = timedelta()) -> None:
    """Put a lease there as another operator left it."""
    now = (datetime.now(UTC) - ago).isoformat().replace("+00:00", "Z")
    api._keep(
        PATH,
        {
            "apiVersion": "coordination.k8s.io/v1",
            "kind": "Lease",
            "metadata": {
                "name": "todo-deployer",
                "annotations": {module.OPERATOR: operator.model_dump_json()},
            },
            "spec": {"holderIdentity": operator.name, "acquireTime": now, "renewTime": now},
        },
    )


def elsewhere() -> Operator:
    return Operator(name="ana@desk (process 7)", machine="other", process=this_process())


def ended_here() -> Operator:
    gone = ProcessId(pid=2**22 - 3, started=1.0)
    return Operator(name="ana@here (process 7)", machine=this_machine(), process=gone)


async def _until_stopped(happens: Callable[[], None]) -> None:
    """Let something happen, and wait to be cancelled for it."""
    happens()
    await anyio.sleep_forever()


async def test_it_names_the_holder_and_is_given_back(api: FakeApi) -> None:
    async with api.client() as client, hold(client, "todo", ignore) as held:
        assert held.previous is None
        assert spec(api)["holderIdentity"] == this_operator().name
    assert "holderIdentity" not in spec(api)


async def test_the_second_operator_is_told_who_is_at_work(api: FakeApi) -> None:
    async with api.client() as client, hold(client, "todo", ignore):
        with pytest.raises(BusyError) as busy:
            async with hold(client, "todo", ignore):
                pytest.fail("two at once")
    assert this_operator().name in busy.value.cause
    assert busy.value.cure


async def test_of_many_at_once_exactly_one_gets_it(api: FakeApi) -> None:
    won: list[int] = []
    lost: list[int] = []

    async def attempt(number: int) -> None:
        try:
            async with api.client() as client, hold(client, "todo", ignore):
                won.append(number)
                await anyio.sleep(0.2)
        except BusyError:
            lost.append(number)

    async with anyio.create_task_group() as group:
        for number in range(8):
            group.start_soon(attempt, number)
    assert len(won) == 1
    assert len(lost) == 7


async def test_a_holder_that_is_proven_dead_is_replaced_at_once(api: FakeApi) -> None:
    held_by(api, ended_here())
    async with api.client() as client, hold(client, "todo", ignore) as held:
        assert held.previous is not None
        assert held.previous.ending is Ending.DEAD
        assert held.previous.who == "ana@here (process 7)"


async def test_a_holder_elsewhere_is_believed_until_it_is_silent(api: FakeApi) -> None:
    held_by(api, elsewhere(), ago=timedelta(seconds=20))
    with pytest.raises(BusyError, match="Somebody else"):
        async with api.client() as client, hold(client, "todo", ignore):
            pytest.fail("it may be at work")


@pytest.mark.usefixtures("quick")
async def test_a_silent_holder_elsewhere_is_replaced(api: FakeApi) -> None:
    held_by(api, elsewhere(), ago=timedelta(minutes=5))
    async with api.client() as client, hold(client, "todo", ignore) as held:
        assert held.previous is not None
        assert held.previous.ending is Ending.SILENT


@pytest.mark.usefixtures("quick")
async def test_a_holder_whose_clock_is_slow_is_not_replaced(api: FakeApi) -> None:
    held_by(api, elsewhere(), ago=timedelta(minutes=5))
    said: list[str] = []

    def renewed_meanwhile(line: str) -> None:
        said.append(line)
        held_by(api, elsewhere(), ago=timedelta(minutes=5))

    with pytest.raises(BusyError):
        async with api.client() as client, hold(client, "todo", renewed_meanwhile):
            pytest.fail("it is at work")
    assert said


async def test_a_note_that_nobody_can_read_proves_nothing(api: FakeApi) -> None:
    held_by(api, elsewhere())
    api.objects[PATH]["metadata"]["annotations"] = {module.OPERATOR: "{}"}
    with pytest.raises(BusyError):
        async with api.client() as client, hold(client, "todo", ignore):
            pytest.fail("it may be at work")


@pytest.mark.usefixtures("quick")
async def test_who_loses_it_is_stopped(api: FakeApi) -> None:
    with pytest.raises(LeaseLostError) as lost:
        async with api.client() as client, hold(client, "todo", ignore):
            await _until_stopped(lambda: held_by(api, elsewhere()))
    assert "ana@desk" in lost.value.cause
    assert spec(api)["holderIdentity"] == "ana@desk (process 7)"


@pytest.mark.usefixtures("quick")
async def test_an_answer_that_got_lost_is_no_loss(api: FakeApi) -> None:
    async with api.client() as client, hold(client, "todo", ignore):
        api._keep(PATH, api.objects[PATH])  # our own write, whose answer never came
        await anyio.sleep(0.1)
    assert "holderIdentity" not in spec(api)


@pytest.mark.usefixtures("quick")
async def test_an_api_that_is_away_for_a_while_is_ridden_through(api: FakeApi) -> None:
    def away(request: httpx2.Request) -> httpx2.Response | None:
        raise httpx2.ConnectError("away", request=request)

    async with api.client() as client, hold(client, "todo", ignore):
        api.before = away
        await anyio.sleep(0.05)
        api.before = lambda _: status(500)
        await anyio.sleep(0.05)
        api.before = lambda _: None
    assert "holderIdentity" not in spec(api)


@pytest.mark.usefixtures("quick")
async def test_an_api_that_is_away_for_too_long_ends_it(
    api: FakeApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "DURATION", timedelta(seconds=0.05))
    with pytest.raises(LeaseLostError, match="away for too long"):
        async with api.client() as client, hold(client, "todo", ignore):
            await _until_stopped(lambda: setattr(api, "before", lambda _: status(500)))


async def test_unfinished_work_is_remembered_until_it_is_settled(api: FakeApi) -> None:
    held_by(api, ended_here(), ago=timedelta(minutes=3))
    async with api.client() as client:
        async with hold(client, "todo", ignore) as first:
            assert first.previous is not None
        async with hold(client, "todo", ignore) as second:
            assert second.previous is not None
            assert second.previous.since == first.previous.since
            second.settle()
        async with hold(client, "todo", ignore) as third:
            assert third.previous is not None
            assert third.previous.since > first.previous.since


@pytest.mark.usefixtures("quick")
async def test_a_namespace_that_goes_meanwhile_is_no_error(api: FakeApi) -> None:
    async with api.client() as client, hold(client, "todo", ignore):
        del api.objects[PATH]
        await anyio.sleep(0.1)


async def test_a_live_process_of_this_machine_is_not_dead() -> None:
    assert not this_operator().has_ended
    assert ended_here().has_ended
    assert not elsewhere().has_ended
