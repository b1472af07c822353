"""What a model is offered: the MCP server's own descriptions of the tools a world carries out."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from src.database import Database
from src.mcp.server import NEEDS_APPROVAL, build_server
from src.metrics import Metrics
from src.settings import VERSION, Settings

_BEYOND = frozenset({"filter", "cursor"})
"""Parameters that a world cannot honour, and so does not offer."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One tool as a model sees it; `schema` is JSON Schema, `asks` for the person's approval."""

    name: str
    description: str
    schema: dict[str, Any]
    asks: bool


async def offers(names: Collection[str], settings: Settings) -> list[Offer]:
    """The tools of these names."""
    # Nothing connects: the server is only asked what its tools look like.
    database = Database(settings.database_url.get_secret_value())
    server = build_server(settings, database, Metrics(VERSION))
    known = {tool.name: tool for tool in await server.list_tools()}
    return [
        Offer(
            name,
            known[name].description or "",
            _without(known[name].input_schema),
            name in NEEDS_APPROVAL,
        )
        if name in known
        else Offer(name, "", {"type": "object", "properties": {}}, False)
        for name in names
    ]


def _without(schema: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in schema["properties"].items() if name not in _BEYOND}
    return schema | {"properties": kept}
