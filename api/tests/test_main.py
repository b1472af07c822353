"""The process: it starts, logs JSON, and stops without dropping a request."""

import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx2
import psycopg
import pytest

from tests.conftest import TEMPLATE, rows
from tests.live import PATIENCE, Live, serve
from tests.postgres import create_database, drop_database

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"
stoppable = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no SIGTERM that a process could answer"
)


@pytest.fixture(scope="module")
def live(server: str) -> Iterator[Live]:
    """A backend that serves all tests which do not stop it."""
    with serve(create_database(server, "test_main", TEMPLATE)) as running:
        yield running
    drop_database(server, "test_main")


@pytest.fixture
def ending(database_url: str) -> Iterator[Live]:
    """A backend of this test's own, to be stopped."""
    with serve(database_url) as running:
        yield running


@contextmanager
def guest_of(backend: Live) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=backend.url, timeout=PATIENCE) as client:
        client.post("/api/v1/auth/guest", json={}).raise_for_status()
        yield client


@pytest.fixture
def guest(live: Live) -> Iterator[httpx2.Client]:
    with guest_of(live) as client:
        yield client


def lines_until(backend: Live, wanted: str) -> list[dict[str, object]]:
    """Return the log, once it holds a text: a line is written after its request was answered."""
    _wait_until(lambda: any(wanted in line for line in _whole_lines(backend)))
    return [json.loads(line) for line in _whole_lines(backend)]


def _whole_lines(backend: Live) -> list[str]:
    return backend.log.read_text().split("\n")[:-1]


@stoppable
def test_a_request_under_way_is_answered_after_sigterm(ending: Live, database_url: str) -> None:
    answers: list[httpx2.Response] = []

    def complete() -> None:
        answers.append(guest.post(f"/api/v1/tasks/{task['id']}/complete"))

    waiting = threading.Thread(target=complete)
    with guest_of(ending) as guest, psycopg.connect(database_url) as holder:
        task = guest.post("/api/v1/tasks", json={"title": "Buy milk"}).json()
        # Whoever holds the row decides how long the request takes.
        holder.execute("SELECT 1 FROM task FOR UPDATE")
        waiting.start()
        _wait_until(lambda: rows(database_url, WAITING) == [(1,)])
        ending.terminate()
        lines_until(ending, "Shutting down")
        assert answers == []
        holder.rollback()
        waiting.join()
    ending.wait()
    assert [answer.status_code for answer in answers] == [200]
    assert answers[0].json()["state"] == "done"


def _wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


@stoppable
def test_it_stops_when_nobody_asks_anything(ending: Live) -> None:
    ending.terminate()
    ending.wait()
    assert "Application shutdown complete." in [one["event"] for one in lines_until(ending, "")]


def test_every_line_is_json_and_names_its_request(live: Live, guest: httpx2.Client) -> None:
    name = "from-the-ingress"
    answer = guest.get("/api/v1/tasks", headers={"X-Request-Id": name})
    assert answer.headers["x-request-id"] == name
    (line,) = [one for one in lines_until(live, name) if one.get("request_id") == name]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/api/v1/tasks", 200)
    assert str(line["timestamp"]).endswith("Z")


def test_a_request_id_that_could_forge_a_line_is_replaced(guest: httpx2.Client) -> None:
    for wrong in ("short", "with spaces in it", 'quote"quote"', "x" * 65):
        answer = guest.get("/health/live", headers={"X-Request-Id": wrong})
        assert answer.headers["x-request-id"] != wrong


def test_probes_and_secrets_are_not_logged(live: Live, guest: httpx2.Client) -> None:
    secrets = {"email": "ann@example.com", "password": "a password nobody should read"}
    guest.get("/health/ready")
    guest.post("/api/v1/auth/register", json=secrets)
    lines_until(live, "/api/v1/auth/register")
    written = live.log.read_text()
    assert "/health" not in written
    for secret in (*secrets.values(), guest.cookies["todo_session"]):
        assert secret not in written


def test_it_does_not_say_what_it_is_made_of(guest: httpx2.Client) -> None:
    answer = guest.get("/health/live")
    assert "server" not in answer.headers
    assert "x-powered-by" not in answer.headers
