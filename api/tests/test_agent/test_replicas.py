"""Two replicas on one database: any of them resumes, reads, stops and cleans up after the other."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from agents.testing import ModelStep, ScriptedModel, assistant_message, function_call
from sqlalchemy import delete, update
from sqlmodel import col

from src.database import Database
from src.models.base import now
from src.models.tool_call import Approval
from src.models.turn import Turn, TurnEvent
from src.schemas.messages import MessageCreate
from src.services.takeovers import MOST_ATTEMPTS
from src.services.turn_store import TurnStore
from tests.test_agent.models import Blocking
from tests.test_agent.replicas import Browser, Replica

pytestmark = pytest.mark.anyio


async def test_another_replica_resumes_an_approved_run(
    browser: Browser, second_replica: Replica
) -> None:
    await browser.say("add buy milk")
    asked = await browser.say("delete it")
    done = await browser.at(second_replica).decide(asked.approval_id, "approve")
    assert done.turn_status == "complete"
    assert done.text == "Deleted “buy milk”."
    assert await browser.tasks() == []
    whole = await browser.read(asked.turn_id)
    assert [seq for seq, _ in whole.events] == list(range(1, len(whole.events) + 1))


async def test_of_many_decisions_on_two_replicas_one_counts(
    browser: Browser, second_replica: Replica
) -> None:
    await browser.say("add buy milk")
    asked = await browser.say("delete it")
    elsewhere = browser.at(second_replica)
    answers = await asyncio.gather(
        *(
            one.decide(asked.approval_id, decision)
            for one in (browser, elsewhere)
            for decision in ("approve", "deny")
        )
    )
    assert sorted(one.status for one in answers) == [200, 409, 409, 409]
    (counted,) = [one for one in answers if one.status == 200]
    approved = bool(counted.of("tool-output-available"))
    assert (await browser.tasks() == []) is approved


async def test_a_state_resumed_twice_deletes_once(
    browser: Browser, second_replica: Replica, database: Database
) -> None:
    """The SDK runs the tool for each resumption; the tool's own record makes it one effect."""
    await browser.say("add buy milk")
    asked = await browser.say("delete it")
    turn_id = UUID(asked.turn_id)
    async with database.session() as session:
        before = (await session.get_one(Turn, turn_id)).run_state
    await browser.decide(asked.approval_id, "approve")
    change_id = _last_change(await browser.messages())
    await browser.client.post(f"{browser.base}/api/v1/changes/{change_id}/undo")
    # All is put back, as if a replica had died between the effect and the event that tells it.
    asked_at = asked.events[-1][0]
    async with database.session() as session:
        await session.execute(
            delete(TurnEvent).where(
                col(TurnEvent.turn_id) == turn_id, col(TurnEvent.seq) > asked_at
            )
        )
        await session.execute(
            update(Turn)
            .where(col(Turn.id) == turn_id)
            .values(
                run_state=before,
                status="running",
                last_seq=asked_at,
                owner=second_replica.app.state.turns.owner,
                lease_until=now() + timedelta(minutes=1),
            )
        )
    second_replica.assistant.runner.start(turn_id)
    again = await browser.at(second_replica).read(asked.turn_id, after=asked_at)
    assert again.turn_status == "complete"
    assert [one["title"] for one in await browser.tasks()] == ["buy milk"]
    changes = (await browser.client.get(f"{browser.base}/api/v1/changes")).json()["items"]
    assert [one["action"] for one in changes] == ["undo", "delete", "create"]


def _last_change(messages: list[dict[str, object]]) -> object:
    parts = messages[-1]["parts"]
    assert isinstance(parts, list)
    return next(part["receipt"]["change_id"] for part in parts if part.get("receipt"))


async def test_a_turn_on_one_replica_is_read_and_stopped_on_the_other(
    browser: Browser, replica: Replica, second_replica: Replica
) -> None:
    model = Blocking(assistant_message("too late"))
    replica.answer_with(model)
    reading = asyncio.create_task(browser.say("think long"))
    await model.asked.wait()
    elsewhere = browser.at(second_replica)
    turn_id = (await browser.messages())[0]["turn_id"]
    also_reading = asyncio.create_task(elsewhere.read(turn_id))
    stopped = await browser.client.post(f"{elsewhere.base}/api/v1/turns/{turn_id}/cancel")
    assert stopped.status_code == 202
    here, there = await asyncio.gather(reading, also_reading)
    assert here.turn_status == there.turn_status == "cancelled"
    assert here.of("abort")
    assert here.events == there.events


