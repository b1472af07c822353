"""What the text of a tool's answer means: done, failed, or refused by the person."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from src.schemas.tool_calls import DENIED, EXPIRED

_EDITED = "The person changed this call. Instead of yours, "
_OUTCOME = ". What came of it: "


@dataclass(frozen=True, slots=True)
class ToolOutput:
    """A tool's answer: `value` when it did its work, else `error`, else `denied`."""

    value: dict[str, JsonValue] | None = None
    error: str | None = None
    denied: bool = False


def tell_edited(tool: str, arguments: JsonValue, output: ToolOutput) -> str:
    """What a model is told in place of its call's answer, when the person changed the call."""
    given = json.dumps(arguments, ensure_ascii=False)
    outcome = output.error or json.dumps(output.value, ensure_ascii=False)
    return f"{_EDITED}{tool} was called with {given}{_OUTCOME}{outcome}"


def is_edited(raw: object) -> bool:
    """Whether the person changed the call that this answers."""
    return text_of(raw).startswith(_EDITED)


def read_output(raw: object) -> ToolOutput:
    """Read what the SDK hands on: text, a content part, or a list of them."""
    text = text_of(raw)
    if text.startswith((DENIED, EXPIRED)):
        return ToolOutput(denied=True)
    if is_edited(text):
        # The arguments are skipped whole: a title in them may say anything.
        end = json.JSONDecoder().raw_decode(text, text.index("{"))[1]
        text = text[end + len(_OUTCOME) :]
    # A failed tool's text has words of the SDKs before the object that says why.
    try:
        value = json.loads(text[text.index("{") :])
    except ValueError:
        return ToolOutput(error=text or "The tool did not answer.")
    # Only our tools answer with this shape; titles are inside of "task" or "items".
    error = value.get("error")
    if isinstance(error, dict):
        return ToolOutput(error=str(error.get("message", "The tool failed.")))
    return ToolOutput(value=value)


def text_of(raw: object) -> str:
    """A tool's text, also when it comes as content parts."""
    if isinstance(raw, Mapping):
        return str(raw.get("text", ""))
    if isinstance(raw, list):
        return "".join(text_of(part) for part in raw)
    return str(raw or "")
