"""`python -m src.reference`: prints docs/api.md, always the same bytes for the same code."""

import sys

from src.handbook.markdown import reference
from src.main import create_app


def text() -> str:
    """Return the reference of this code as Markdown."""
    return reference(create_app().openapi())


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]  # a real file
    sys.stdout.write(text())
