"""The examples of docs/tools.md, led to a server under test."""

import re
from pathlib import Path

DOCUMENT = Path(__file__).parents[4] / "docs" / "tools.md"
DOCUMENTED = "http://localhost:8000"


def example(heading: str, language: str, url: str) -> str:
    """Return the block of code below a heading, with the server's address in it."""
    pattern = rf"^### {re.escape(heading)}$.*?^```{language}\n(.*?)^```$"
    found = re.search(pattern, DOCUMENT.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert found is not None
    assert DOCUMENTED in found[1]
    return found[1].replace(DOCUMENTED, url)
