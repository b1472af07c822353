"""From events to the parts of a message."""

from uuid import uuid4

from src.schemas import ui_parts
from src.schemas.messages import TextPart, ToolPart
from src.schemas.receipts import Receipt
from src.schemas.ui_parts import UiPart
from src.services.message_parts import fold

CALL = ui_parts.tool_input("c1", "add_task", {"title": "x"})
RECEIPT = Receipt(change_id=uuid4(), action="create", title="x", summary="Added “x”.")


def tool(*events: UiPart) -> ToolPart:
    (part,) = fold([CALL, *events])
    assert isinstance(part, ToolPart)
    return part


def test_words_become_one_part_for_each_block() -> None:
    events = [
        ui_parts.start("m"),
        ui_parts.text_start("1"),
        ui_parts.text_delta("1", "one "),
        ui_parts.text_delta("1", "block"),
        ui_parts.text_end("1"),
        CALL,
        ui_parts.text_start("2"),
        ui_parts.text_delta("2", "another"),
        ui_parts.finish(),
    ]
    assert [part.type for part in fold(events)] == ["text", "tool", "text"]
    texts = [part.text for part in fold(events) if isinstance(part, TextPart)]
    assert texts == ["one block", "another"]


def test_an_empty_block_is_no_part() -> None:
    assert fold([ui_parts.text_start("1"), ui_parts.text_end("1")]) == []


def test_the_states_of_a_tool_call() -> None:
    approval_id = uuid4()
    assert tool().state == "input-available"
    assert tool(ui_parts.tool_output("c1", {"ok": True})).output == {"ok": True}
    failed = tool(ui_parts.tool_error("c1", "no"))
    assert (failed.state, failed.error) == ("output-error", "no")
    asked = tool(ui_parts.approval_request(str(approval_id), "c1"))
    assert (asked.state, asked.approval_id) == ("approval-requested", approval_id)
    denied = tool(ui_parts.approval_request(str(approval_id), "c1"), ui_parts.tool_denied("c1"))
    assert (denied.state, denied.approval_id) == ("output-denied", approval_id)
    done = tool(ui_parts.tool_output("c1", {}), ui_parts.receipt("c1", RECEIPT))
    assert (done.state, done.receipt) == ("output-available", RECEIPT)


def test_a_call_announced_twice_is_one_part() -> None:
    assert tool(CALL).tool_call_id == "c1"


def test_events_of_unknown_calls_and_blocks_are_left_out() -> None:
    assert fold([ui_parts.tool_output("?", {}), ui_parts.text_delta("?", "lost")]) == []
