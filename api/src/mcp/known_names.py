"""Keeps names that clients make up out of traces: they could be anybody's words."""

from collections.abc import Container
from dataclasses import replace
from typing import Any

from mcp.server.context import CallNext, HandlerResult, ServerRequestContext

from src.mcp.calls import UNKNOWN


class KnownNames:
    """Middleware that goes before the SDK's tracing, which writes each tool's name into its span.

    Args:
        names: Of our tools.
    """

    def __init__(self, names: Container[str]) -> None:
        self._names = names

    async def __call__(
        self, ctx: ServerRequestContext[Any, Any], call_next: CallNext
    ) -> HandlerResult:
        """Hand a request on, a tool that is none of ours as `unknown`."""
        name = (ctx.params or {}).get("name")
        if isinstance(name, str) and name not in self._names:
            ctx = replace(ctx, params={**(ctx.params or {}), "name": UNKNOWN})
        return await call_next(ctx)
