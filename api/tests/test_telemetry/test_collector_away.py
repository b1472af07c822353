"""A collector that is not there, or does not answer, is nobody's trouble."""

import json
import socket
import sys
from collections.abc import Iterator

import httpx2
import pytest

from tests.live import PATIENCE, free_port, serve

HASTE = {"OTEL_BSP_SCHEDULE_DELAY": "50", "OTEL_EXPORTER_OTLP_TIMEOUT": "1"}
"""Milliseconds between batches, and seconds for each."""
pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no SIGTERM that a process could answer"
)


@pytest.fixture
def silent() -> Iterator[str]:
    """The URL of something that takes connections and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_requests_are_answered_and_the_log_tells_it_once(database_url: str) -> None:
    away = f"http://127.0.0.1:{free_port()}"
    with serve(database_url, OTEL_EXPORTER_OTLP_ENDPOINT=away, **HASTE) as backend:
        with httpx2.Client(base_url=backend.url, timeout=PATIENCE) as client:
            client.post("/api/v1/auth/guest", json={}).raise_for_status()
            while "traces_not_delivered" not in backend.log.read_text():
                client.get("/api/v1/tasks").raise_for_status()
            for _ in range(50):  # more batches that fail
                client.get("/api/v1/tasks").raise_for_status()
        backend.terminate()
        backend.wait()
        lines = [json.loads(line) for line in backend.log.read_text().splitlines()]
    assert [one["event"] for one in lines if one["level"] != "info"] == ["traces_not_delivered"]


def test_the_process_ends_although_the_collector_never_answers(
    database_url: str, silent: str
) -> None:
    with serve(database_url, OTEL_EXPORTER_OTLP_ENDPOINT=silent) as backend:
        with httpx2.Client(base_url=backend.url, timeout=PATIENCE) as client:
            client.post("/api/v1/auth/guest", json={}).raise_for_status()
        backend.terminate()
        backend.wait()
        assert "Application shutdown complete." in backend.log.read_text()