async def test_a_turn_whose_replica_died_is_answered_by_whoever_reads_it(
    browser: Browser, second_replica: Replica, database: Database
) -> None:
    turn_id = await _abandoned(browser, database, "add buy milk")
    busy = await browser.say("add buy bread")
    assert (busy.status, busy.problem["type"]) == (409, "/problems/conflict")
    await _expire_lease(database, turn_id)
    readers = [browser, browser.at(second_replica), browser]
    found = await asyncio.gather(*(one.read(str(turn_id)) for one in readers))
    assert {one.turn_status for one in found} == {"complete"}
    assert [one["title"] for one in await browser.tasks()] == ["buy milk"]
    roles = [(one["role"], one["status"]) for one in await browser.messages()]
    assert roles == [("user", "complete"), ("assistant", "complete")]


async def test_who_writes_on_gives_up_the_answer_that_nobody_finished(
    browser: Browser, database: Database
) -> None:
    turn_id = await _abandoned(browser, database, "add buy milk")
    await _expire_lease(database, turn_id)
    assert (await browser.say("add buy bread")).turn_status == "complete"
    assert (await browser.read(str(turn_id))).turn_status == "failed"
    assert [one["title"] for one in await browser.tasks()] == ["buy bread"]


async def test_a_turn_that_ends_every_replica_ends_at_last(
    browser: Browser, database: Database
) -> None:
    turn_id = await _abandoned(browser, database, "add buy milk")
    async with database.session() as session:
        await session.execute(
            update(Turn).where(col(Turn.id) == turn_id).values(attempt=MOST_ATTEMPTS)
        )
    await _expire_lease(database, turn_id)
    found = await browser.read(str(turn_id))
    assert found.turn_status == "failed"
    assert "try again" in found.of("error")[0]["errorText"]


async def _abandoned(browser: Browser, database: Database, text: str) -> UUID:
    """A turn that a replica has begun which is not there any more."""
    dead = TurnStore(database, owner="a replica that is gone")
    message = MessageCreate(id=uuid4(), text=text)
    account, conversation = UUID(browser.account_id), UUID(browser.conversation_id)
    turn_id, is_new = await dead.begin(account, conversation, message)
    assert is_new
    return turn_id


