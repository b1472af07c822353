"""docs/tools.md is of this code."""

from src.mcp.handbook import text
from src.mcp.registry import TOOLS
from tests.test_mcp.clients.documented import DOCUMENT


def test_the_committed_page_is_this_codes() -> None:
    cure = "run in api/: python -m src.mcp.handbook > ../docs/tools.md"
    assert DOCUMENT.read_text("utf-8") == text(), cure


def test_each_tool_stands_in_it() -> None:
    for entry in TOOLS:
        assert f"\n### {entry.name}\n" in text()
