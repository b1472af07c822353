"""Traces of a real process, as a collector receives them."""

import asyncio
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx2
import pytest
from opentelemetry.proto.trace.v1.trace_pb2 import Status

from tests.conftest import TEMPLATE
from tests.live import Live, serve
from tests.postgres import create_database, drop_database
from tests.test_agent.provider import calls, running_provider, words
from tests.test_agent.replicas import SECONDS, Browser
from tests.test_telemetry.collector import Collector, attributes, running_collector

TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
TASK, NOTE, SEARCH, MAIL, PASSWORD = (
    "Zwetschgendatschi",
    "Rumtopf",
    "Quittenbrot",
    "zenzi@example.com",
    "Dampfnudelblues",
)
ADD = ("call_1", "add_task", json.dumps({"title": TASK}))
OF_ONE = "/api/v1/tasks/{task_id}"
pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no SIGTERM that a process could answer"
)


@dataclass
class Told:
    """What was received of a story when the process has ended."""

    collector: Collector
    log: list[dict[str, Any]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    """The headers of the requests to the provider."""


@pytest.fixture(scope="module")
def told(server: str) -> Iterator[Told]:
    """A story, told once for all tests."""
    url = create_database(server, "test_tracing", TEMPLATE)
    with running_collector() as collector:
        told = Told(collector)
        asyncio.run(run_process(url, told))
        yield told
    drop_database(server, "test_tracing")


async def run_process(url: str, told: Told) -> None:
    async with running_provider() as provider:
        provider.script = [calls(ADD), words("I've added it.")]
        environment = {
            "OPENROUTER_API_KEY": "key",
            "OPENROUTER_BASE_URL": provider.url,
            "OTEL_EXPORTER_OTLP_ENDPOINT": told.collector.url,
            "OTEL_SERVICE_NAME": "mine",
        }
        with serve(url, **environment) as backend:
            async with httpx2.AsyncClient(timeout=SECONDS) as client:
                await tell_story(client, backend)
            backend.terminate()
            backend.wait()
            told.log = [json.loads(line) for line in backend.log.read_text().splitlines()]
        told.asked = [headers for headers, _ in provider.requests]


async def tell_story(client: httpx2.AsyncClient, backend: Live) -> None:
    api = f"{backend.url}/api/v1"
    browser = Browser(client, backend.url)
    await browser.begin()
    task = {"title": TASK, "notes": NOTE, "tags": [SEARCH]}
    caller = {"traceparent": f"00-{TRACE}-{PARENT}-01"}
    made = (await client.post(f"{api}/tasks", json=task, headers=caller)).json()
    await client.get(f"{api}/tasks/{made['id']}")
    await client.get(f"{api}/search", params={"q": SEARCH})
    await client.get(f"{api}/tasks", params={"filter": f"#{SEARCH}"})
    await client.get(f"{api}/feeds/{SEARCH}.ics")
    await client.post(f"{api}/tasks", json={"title": TASK * 100})
    for _ in range(2):  # the second time, the database refuses it
        await client.post(f"{api}/auth/register", json={"email": MAIL, "password": PASSWORD})
        await client.post(f"{api}/auth/guest", json={})
    await browser.begin()
    await browser.say(f"add {TASK} #{SEARCH}")
    await call_a_tool_that_is_none_of_ours(client, backend)
    await client.get(f"{backend.url}/health/ready")


async def call_a_tool_that_is_none_of_ours(client: httpx2.AsyncClient, backend: Live) -> None:
    token = {"name": "made up", "scopes": ["mcp"]}
    made = await client.post(f"{backend.url}/api/v1/me/tokens", json=token)
    headers = {
        "authorization": f"Bearer {made.json()['secret']}",
        "accept": "application/json, text/event-stream",
    }
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": SEARCH}}
    answer = await client.post(f"{backend.url}/mcp", json=call, headers=headers)
    assert answer.json()["result"]["isError"] is True


def test_a_request_is_named_by_its_route_and_holds_its_statements(told: Told) -> None:
    (span,) = told.collector.named(f"GET {OF_ONE}")
    found = attributes(span)
    assert (found["http.route"], found["http.response.status_code"]) == (OF_ONE, 200)
    statements = told.collector.within(span)
    assert {one.name for one in statements} == {"SELECT", "WITH"}
    assert all("%(" in str(attributes(one)["db.query.text"]) for one in statements)


def test_the_trace_of_the_caller_is_continued_and_named_in_the_log(told: Told) -> None:
    (span,) = [one for one in told.collector.spans if one.parent_span_id.hex() == PARENT]
    assert (span.name, span.trace_id.hex()) == ("POST /api/v1/tasks", TRACE)
    (line,) = [one for one in told.log if one.get("trace_id") == TRACE]
    assert line["path"] == "/api/v1/tasks"


def test_the_trace_of_a_message_spans_the_turn_and_its_tool_call_over_mcp(told: Told) -> None:
    collector = told.collector
    route = "/api/v1/conversations/{conversation_id}/messages"
    (request,) = collector.named(f"POST {route}")
    (turn,) = collector.named("turn")
    assert turn in collector.within(request)
    (sent,) = collector.named("MCP send tools/call add_task")
    assert sent in collector.within(turn)
    (received,) = collector.named("tools/call add_task")
    assert received in collector.within(sent)
    assert {"POST", "POST /mcp"} <= {one.name for one in collector.within(sent)}
    assert "INSERT" in {one.name for one in collector.within(received)}
    assert {span.trace_id for span in collector.within(request)} == {request.trace_id}


def test_a_tool_that_is_none_of_ours_has_no_name(told: Told) -> None:
    (received,) = told.collector.named("tools/call unknown")
    assert attributes(received)["gen_ai.tool.name"] == "unknown"


def test_the_provider_is_asked_within_the_turn_and_told_the_trace(told: Told) -> None:
    (turn,) = told.collector.named("turn")
    asked = [one for one in told.collector.named("POST") if one.parent_span_id == turn.span_id]
    assert [attributes(one)["http.response.status_code"] for one in asked] == [200, 200]
    parents = [headers["traceparent"].split("-")[2] for headers in told.asked]
    assert parents == [one.span_id.hex() for one in asked]


def test_a_statement_that_fails_says_why_without_the_values(told: Told) -> None:
    (failed,) = [one for one in told.collector.named("UPDATE") if one.status.code]
    assert attributes(failed)["error.type"] == "UniqueViolation"
    assert failed.status.code == Status.STATUS_CODE_ERROR
    assert failed.status.message == ""


def test_nothing_that_people_wrote_leaves_the_process(told: Told) -> None:
    received = told.collector.received
    assert b"add_task" in received
    for text in (TASK, NOTE, SEARCH, MAIL, PASSWORD, "I've added"):
        assert text.encode() not in received


def test_the_sender_says_which_service_it_is(told: Told) -> None:
    for resource in told.collector.resources:
        assert (resource["service.name"], resource["service.version"]) == ("mine", "0.1.0")


def test_probes_are_not_traced(told: Told) -> None:
    assert [span.name for span in told.collector.spans if "health" in span.name] == []


def test_nothing_went_wrong_on_the_way(told: Told) -> None:
    assert [line for line in told.log if line["level"] != "info"] == []
