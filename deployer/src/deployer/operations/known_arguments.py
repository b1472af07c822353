"""Refuses arguments that a tool does not have, instead of passing over them."""

from collections.abc import Mapping
from typing import Any

from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS


class KnownArguments:
    """Middleware: whoever says `namespace` must hear that there is none, not be taken elsewhere.

    Args:
        known: The names of each tool's arguments.
    """

    def __init__(self, known: Mapping[str, frozenset[str]]) -> None:
        self._known = known

    async def __call__(
        self, ctx: ServerRequestContext[Any, Any], call_next: CallNext
    ) -> HandlerResult:
        """Hand a request on when it names nothing unknown."""
        params = ctx.params or {}
        known = self._known.get(str(params.get("name")))
        given = params.get("arguments") or {}
        if ctx.method == "tools/call" and known is not None and isinstance(given, Mapping):
            odd = sorted(str(name) for name in given.keys() - known)
            if odd:
                names = ", ".join(sorted(known)) or "none"
                raise MCPError(
                    INVALID_PARAMS, f"There is no argument {odd[0]!r}. There are: {names}."
                )
        return await call_next(ctx)
