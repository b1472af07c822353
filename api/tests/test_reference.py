"""docs/api.md: current, whole, and its examples run."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from src.main import create_app
from src.reference import text
from tests.conftest import TEMPLATE
from tests.live import PATIENCE, Live, serve
from tests.postgres import create_database, drop_database

COMMITTED = Path(__file__).parents[2] / "docs" / "api.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
STRICT = "set -euo pipefail\nshopt -s inherit_errexit\n"


@pytest.fixture(scope="module")
def live(server: str) -> Iterator[Live]:
    name = "test_reference"
    with serve(create_database(server, name, TEMPLATE)) as running:
        yield running
    drop_database(server, name)


def test_the_committed_reference_is_this_codes() -> None:
    cure = "run in api/: python -m src.reference > ../docs/api.md"
    assert COMMITTED.read_text("utf-8") == text(), cure


def test_each_operation_and_each_object_stands_in_it() -> None:
    document, found = create_app().openapi(), text()
    for path, methods in document["paths"].items():
        for method in methods:
            assert f"\n### {method.upper()} {path}\n" in found
    for name in document["components"]["schemas"]:
        assert f"\n### {name}\n" in found or name.startswith("Page_") or name == "JsonValue"


def test_each_link_inside_it_leads_somewhere() -> None:
    found = text()
    places = {
        re.sub(r"[^a-z0-9 _-]", "", line.lower()).replace(" ", "-")
        for line in re.findall(r"^#+ (.+)$", found, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", found)) <= places


def test_its_examples_run(live: Live) -> None:
    blocks = BLOCK.findall(COMMITTED.read_text("utf-8"))
    assert len(blocks) >= 10
    ran = subprocess.run(
        ["bash", "-x", "-c", STRICT + "\n".join(blocks)],  # noqa: S607 - whichever one has
        env={**os.environ, "TODO_URL": live.url},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
