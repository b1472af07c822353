"""Failures of tools, told so that a model knows what to try next."""

import json

from mcp.server.mcpserver.exceptions import ToolError

from src.errors import AppError

_TRY = {
    "not-found": "Call list_tasks to see which tasks there are, and use an id from there.",
    "invalid": "Correct the value and call the tool again.",
    "conflict": "Tell the person what is in the way.",
    "forbidden": "Do not call it again; tell the person.",
    "stale": "Call get_task and decide anew.",
    "unavailable": "Tell the person to try again in a moment.",
}


class ToolFailure(ToolError):  # noqa: N818 (it is what the model reads, not a crash)
    """A failure as JSON: `{"error": {"code", "message", "try"}}`."""

    def __init__(self, code: str, message: str) -> None:
        told = {"code": code, "message": message, "try": _TRY.get(code, "Tell the person.")}
        super().__init__(json.dumps({"error": told}, ensure_ascii=False))


def from_app(error: AppError) -> ToolFailure:
    """An error of the services, for a model."""
    return ToolFailure(error.slug, error.detail)
