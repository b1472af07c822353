"""A sound request of each operation of the OpenAPI document, and what came back."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

import httpx2

type Body = dict[str, Any]
ENDLESS = "/api/v1/events"
NOTHING = "0192f3a4-0000-7000-8000-000000000000"
"""The id of nothing."""
BODIES: dict[str, Body] = {
    "/api/v1/auth/guest": {},
    "/api/v1/auth/register": {"email": "ada@example.com", "password": "long enough for us"},
    "/api/v1/auth/login": {"email": "nobody@example.com", "password": "x"},
    "/api/v1/me": {"time_zone": "UTC"},
    "/api/v1/me/password": {"current_password": "x", "new_password": "long enough for us"},
    "/api/v1/me/tokens": {"name": "x", "scopes": ["read"]},
    "/api/v1/tasks": {"title": "x"},
    "/api/v1/bulk": {"ids": ["0192f3a4-0000-7000-8000-000000000000"], "action": "delete"},
    "/api/v1/tasks/{task_id}/move": {"after": None},
    "/api/v1/tasks/{task_id}/reminders/seen": {"until": "2026-11-24T08:00:00Z"},
    "/api/v1/filters": {"name": "x", "filter": "today"},
    "/api/v1/filters/{filter_id}": {"name": "x"},
    "/api/v1/projects": {"name": "x"},
    "/api/v1/projects/{project_id}": {"name": "x"},
    "/api/v1/projects/{project_id}/move": {"after": None},
    "/api/v1/tasks/{task_id}": {"title": "x"},
    "/api/v1/conversations/{conversation_id}": {"title": "x"},
    "/api/v1/conversations/{conversation_id}/messages": {
        "id": "0192f3a4-0000-7000-8000-00000000abcd",
        "text": "hello",
    },
    "/api/v1/approvals/{approval_id}": {"decision": "deny"},
}
"""What the operations that change something are sent; those that are not named take `{}`."""
QUERIES = {
    "/api/v1/search": {"q": "milk"},
    "/api/v1/filter-check": {"text": "today"},
    "/api/v1/task-draft": {"text": "buy milk tomorrow"},
}


class Answer(NamedTuple):
    """What a request was answered with, but for what differs each time."""

    status: int
    problem: str
    text: str

    @property
    def refusal(self) -> tuple[int, str]:
        return self.status, self.problem


def body_of(method: str, path: str) -> Body | None:
    """Return a sound body, or None for an operation that has none."""
    if (method, path) == ("delete", "/api/v1/me"):
        return {"password": "wrong"}
    return BODIES.get(path, {}) if method in {"post", "patch"} else None


def url_of(path: str, ids: Mapping[str, str]) -> str:
    """Return the path with ids in it; one that is not given is that of nothing."""
    before, brace, rest = path.partition("{")
    name, _, after = rest.partition("}")
    return before + ids.get(name, NOTHING) + after if brace else path


def ask(client: httpx2.Client, method: str, path: str, ids: Mapping[str, str]) -> Answer:
    """Send the sound request of an operation."""
    body, query = body_of(method, path), QUERIES.get(path, {})
    return send(client, method, url_of(path, ids), body, query)


def send(
    client: httpx2.Client, method: str, url: str, body: Body | None, query: Mapping[str, str]
) -> Answer:
    """Send a request."""
    with client.stream(method.upper(), url, json=body, params=query) as answer:
        if answer.is_success and url == ENDLESS:
            return Answer(answer.status_code, "", "")
        answer.read()
    is_json = answer.headers.get("content-type", "").endswith("json")
    found: Any = json.loads(answer.text) if is_json and answer.text else {}
    if isinstance(found, dict):
        found.pop("request_id", None)
    problem = found.get("type", "") if answer.is_error else ""
    return Answer(answer.status_code, problem, json.dumps(found) if found else answer.text)
