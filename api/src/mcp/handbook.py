"""`python -m src.mcp.handbook`: prints docs/tools.md, always the same bytes for the same code."""

import json
import sys
from pathlib import Path
from typing import Any

from src.handbook.markdown import table
from src.handbook.words import in_words
from src.mcp.registry import TOOLS
from src.mcp.tool import Tool

INTRODUCTION, CLIENTS = (
    (Path(__file__).parent / name).read_text("utf-8") for name in ("introduction.md", "clients.md")
)


def text() -> str:
    """Return the reference of the tools as Markdown."""
    tools = [Tool(entry) for entry in TOOLS]
    rows = [(f"[{one.entry.name}](#{one.entry.name})", *_signs(one)) for one in tools]
    contents = "## What there is\n\n" + table(("tool", "", "effect", "asks"), rows)
    parts = [INTRODUCTION, contents, CLIENTS, "## The tools\n", *(_section(one) for one in tools)]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _signs(tool: Tool) -> tuple[str, str, str]:
    hints = tool.entry.annotations
    if tool.only_looks:
        kind = "looks"
    elif hints.destructive_hint:
        kind = "destroys"
    else:
        kind = "sets" if hints.idempotent_hint else "adds"
    return tool.entry.title, kind, "yes" if tool.entry.asks else ""


def _section(tool: Tool) -> str:
    schema = tool.listed.input_schema
    rows = [_row(name, one, schema) for name, one in schema["properties"].items()]
    arguments = [table(("argument", "is", ""), rows)] if rows else ["No arguments.\n"]
    parts = [f"### {tool.entry.name}\n", f"{tool.listed.description}\n", *arguments]
    return "\n".join(parts)


def _row(name: str, schema: dict[str, Any], whole: dict[str, Any]) -> tuple[str, str, str]:
    needed = " (needed)" if name in whole.get("required", ()) else ""
    default = f" `{json.dumps(schema['default'])}` without it." if "default" in schema else ""
    return f"`{name}`{needed}", in_words(schema), f"{schema['description']}{default}"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]  # a real file
    sys.stdout.write(text())
