"""What a model is offered: the MCP server's own descriptions of the tools a world carries out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from src.mcp.failures import ToolFailure
from src.mcp.registry import TOOLS
from src.mcp.tool import Tool

_BEYOND = frozenset({"filter", "cursor"})
"""Parameters that a world cannot honour, and so does not offer."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One tool as a model sees it, and as the server reads what a model sends."""

    tool: Tool

    @property
    def name(self) -> str:
        """What it is called by."""
        return self.tool.entry.name

    @property
    def schema(self) -> dict[str, Any]:
        """JSON Schema of its arguments, without what a world cannot honour."""
        schema = self.tool.listed.input_schema
        properties = schema["properties"].items()
        return schema | {"properties": {k: v for k, v in properties if k not in _BEYOND}}

    def refusal(self, arguments: Mapping[str, Any]) -> str | None:
        """What the server answers to arguments that do not fit, as JSON; None when they do."""
        try:
            self.tool.read(arguments)
        except ToolFailure as failure:
            return "".join(part.text for part in failure.result().content if part.type == "text")
        return None


def offers(names: Collection[str]) -> list[Offer]:
    """The tools of these names, in the order of the registry."""
    return [Offer(Tool(entry)) for entry in TOOLS if entry.name in names]
