"""One of each thing that an account can own, made over HTTP."""

import json
from uuid import uuid4

import httpx2

SECONDS = 120
"""Until a request counts as hung."""


def guest(url: str, **headers: str) -> httpx2.Client:
    """Return the browser of a new guest; the caller closes it."""
    client = httpx2.Client(base_url=url, timeout=SECONDS, headers=headers)
    client.post("/api/v1/auth/guest", json={}).raise_for_status()
    return client


def make_belongings(owner: httpx2.Client) -> dict[str, str]:
    """Make one of each object.

    Returns:
        Their ids, by the names of the path parameters that take them.
    """
    task = _made(owner, "tasks", title="buy milk")
    conversation = _made(owner, "conversations")
    asked = _ask_for_deletion(owner, conversation)
    approval = next(part["id"] for part in asked if part["type"] == "data-approval")
    return {
        "task_id": task,
        "change_id": owner.get("/api/v1/changes").json()["items"][0]["id"],
        "project_id": _made(owner, "projects", name="Garden"),
        "filter_id": _made(owner, "filters", name="Now", filter="today"),
        "token_id": _made(owner, "me/tokens", name="script", scopes=["read"]),
        "session_id": owner.get("/api/v1/me/sessions").json()["items"][0]["id"],
        "conversation_id": conversation,
        "turn_id": owner.get(f"/api/v1/approvals/{approval}").json()["turn_id"],
        "approval_id": approval,
    }


def _made(owner: httpx2.Client, what: str, **body: object) -> str:
    answer = owner.post(f"/api/v1/{what}", json=body)
    assert answer.status_code == 201, answer.text
    made: str = answer.json()["id"]
    return made


def _ask_for_deletion(owner: httpx2.Client, conversation: str) -> list[dict[str, str]]:
    """Let a turn wait for a decision, and return the parts of its stream."""
    body = {"id": str(uuid4()), "text": "delete buy milk"}
    answer = owner.post(f"/api/v1/conversations/{conversation}/messages", json=body)
    assert answer.status_code == 200, answer.text
    lines = [line.removeprefix("data: ") for line in answer.text.splitlines()]
    return [json.loads(line) for line in lines if line.startswith("{")]