async def test_a_replica_that_lost_its_lease_writes_nothing_more(
    browser: Browser,
    replica: Replica,
    second_replica: Replica,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("src.agent.runner.HEARTBEAT_SECONDS", 3_600)
    ghost = Blocking(assistant_message("I am a ghost"))
    replica.answer_with(ghost)
    reading = asyncio.create_task(browser.say("hello?"))
    await ghost.asked.wait()
    turn_id = UUID((await browser.messages())[0]["turn_id"])
    # Frozen, not dead: its heart does not beat, and it comes back later.
    second_replica.answer_with(ScriptedModel([[assistant_message("I am alive")]]))
    await _expire_lease(database, turn_id)
    found = await browser.at(second_replica).read(str(turn_id))
    assert (found.turn_status, found.text) == ("complete", "I am alive")
    ghost.release.set()
    assert "ghost" not in (await reading).text
    assert "ghost" not in (await browser.read(str(turn_id))).text


async def _expire_lease(database: Database, turn_id: UUID) -> None:
    async with database.session() as session:
        past = now() - timedelta(seconds=1)
        await session.execute(update(Turn).where(col(Turn.id) == turn_id).values(lease_until=past))


async def test_a_retry_does_nothing_twice(browser: Browser, replica: Replica) -> None:
    add = function_call("add_task", {"title": "buy milk"}, call_id="c1")
    replica.answer_with(
        ScriptedModel([[add], ModelStep.raise_error(RuntimeError("the provider went away"))])
    )
    failed = await browser.say("add buy milk")
    assert failed.turn_status == "failed"
    again = function_call("add_task", {"title": "buy milk"}, call_id="other")
    replica.answer_with(ScriptedModel([[again], [assistant_message("I've added buy milk.")]]))
    retried = await browser.stream("POST", f"/api/v1/turns/{failed.turn_id}/retry")
    assert retried.text == "I've added buy milk."
    assert len(await browser.tasks()) == 1
    complete = await browser.stream("POST", f"/api/v1/turns/{retried.turn_id}/retry")
    assert complete.status == 409


async def test_a_call_twice_in_one_turn_is_two_effects(browser: Browser, replica: Replica) -> None:
    calls = [function_call("add_task", {"title": "egg"}, call_id=one) for one in ("c1", "c2")]
    replica.answer_with(ScriptedModel([calls, [assistant_message("Two eggs.")]]))
    await browser.say("add egg twice")
    assert [one["title"] for one in await browser.tasks()] == ["egg", "egg"]


async def test_two_deletions_are_two_decisions(browser: Browser) -> None:
    await browser.say("add milk, eggs and bread")
    asked = await browser.say("delete milk and eggs")
    first, second = [part["id"] for part in asked.of("data-approval")]
    halfway = await browser.decide(first, "approve")
    assert halfway.turn_status == "waiting"
    assert sorted(one["title"] for one in await browser.tasks()) == ["bread", "eggs"]
    ended = await browser.decide(second, "deny")
    assert ended.turn_status == "complete"
    assert "Deleted “milk”." in ended.text
    assert sorted(one["title"] for one in await browser.tasks()) == ["bread", "eggs"]


async def test_two_decisions_at_once_are_both_heeded(
    browser: Browser, second_replica: Replica
) -> None:
    await browser.say("add milk, eggs and bread")
    asked = await browser.say("delete milk and eggs")
    first, second = [part["id"] for part in asked.of("data-approval")]
    await asyncio.gather(
        browser.decide(first, "approve"), browser.at(second_replica).decide(second, "approve")
    )
    found = await browser.read(asked.turn_id)
    assert found.turn_status == "complete"
    assert [one["title"] for one in await browser.tasks()] == ["bread"]


async def test_an_approval_that_expired_allows_nothing(
    browser: Browser, database: Database
) -> None:
    await browser.say("add buy milk")
    asked = await browser.say("delete it")
    async with database.session() as session:
        past = now() - timedelta(seconds=1)
        await session.execute(
            update(Approval)
            .where(col(Approval.id) == UUID(asked.approval_id))
            .values(expires_at=past)
        )
    answer = await browser.decide(asked.approval_id, "approve")
    assert answer.status == 409
    ended = await browser.read(asked.turn_id)
    assert ended.turn_status == "complete"
    assert len(await browser.tasks()) == 1


async def test_a_stopped_turn_takes_no_decision(browser: Browser) -> None:
    await browser.say("add buy milk")
    asked = await browser.say("delete it")
    await browser.client.post(f"{browser.base}/api/v1/turns/{asked.turn_id}/cancel")
    assert (await browser.decide(asked.approval_id, "approve")).status == 409
    assert len(await browser.tasks()) == 1


async def test_what_a_draining_process_does_not_finish_goes_on_elsewhere(
    browser: Browser, replica: Replica, second_replica: Replica
) -> None:
    late = Blocking(assistant_message("never said"))
    replica.answer_with(late)
    reading = asyncio.create_task(browser.say("think long"))
    await late.asked.wait()
    await replica.assistant.runner.drain(0)
    left = await reading
    assert not left.done
    second_replica.answer_with(ScriptedModel([[assistant_message("said here")]]))
    after = left.events[-1][0]
    found = await browser.at(second_replica).read(left.turn_id, after)
    assert (found.turn_status, found.text) == ("complete", "said here")


async def test_draining_lets_a_turn_finish(browser: Browser, replica: Replica) -> None:
    model = Blocking(assistant_message("just in time"))
    replica.answer_with(model)
    reading = asyncio.create_task(browser.say("think"))
    await model.asked.wait()
    draining = asyncio.create_task(replica.assistant.runner.drain(20))
    model.release.set()
    await draining
    assert (await reading).text == "just in time"
