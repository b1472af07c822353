"""Messages as Markdown (CommonMark) that says nothing but what we mean it to.

What people, models and tools wrote stands in fenced blocks, each with a fence longer than any row
of backticks in it: nothing in a block can end it, be a link, or become HTML.
"""

import json
import re
from datetime import datetime
from zoneinfo import ZoneInfo

from src.models.account import Account
from src.schemas.conversations import ConversationPublic
from src.schemas.messages import MessagePublic, Part, TextPart, ToolPart
from src.schemas.receipts import Receipt
from src.schemas.usage import Usage

_SHORTEST_FENCE = 3
_SPECIAL = re.compile(r"([\\`*_\[\]<>&!~|#$:@])")
"""What means something within a line; after a backslash it is itself. Source: CommonMark, 2.4."""
_STATES = {
    "input-available": "not carried out",
    "approval-requested": "waits for approval",
    "output-available": "done",
    "output-error": "failed",
    "output-denied": "not allowed",
}


def head(conversation: ConversationPublic, account: Account) -> str:
    """Return the title, and when the conversation was."""
    begun = _time(conversation.created_at, account)
    changed = _time(conversation.updated_at, account)
    when = f"Begun {begun}, changed {changed}; times are in {account.time_zone}."
    return f"# {plain(conversation.title)}\n\n{when}\n"


def written(message: MessagePublic, account: Account) -> str:
    """Return one message: who wrote it and when, its parts, and what it took."""
    said_by = "You" if message.role == "user" else f"Assistant ({_state(message)})"
    heading = f"\n## {said_by}, {_time(message.created_at, account)}\n"
    used = f"\n{_used(message.usage)}\n" if message.usage else ""
    return heading + "".join(_part(part) for part in message.parts) + used


def plain(text: str) -> str:
    """Return a text on one line, without any meaning to Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def fenced(text: str, language: str = "text") -> str:
    """Return a text as a fenced block that it cannot leave."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(_SHORTEST_FENCE, longest + 1)
    return f"\n{fence}{language}\n{text}\n{fence}\n"


def _state(message: MessagePublic) -> str:
    model = plain(message.model or "no model")
    return model if message.status == "complete" else f"{model}, {message.status}"


def _used(usage: Usage) -> str:
    cost = "" if usage.cost_usd is None else f", {usage.cost_usd} US dollars"
    return f"Used: {usage.input_tokens} tokens in, {usage.output_tokens} out{cost}."


def _time(instant: datetime, account: Account) -> str:
    return f"{instant.astimezone(ZoneInfo(account.time_zone)):%Y-%m-%d %H:%M}"


def _part(part: Part) -> str:
    return fenced(part.text) if isinstance(part, TextPart) else _tool(part)


def _tool(part: ToolPart) -> str:
    call = {"tool": part.tool_name, "input": part.input}
    if part.output is not None:
        call["output"] = part.output
    if part.error is not None:
        call["error"] = part.error
    block = fenced(json.dumps(call, ensure_ascii=False, indent=2), "json")
    told = _receipt(part.receipt) if part.receipt else ""
    return f"\nTool call, {_STATES[part.state]}:\n{block}{told}"


def _receipt(receipt: Receipt) -> str:
    taken_back = ", taken back since" if receipt.undone else ""
    return f"\nReceipt{taken_back}:\n{fenced(receipt.summary)}"
