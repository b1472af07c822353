"""A change goes plan, token, tool; a token is good once, for that plan, for a while, for us."""

import anyio
import pytest

from deployer.operations import tokens
from deployer.operations.server import CHANGING, LOOKING
from tests.operations.conftest import Connect, planned, text_of
from tests.operations.world import World


async def test_only_looks_unless_told_otherwise(connect: Connect, world: World) -> None:
    async with connect(allow_changes=False, says="yes") as client:
        listed = {tool.name for tool in (await client.list_tools()).tools}
        facts = await planned(client)
        answer = await client.call_tool("cleanup", {"token": "x" * 20})
    assert listed == set(LOOKING)
    assert facts["token"] is None
    assert facts["terminal"] == "./todo cleanup"
    assert answer.is_error
    assert world.done == []


async def test_offers_the_changing_tools_when_allowed(connect: Connect) -> None:
    async with connect() as client:
        tools = (await client.list_tools()).tools
    assert {tool.name for tool in tools} == {*LOOKING, *CHANGING}
    looks = {tool.name for tool in tools if tool.annotations and tool.annotations.read_only_hint}
    assert looks == set(LOOKING)


async def test_carries_out_the_plan_that_was_agreed(connect: Connect, world: World) -> None:
    async with connect(says="yes") as client:
        facts = await planned(client, scope="data")
        answer = await client.call_tool("cleanup", {"token": facts["token"]})
        assert not answer.is_error, text_of(answer)
        asked = client.asked  # type: ignore[attr-defined]
    assert [job.scope for job in world.done] == ["data"]
    assert "remove Deployment todo-backend" in asked[0]
    assert answer.structured_content
    assert answer.structured_content["facts"]["removed"] == ["Deployment todo-backend"]


async def test_destroys_nothing_when_nobody_can_be_asked(connect: Connect, world: World) -> None:
    async with connect() as client:
        facts = await planned(client)
        answer = await client.call_tool("cleanup", {"token": facts["token"]})
    assert answer.is_error
    assert "./todo cleanup" in text_of(answer)
    assert world.done == []


@pytest.mark.parametrize("says", ["no", "decline"])
async def test_destroys_nothing_without_a_yes(connect: Connect, world: World, says: str) -> None:
    async with connect(says=says) as client:
        facts = await planned(client)
        answer = await client.call_tool("cleanup", {"token": facts["token"]})
    assert answer.is_error
    assert "did not agree" in text_of(answer)
    assert world.done == []


async def test_takes_no_yes_from_the_model(connect: Connect, world: World) -> None:
    async with connect() as client:
        facts = await planned(client)
        arguments = {"token": facts["token"], "answer": {"agree": True}}
        with pytest.raises(Exception, match="no argument 'answer'"):
            await client.call_tool("cleanup", arguments)
    assert world.done == []


async def test_asks_nobody_for_what_destroys_nothing(connect: Connect, world: World) -> None:
    world.destructive = False
    async with connect() as client:
        facts = await planned(client, "build")
        answer = await client.call_tool("build", {"token": facts["token"]})
    assert not answer.is_error, text_of(answer)
    assert len(world.done) == 1


async def test_a_token_is_good_once(connect: Connect, world: World) -> None:
    world.destructive = False
    async with connect() as client:
        token = (await planned(client, "build"))["token"]
        await client.call_tool("build", {"token": token})
        world.things = ["Deployment todo-backend"]
        answer = await client.call_tool("build", {"token": token})
    assert "not valid" in text_of(answer)
    assert len(world.done) == 1


async def test_a_token_is_for_its_verb_alone(connect: Connect, world: World) -> None:
    async with connect(says="yes") as client:
        token = (await planned(client, "build"))["token"]
        answer = await client.call_tool("cleanup", {"token": token})
    assert "for build, not for cleanup" in text_of(answer)
    assert world.done == []


async def test_a_token_is_worth_nothing_to_another_server(connect: Connect, world: World) -> None:
    async with connect(says="yes") as client:
        token = (await planned(client))["token"]
    async with connect(says="yes") as client:
        answer = await client.call_tool("cleanup", {"token": token})
    assert "not valid" in text_of(answer)
    assert world.done == []


async def test_a_token_grows_old(
    connect: Connect, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "LIFE_SECONDS", -1)
    async with connect(says="yes") as client:
        token = (await planned(client))["token"]
        answer = await client.call_tool("cleanup", {"token": token})
    assert "not valid" in text_of(answer)
    assert world.done == []


async def test_does_not_do_more_than_was_shown(connect: Connect, world: World) -> None:
    async with connect(says="yes") as client:
        token = (await planned(client))["token"]
        world.things.append("PersistentVolumeClaim data")
        answer = await client.call_tool("cleanup", {"token": token})
    assert "has changed since it was shown" in text_of(answer)
    assert world.done == []


async def test_one_change_at_a_time(connect: Connect, world: World) -> None:
    world.destructive, world.holds = False, True
    async with connect() as client:
        first, second = [(await planned(client, "build"))["token"] for _ in range(2)]
        async with anyio.create_task_group() as group:
            group.start_soon(client.call_tool, "build", {"token": first})
            await world.started.wait()
            answer = await client.call_tool("build", {"token": second})
            group.cancel_scope.cancel()
    assert "Another change is under way" in text_of(answer)


async def test_tells_progress_and_can_be_cancelled(connect: Connect, world: World) -> None:
    world.destructive, world.holds = False, True
    heard: list[str] = []

    async def hear(progress: float, total: float | None, message: str | None) -> None:
        del progress, total
        heard.append(message or "")
        if message == "remove progress removing":
            group.cancel_scope.cancel()

    async with connect() as client:
        token = (await planned(client, "build"))["token"]
        async with anyio.create_task_group() as group:
            await client.call_tool("build", {"token": token}, progress_callback=hear)
        with anyio.fail_after(30):
            while not world.cancelled:
                await anyio.sleep(0.01)
    assert heard == ["remove started", "remove progress removing"]
    assert world.done == []
