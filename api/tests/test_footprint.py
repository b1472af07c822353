"""What a process loads and holds before anybody talks to it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from alembic.script import ScriptDirectory

from src.health import newest_revision
from tests.conftest import TEMPLATE, alembic_config
from tests.live import Live, serve
from tests.postgres import create_database, drop_database

HEAVY = ("agents", "openai", "mcp", "alembic", "icalendar", "opentelemetry.sdk", "google.protobuf")
MOST_BYTES = 130_000_000
"""Seen: 105 MB compiled, 107 where nothing may be compiled."""
API = Path(__file__).parents[1]


@pytest.fixture
def idle(server: str) -> Iterator[Live]:
    """A backend that nobody has talked to."""
    name = "test_footprint"
    with serve(create_database(server, name, TEMPLATE)) as running:
        yield running
    drop_database(server, name)


def test_the_app_starts_without_what_few_processes_ever_need() -> None:
    code = f"import sys, src.main; print([name for name in {HEAVY} if name in sys.modules])"
    environment = os.environ | {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    said = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, cwd=API, env=environment
    )
    assert said.stdout.decode().strip() == "[]"


def test_an_idle_process_is_small(idle: Live) -> None:
    held = psutil.Process(idle.process.pid).memory_info().rss
    assert held < MOST_BYTES


def test_the_newest_revision_is_the_one_that_alembic_knows() -> None:
    assert newest_revision() == ScriptDirectory.from_config(alembic_config()).get_current_head()
