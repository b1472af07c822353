"""From the events of a turn to the parts of its message: one fold, for lists and for history."""

from collections.abc import Iterable
from typing import cast
from uuid import UUID

from pydantic import JsonValue

from src.schemas.messages import Part, TextPart, ToolPart
from src.schemas.receipts import Receipt
from src.schemas.ui_parts import UiPart


def fold(events: Iterable[UiPart]) -> list[Part]:
    """The parts of a message, in the order in which they began."""
    folder = _Folder()
    for event in events:
        folder.take(event)
    return [part for part in folder.parts if isinstance(part, ToolPart) or part.text]


class _Folder:
    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._texts: dict[str, TextPart] = {}
        self._tools: dict[str, ToolPart] = {}

    def take(self, event: UiPart) -> None:
        kind = str(event["type"])
        if kind.startswith("text-"):
            self._text(kind, event)
        elif kind == "tool-input-available":
            self._tool_began(event)
        elif kind == "data-receipt":
            self._with(event, "id", receipt=Receipt.model_validate(event["data"]))
        else:
            self._tool_went_on(kind, event)

    def _text(self, kind: str, event: UiPart) -> None:
        text_id = str(event["id"])
        if kind == "text-start":
            self._texts[text_id] = TextPart(text="")
            self.parts.append(self._texts[text_id])
        elif kind == "text-delta" and text_id in self._texts:
            self._texts[text_id].text += str(event["delta"])

    def _tool_began(self, event: UiPart) -> None:
        call_id = str(event["toolCallId"])
        # A resumed run may announce a call again, and the person may have changed its arguments.
        if call_id in self._tools:
            self._tools[call_id].input = event["input"]
        else:
            part = ToolPart(
                tool_call_id=call_id, tool_name=str(event["toolName"]), input=event["input"]
            )
            self._tools[call_id] = part
            self.parts.append(part)

    def _tool_went_on(self, kind: str, event: UiPart) -> None:
        match kind:
            case "tool-output-available":
                self._with(event, state="output-available", output=event["output"])
            case "tool-output-error":
                self._with(event, state="output-error", error=event["errorText"])
            case "tool-output-denied":
                self._with(event, state="output-denied")
            case "tool-approval-request":
                approval_id = UUID(cast("str", event["approvalId"]))
                self._with(event, state="approval-requested", approval_id=approval_id)
            case _:
                pass  # what concerns the stream, not the message

    def _with(
        self, event: UiPart, key: str = "toolCallId", **values: JsonValue | UUID | Receipt
    ) -> None:
        part = self._tools.get(str(event[key]))
        for name, value in values.items() if part else ():
            setattr(part, name, value)
