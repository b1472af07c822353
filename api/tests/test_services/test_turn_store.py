"""The database as the assistant sees it."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update
from sqlmodel import col

from src.database import Database
from src.errors import ConflictError, NotFoundError
from src.models.base import now
from src.models.tool_call import Approval, ToolCall
from src.models.turn import BEGINNING, Turn
from src.schemas import ui_parts
from src.schemas.approvals import ApprovalDecision
from src.schemas.messages import MessageCreate
from src.schemas.turns import PendingCall, Standing, Verdict
from src.services.turn_store import TurnStore
from tests.test_services.turns import begin_turn, new_conversation

pytestmark = pytest.mark.anyio

YES, NO = ApprovalDecision(decision="approve"), ApprovalDecision(decision="deny")
COMPLETE = Standing("complete")
DELETE = PendingCall("c1", "delete_task", {"task_id": str(uuid4())})


@pytest.fixture
def store(database: Database) -> TurnStore:
    return TurnStore(database, "me")


async def change(database: Database, turn_id: UUID, **values: object) -> None:
    async with database.session() as session:
        await session.execute(update(Turn).where(col(Turn.id) == turn_id).values(values))


async def test_a_new_turn_is_told_all_it_needs(database: Database, store: TurnStore) -> None:
    turn_id = await begin_turn(database, text="add buy milk")
    turn = await store.load(turn_id)
    assert (turn.text, turn.history, turn.run_state, turn.so_far.last_seq) == (
        "add buy milk",
        (),
        None,
        BEGINNING,
    )
    assert str(turn.now.tzinfo) == "Europe/Berlin"


async def test_earlier_turns_are_its_history(database: Database, store: TurnStore) -> None:
    conversation = await new_conversation(database)
    first = await begin_turn(database, text="list", conversation=conversation)
    parts = [
        ui_parts.tool_input("c1", "list_tasks", {"limit": 5}),
        ui_parts.tool_output("c1", {"items": []}),
        ui_parts.tool_input("c2", "add_task", {}),
        ui_parts.tool_error("c2", "no title"),
        ui_parts.tool_input("c3", "delete_task", {}),
        ui_parts.tool_denied("c3"),
        ui_parts.text_start("t"),
        ui_parts.text_delta("t", "None."),
        ui_parts.text_end("t"),
    ]
    await store.append(first, parts, Standing("complete", "m"))
    turn = await store.load(await begin_turn(database, text="thanks", conversation=conversation))
    kinds = [item.get("type") or item.get("role") for item in turn.history]
    assert kinds == ["user", *["function_call", "function_call_output"] * 3, "message"]
    outputs = [item["output"] for item in turn.history if "output" in item]
    assert outputs[:2] == ['{"items": []}', "no title"]
    assert "said no" in str(outputs[2])
    ids = [item["call_id"] for item in turn.history if "call_id" in item]
    assert len(set(ids)) == 3
    assert not {"c1", "c2", "c3"} & set(map(str, ids))


async def test_what_does_not_fit_is_summed_up_once(database: Database) -> None:
    store = TurnStore(database, "me", history_tokens=15_000)
    conversation = await new_conversation(database)
    for number in range(4):
        turn_id = await begin_turn(database, text=f"message {number}", conversation=conversation)
        long = ui_parts.text_delta("t", "x " * 12_500)
        await store.append(turn_id, [ui_parts.text_start("t"), long], COMPLETE)
    for _ in range(2):
        turn_id = await begin_turn(database, text="and now?", conversation=conversation)
        turn = await store.load(turn_id)
        said = [item["content"] for item in turn.history if item.get("role") == "user"]
        assert said[:2] == ["message 2", "message 3"]
        assert [line.split(";")[0] for line in turn.summary.splitlines()] == [
            "- They said: “message 0”",
            "- They said: “message 1”",
        ]
        await store.append(turn_id, [], COMPLETE)


async def test_of_a_message_that_was_answered_again_the_newest_answer_is_told(
    database: Database, store: TurnStore
) -> None:
    conversation = await new_conversation(database)
    first = await begin_turn(database, text="hello", conversation=conversation)
    await store.append(first, [ui_parts.error("no")], Standing("failed"))
    second = await store.retry(conversation.account_id, first)
    words = [ui_parts.text_start("t"), ui_parts.text_delta("t", "Hi.")]
    await store.append(second, words, COMPLETE)
    turn = await store.load(await begin_turn(database, conversation=conversation))
    assert [item.get("role") for item in turn.history] == ["user", "assistant"]


async def test_one_turn_at_a_time(database: Database, store: TurnStore) -> None:
    conversation = await new_conversation(database)
    await begin_turn(database, conversation=conversation)
    message = MessageCreate(id=uuid4(), text="me too")
    with pytest.raises(ConflictError):
        await store.begin(conversation.account_id, conversation.id, message)


async def test_the_wrong_account_finds_nothing(database: Database, store: TurnStore) -> None:
    conversation = await new_conversation(database)
    turn_id = await begin_turn(database, conversation=conversation)
    stranger = uuid4()
    with pytest.raises(NotFoundError):
        await store.begin(stranger, conversation.id, MessageCreate(id=uuid4(), text="x"))
    with pytest.raises(NotFoundError):
        await store.retry(stranger, turn_id)
    with pytest.raises(NotFoundError):
        await store.ask_cancel(stranger, turn_id)


async def test_appending_renews_the_lease_and_tells_of_a_stop(
    database: Database, store: TurnStore
) -> None:
    conversation = await new_conversation(database)
    turn_id = await begin_turn(database, conversation=conversation)
    await change(database, turn_id, lease_until=now() + timedelta(seconds=1))
    progress = await store.append(turn_id, [ui_parts.finish()], Standing())
    assert progress is not None
    assert (progress.last_seq, progress.cancel_asked) == (BEGINNING + 1, False)
    await store.ask_cancel(conversation.account_id, turn_id)
    progress = await store.append(turn_id, [], Standing())
    assert progress is not None
    assert (progress.last_seq, progress.cancel_asked) == (BEGINNING + 1, True)
    async with database.session() as session:
        lease = (await session.get_one(Turn, turn_id)).lease_until
    assert lease is not None
    assert lease > now() + timedelta(seconds=5)


async def test_an_interruption_asks_and_a_decision_resumes(
    database: Database, store: TurnStore
) -> None:
    conversation = await new_conversation(database)
    turn_id = await begin_turn(database, conversation=conversation)
    assert await store.interrupt(turn_id, [DELETE], "the state", "m")
    seen = await store.events(turn_id, BEGINNING)
    assert (seen.status, seen.is_unattended) == ("waiting", False)
    events = seen.events
    kinds = [event.part["type"] for event in events]
    assert kinds == ["tool-approval-request", "data-approval", "data-turn", "finish"]
    approval_id = UUID(str(events[0].part["approvalId"]))
    resumed = await store.decide(conversation.account_id, approval_id, YES)
    assert resumed == (turn_id, BEGINNING + 4, True)
    turn = await store.load(turn_id)
    assert (turn.run_state, turn.verdicts) == ("the state", (Verdict("c1", "approve"),))
    with pytest.raises(ConflictError):
        await store.decide(conversation.account_id, approval_id, NO)


async def test_a_decision_waits_for_another_turn_of_the_conversation(
    database: Database, store: TurnStore
) -> None:
    """The person wrote on instead of deciding; two turns at once would mix their answers."""
    conversation = await new_conversation(database)
    asking = await begin_turn(database, conversation=conversation)
    await store.interrupt(asking, [DELETE], "state", "m")
    approval_id = UUID(str((await store.events(asking, BEGINNING)).events[0].part["approvalId"]))
    other = await begin_turn(database, conversation=conversation)
    with pytest.raises(ConflictError, match="still answering"):
        await store.decide(conversation.account_id, approval_id, YES)
    await store.append(other, [ui_parts.finish()], COMPLETE)
    assert (await store.decide(conversation.account_id, approval_id, YES))[2]


async def test_a_preview_of_a_task_that_is_gone_says_so(
    database: Database, store: TurnStore
) -> None:
    turn_id = await begin_turn(database)
    await store.interrupt(turn_id, [DELETE], "state", "m")
    preview = _approval((await store.events(turn_id, BEGINNING)).events[1].part)["preview"]
    assert preview["summary"] == "This cannot be done. There is no such task."
    assert preview["tasks"] == []


def _approval(part: ui_parts.UiPart) -> dict[str, Any]:
    data = part["data"]
    assert isinstance(data, dict)
    return data


async def test_a_decision_that_came_during_the_interruption_is_not_waited_for(
    database: Database, store: TurnStore
) -> None:
    conversation = await new_conversation(database)
    turn_id = await begin_turn(database, conversation=conversation)
    calls = [DELETE, PendingCall("c2", "delete_task", {"task_id": str(uuid4())})]
    await store.interrupt(turn_id, calls, "first state", "m")
    events = (await store.events(turn_id, 0)).events
    first, second = [
        UUID(str(event.part["approvalId"])) for event in events if "approvalId" in event.part
    ]
    assert (await store.decide(conversation.account_id, first, YES))[2]
    assert not (await store.decide(conversation.account_id, second, NO))[2]
    assert not await store.interrupt(turn_id, calls[1:], "second state", "m")
    turn = await store.load(turn_id)
    assert set(turn.verdicts) == {Verdict("c1", "approve"), Verdict("c2", "deny")}


async def test_an_approval_that_expired_is_told_as_such(
    database: Database, store: TurnStore
) -> None:
    turn_id = await begin_turn(database)
    await store.interrupt(turn_id, [DELETE], "state", "m")
    async with database.session() as session:
        await session.execute(update(Approval).values(expires_at=now() - timedelta(seconds=1)))
    assert (await store.load(turn_id)).verdicts == (Verdict("c1", "expire"),)


@pytest.mark.parametrize("action", ["none", "create"])
async def test_a_receipt_needs_a_stored_answer_that_something_was_done(
    database: Database, store: TurnStore, action: str
) -> None:
    turn_id = await begin_turn(database)
    assert await store.receipt(turn_id, "c1") is None
    async with database.session() as session:
        turn = await session.get_one(Turn, turn_id)
        answer = {"action": action, "summary": "Added.", "task": None, "change_id": None}
        session.add(
            ToolCall(
                turn_id=turn_id,
                message_id=turn.message_id,
                call_id="c1",
                tool="add_task",
                arguments_key="k",
                result=answer,
            )
        )
    receipt = await store.receipt(turn_id, "c1")
    assert (receipt is None) is (action == "none")
    await store.append(turn_id, [ui_parts.tool_input("c1", "add_task", {})], Standing())
    deeds = (await store.load(turn_id)).so_far.deeds
    assert [one.action for one in deeds] == [action] * (action != "none")
