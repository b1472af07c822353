"""`python -m src.openapi`: prints the OpenAPI document, always the same bytes for the same code."""

import json
import sys

from src.main import create_app


def document() -> str:
    """Return the OpenAPI document as JSON text."""
    return json.dumps(create_app().openapi(), indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(document())
