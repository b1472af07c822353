"""A conversation as a file: whole, however long, and while nothing was said yet."""

import json
from uuid import uuid4

import pytest

from src.database import Database
from src.models.account import Account
from src.models.conversation import Conversation
from src.schemas import ui_parts
from src.schemas.conversations import ExportFormat
from src.schemas.messages import MessageCreate
from src.schemas.turns import Standing
from src.services import conversation_export, messages
from src.services.conversation_export import FORMATS, export
from src.services.conversations import public
from src.services.turn_store import TurnStore
from tests.test_services.turns import new_conversation

pytestmark = pytest.mark.anyio


async def exported(database: Database, conversation: Conversation, kind: ExportFormat) -> str:
    async with database.session() as session:
        account = await session.get_one(Account, conversation.account_id)
    pieces = export(database, account, public(conversation), FORMATS[kind])
    return b"".join([piece async for piece in pieces]).decode()


async def test_an_empty_one_is_a_sound_file(database: Database) -> None:
    made = await new_conversation(database)
    assert json.loads(await exported(database, made, "json")) == {
        "conversation": public(made).model_dump(mode="json"),
        "messages": [],
    }
    assert (await exported(database, made, "markdown")).startswith("# New conversation\n\nBegun ")


@pytest.mark.parametrize("size", [1, 2, 3, 100])
async def test_it_is_whole_however_it_is_read(
    database: Database, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(conversation_export, "PAGE", size)
    made, store = await new_conversation(database), TurnStore(database, "me")
    for name in ("tea", "jam", "rice"):
        message = MessageCreate(id=uuid4(), text=f"add {name}")
        turn_id, _ = await store.begin(made.account_id, made.id, message)
        told = [
            ui_parts.tool_input("c", "add_task", {"title": name}),
            ui_parts.tool_output("c", {"summary": f"Added {name}."}),
            ui_parts.text_start("t"),
            ui_parts.text_delta("t", f"{name} is on the list."),
        ]
        await store.append(turn_id, told, Standing("complete", "m"))
    async with database.session() as session:
        account = await session.get_one(Account, made.account_id)
        listed = await messages.list_messages(session, account, made.id)
    found = json.loads(await exported(database, made, "json"))
    assert found["messages"] == [one.model_dump(mode="json") for one in listed.items]
    text = await exported(database, made, "markdown")
    assert [text.count(f"\n{name} is on the list.\n") for name in ("tea", "jam", "rice")] == [1] * 3
    assert text.count("\n## ") == 6
