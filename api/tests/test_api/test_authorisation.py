"""Who may do what: every route of the OpenAPI document, for nobody, the owner and a stranger."""

from collections.abc import Mapping

from src.main import create_app
from tests.conftest import Client

OPEN_TO_ALL = {
    ("post", "/api/v1/auth/guest"),
    ("post", "/api/v1/auth/register"),
    ("post", "/api/v1/auth/login"),
    ("post", "/api/v1/auth/logout"),
    ("get", "/api/v1/assistant"),
    ("get", "/api/v1/feeds/{secret}.ics"),
    ("get", "/health"),
    ("get", "/health/live"),
    ("get", "/health/ready"),
}
"""Everything else needs an account; a new route is guarded, or is named here on purpose."""
BODIES: dict[str, dict[str, object]] = {
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
    "/api/v1/conversations/{conversation_id}/messages": {
        "id": "0192f3a4-0000-7000-8000-00000000abcd",
        "text": "hello",
    },
    "/api/v1/approvals/{approval_id}": {"decision": "deny"},
}
ROUTES = [
    (method, path)
    for path, methods in create_app().openapi()["paths"].items()
    for method in methods
]
GUARDED = sorted(set(ROUTES) - OPEN_TO_ALL)
OF_ONE_OBJECT = [(method, path) for method, path in GUARDED if "{" in path]
PARAMETERS = {path.partition("{")[2].partition("}")[0] for _, path in OF_ONE_OBJECT}
SOMETHING = "0192f3a4-0000-7000-8000-000000000000"


# One app serves all routes of a test: an app and a database for each would take minutes.
Answers = dict[tuple[str, str], tuple[int, str]]


async def ask_all(
    client: Client, routes: list[tuple[str, str]], ids: Mapping[str, str] | None = None
) -> Answers:
    """Ask each route and return its status and problem type."""
    return {route: await _ask(client, *route, ids or {}) for route in routes}


async def _ask(client: Client, method: str, path: str, ids: Mapping[str, str]) -> tuple[int, str]:
    before, brace, rest = path.partition("{")
    name, _, after = rest.partition("}")
    url = before + ids.get(name, SOMETHING) + after if brace else path
    body = BODIES.get(path, {}) if method in {"post", "patch"} else None
    answer = await client.request(method.upper(), url, json=body)
    return answer.status_code, answer.json().get("type", "")


def test_what_is_open_to_all_is_there_and_says_so() -> None:
    paths = create_app().openapi()["paths"]
    said = {route for route in ROUTES if paths[route[1]][route[0]].get("security") == []}
    assert said == OPEN_TO_ALL


async def test_nobody_gets_nothing(client: Client) -> None:
    signed_out = (401, "/problems/signed-out")
    assert await ask_all(client, GUARDED) == dict.fromkeys(GUARDED, signed_out)
    client.cookies.set("todo_session", "x" * 43)
    assert await ask_all(client, GUARDED) == dict.fromkeys(GUARDED, signed_out)


async def test_what_is_not_there_is_not_found(guest: Client) -> None:
    missing = (404, "/problems/not-found")
    assert await ask_all(guest, OF_ONE_OBJECT) == dict.fromkeys(OF_ONE_OBJECT, missing)


async def test_a_path_that_names_no_id_is_invalid(guest: Client) -> None:
    ids = dict.fromkeys(PARAMETERS, "not-an-id")
    answers = await ask_all(guest, OF_ONE_OBJECT, ids)
    assert answers == dict.fromkeys(OF_ONE_OBJECT, (422, "/problems/invalid"))


async def test_a_stranger_finds_nothing_and_changes_nothing(
    guest: Client, stranger: Client
) -> None:
    ids = await _belongings(guest)
    before = (await guest.get("/api/v1/changes")).json()
    answers = await ask_all(stranger, OF_ONE_OBJECT, ids)
    assert answers == dict.fromkeys(OF_ONE_OBJECT, (404, "/problems/not-found"))
    assert (await guest.get("/api/v1/changes")).json() == before
    assert (await guest.get(f"/api/v1/conversations/{ids['conversation_id']}")).is_success


async def _belongings(owner: Client) -> dict[str, str]:
    """Make one of each object; turns and approvals have tests of their own, with the assistant."""
    task = (await owner.post("/api/v1/tasks", json={"title": "mine"})).json()
    change = (await owner.get("/api/v1/changes")).json()["items"][0]
    project = (await owner.post("/api/v1/projects", json={"name": "mine"})).json()
    conversation = (await owner.post("/api/v1/conversations", json={})).json()
    kept = (await owner.post("/api/v1/filters", json={"name": "x", "filter": "today"})).json()
    sessions = (await owner.get("/api/v1/me/sessions")).json()["items"]
    asked = {"name": "x", "scopes": ["read"]}
    ids = {
        "session_id": sessions[0]["id"],
        "token_id": (await owner.post("/api/v1/me/tokens", json=asked)).json()["id"],
        "filter_id": kept["id"],
        "task_id": task["id"],
        "change_id": change["id"],
        "project_id": project["id"],
        "conversation_id": conversation["id"],
    }
    assert ids.keys() | {"turn_id", "approval_id"} == PARAMETERS
    return ids
