"""The parts of a turn's event stream, in the field names of the AI SDK's UI message stream v1.

Each function makes one part; a part is what one row of `turn_event` holds and one `data:` line
carries. Source: the "UI message stream protocol" of the Vercel AI SDK.
"""

from pydantic import JsonValue

from src.schemas.approvals import ApprovalPublic
from src.schemas.receipts import Receipt
from src.schemas.usage import Usage

type UiPart = dict[str, JsonValue]
ANSWERS = frozenset({"tool-output-available", "tool-output-error", "tool-output-denied"})
"""What came of a tool call."""


def start(message_id: str) -> UiPart:
    """The assistant's message begins, or goes on after an approval."""
    return {"type": "start", "messageId": message_id}


def text_start(text_id: str) -> UiPart:
    """A block of text begins."""
    return {"type": "text-start", "id": text_id}


def text_delta(text_id: str, delta: str) -> UiPart:
    """More text of a block."""
    return {"type": "text-delta", "id": text_id, "delta": delta}


def text_end(text_id: str) -> UiPart:
    """A block of text is complete."""
    return {"type": "text-end", "id": text_id}


def tool_input(call_id: str, tool: str, arguments: JsonValue) -> UiPart:
    """The model calls a tool."""
    return {
        "type": "tool-input-available",
        "toolCallId": call_id,
        "toolName": tool,
        "input": arguments,
    }


def tool_output(call_id: str, output: JsonValue) -> UiPart:
    """A tool answered."""
    return {"type": "tool-output-available", "toolCallId": call_id, "output": output}


def tool_error(call_id: str, error: str) -> UiPart:
    """A tool failed."""
    return {"type": "tool-output-error", "toolCallId": call_id, "errorText": error}


def tool_denied(call_id: str) -> UiPart:
    """The person said no to a tool call."""
    return {"type": "tool-output-denied", "toolCallId": call_id}


def approval_request(approval_id: str, call_id: str) -> UiPart:
    """A tool call waits for the person's decision."""
    return {"type": "tool-approval-request", "approvalId": approval_id, "toolCallId": call_id}


def approval(data: ApprovalPublic) -> UiPart:
    """What exactly the decision is about."""
    return {
        "type": "data-approval",
        "id": str(data.id),
        "data": data.model_dump(mode="json"),
    }


def receipt(call_id: str, data: Receipt) -> UiPart:
    """What a tool call has done, from its stored result."""
    return {"type": "data-receipt", "id": call_id, "data": data.model_dump(mode="json")}


def turn(turn_id: str, status: str, model: str | None) -> UiPart:
    """Where the turn stands, and which model answers."""
    return {
        "type": "data-turn",
        "data": {"turn_id": turn_id, "status": status, "model": model},
    }


def usage(data: Usage) -> UiPart:
    """What the turn's models have used so far."""
    return {"type": "data-usage", "data": data.model_dump(mode="json")}


def error(text: str) -> UiPart:
    """The turn failed; `text` is for the person."""
    return {"type": "error", "errorText": text}


def abort() -> UiPart:
    """The person stopped the turn."""
    return {"type": "abort"}


def finish() -> UiPart:
    """Nothing more comes, at least until a decision."""
    return {"type": "finish"}
