"""Failures of tools, told so that a model knows what to try next."""

import json

from mcp_types import CallToolResult, TextContent
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from src.errors import AppError

_TRY = {
    "not-found": "Look with list_tasks or overview, and use an id or a name from there.",
    "invalid": "Correct the value and call the tool again.",
    "conflict": "Tell the person what is in the way.",
    "forbidden": "Do not call it again; tell the person.",
    "stale": "Call get_task and decide anew.",
    "unavailable": "Tell the person to try again in a moment.",
    "internal": "Tell the person that it did not work. Nothing was changed.",
}


class ToolFailure(Exception):  # noqa: N818 (it is what the model reads, not a crash)
    """A failure that a model reads as JSON: `{"error": {"code", "message", "try"}}`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message

    def result(self) -> CallToolResult:
        """Return it as the protocol has it."""
        advice = _TRY.get(self.code, "Tell the person.")
        told = {"code": self.code, "message": self.message, "try": advice}
        text = json.dumps({"error": told}, ensure_ascii=False)
        return CallToolResult(content=[TextContent(type="text", text=text)], is_error=True)


def from_app(error: AppError) -> ToolFailure:
    """An error of the services, for a model."""
    return ToolFailure(error.slug, error.detail)


def from_values(error: ValidationError) -> ToolFailure:
    """Values that do not fit, for a model: each by its name."""
    return ToolFailure("invalid", "; ".join(_wrong(one) for one in error.errors()))


def _wrong(one: ErrorDetails) -> str:
    where = ".".join(str(part) for part in one["loc"])
    said = one["msg"].removeprefix("Value error, ")
    return f"{where}: {said}" if where else said
