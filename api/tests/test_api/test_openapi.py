"""The OpenAPI document: true, complete, current."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from src.main import create_app
from src.openapi import document
from tests.conftest import TEMPLATE
from tests.live import Live, serve
from tests.postgres import create_database, drop_database

API = Path(__file__).parents[2]
COMMITTED = API.parent / "web" / "openapi.json"
ENDLESS = "/api/v1/events"
"""Has no end that a generated request could wait for; its own tests read it."""
SCHEMA = schemathesis.openapi.from_dict(create_app().openapi()).exclude(path=ENDLESS)
BOUNDED = settings(
    max_examples=15,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def live(server: str) -> Iterator[Live]:
    """A running backend with a database of its own."""
    name = "test_openapi"
    with serve(create_database(server, name, TEMPLATE)) as running:
        yield running
    drop_database(server, name)


@pytest.fixture
def guest_session(live: Live) -> Iterator[requests.Session]:
    """A guest of this operation's own: signing out must not reach the others."""
    with requests.Session() as session:
        session.post(f"{live.url}/api/v1/auth/guest", json={}).raise_for_status()
        yield session


@SCHEMA.parametrize()
@BOUNDED
def test_answers_are_as_declared(
    case: Case[Any], live: Live, guest_session: requests.Session
) -> None:
    case.call_and_validate(
        base_url=live.url,
        session=guest_session,
        # Its session keeps the cookie when the check takes the credentials away; the
        # authorisation tests ask every route without and with wrong ones.
        excluded_checks=[positive_data_acceptance, ignored_auth],
    )


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
