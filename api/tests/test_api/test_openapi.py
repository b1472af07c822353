"""The OpenAPI document: true, complete, current."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from src.main import create_app
from src.openapi import document
from tests.conftest import TEMPLATE
from tests.contract.trial import PHASES, run_trial
from tests.live import Live, serve
from tests.postgres import create_database, drop_database

API = Path(__file__).parents[2]
COMMITTED = API.parent / "web" / "openapi.json"
LESS = ("examples", "fuzzing", "stateful")
"""Without the systematic requests, which are the most by far; `python -m tests.contract` makes all
for each role."""


@pytest.fixture(scope="module")
def live(server: str) -> Iterator[Live]:
    """A running backend with a database of its own."""
    name = "test_openapi"
    with serve(create_database(server, name, TEMPLATE), TODO_RATE_LIMITS="off") as running:
        yield running
    drop_database(server, name)


@pytest.mark.parametrize(
    ("role", "phases"), [("owner", PHASES), ("stranger", LESS), ("anonymous", LESS)]
)
def test_answers_are_as_declared(live: Live, role: str, phases: Sequence[str]) -> None:
    trial = run_trial(live.url, role, seed=1, examples=2, phases=phases)
    assert trial.failures == []
    assert trial.cases > len(list(operations()))


def test_the_committed_document_is_this_codes() -> None:
    cure = "run in api/: python -m src.openapi > ../web/openapi.json; then in web/: npm run types"
    assert COMMITTED.read_text() == document(), cure


def test_the_document_is_the_same_bytes_each_time() -> None:
    command = [sys.executable, "-m", "src.openapi"]
    first, second = (
        subprocess.check_output(command, cwd=API, env={**os.environ, "PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    )
    assert first == second
    assert first.decode() == document()


def operations() -> Iterator[tuple[str, str, dict[str, object]]]:
    for path, methods in create_app().openapi()["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def test_each_operation_says_what_it_does() -> None:
    unsaid = [f"{method} {path}" for method, path, one in operations() if not one["description"]]
    assert unsaid == []


def test_each_operation_has_a_name_of_its_own() -> None:
    names = [operation["operationId"] for _, _, operation in operations()]
    assert len(names) == len(set(names))
