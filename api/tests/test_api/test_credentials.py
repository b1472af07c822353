"""Passwords, sessions, tokens, export and deletion, as a person uses them."""

import json
from collections.abc import Callable

import pytest

from tests.conftest import Client, rows

ADA = {"email": "ada@example.com", "password": "correct horse battery"}
NEW = "another horse, another battery"


@pytest.fixture
async def ada(new_client: Callable[[], Client]) -> Client:
    client = new_client()
    assert (await client.post("/api/v1/auth/register", json=ADA)).status_code == 201
    return client


async def token(client: Client, *scopes: str) -> str:
    asked = {"name": "script", "scopes": scopes}
    answer = await client.post("/api/v1/me/tokens", json=asked)
    assert answer.status_code == 201, answer.text
    secret: str = answer.json()["secret"]
    return secret


def program(new_client: Callable[[], Client], secret: str) -> Client:
    client = new_client()
    client.headers["authorization"] = f"Bearer {secret}"
    return client


async def test_another_password_signs_all_other_browsers_out(
    ada: Client, new_client: Callable[[], Client]
) -> None:
    other = new_client()
    await other.post("/api/v1/auth/login", json=ADA)
    wrong = {"current_password": "wrong", "new_password": NEW}
    assert (await ada.post("/api/v1/me/password", json=wrong)).status_code == 403
    asked = {"current_password": ADA["password"], "new_password": NEW}
    before = ada.cookies["todo_session"]
    assert (await ada.post("/api/v1/me/password", json=asked)).status_code == 204
    assert ada.cookies["todo_session"] != before
    assert (await ada.get("/api/v1/me")).status_code == 200
    assert (await other.get("/api/v1/me")).status_code == 401
    assert (await other.post("/api/v1/auth/login", json=ADA)).status_code == 401
    again = await other.post("/api/v1/auth/login", json={**ADA, "password": NEW})
    assert again.status_code == 200


@pytest.mark.parametrize(("asked", "status"), [({}, 200), ({"delete_tokens": True}, 401)])
async def test_another_password_ends_the_tokens_when_that_is_asked(
    ada: Client, new_client: Callable[[], Client], asked: dict[str, bool], status: int
) -> None:
    robot = program(new_client, await token(ada, "read"))
    body = {"current_password": ADA["password"], "new_password": NEW, **asked}
    assert (await ada.post("/api/v1/me/password", json=body)).status_code == 204
    assert (await robot.get("/api/v1/me")).status_code == status


async def test_a_guest_has_no_password_to_change(guest: Client) -> None:
    asked = {"current_password": "x", "new_password": NEW}
    assert (await guest.post("/api/v1/me/password", json=asked)).status_code == 409


async def test_sessions_are_listed_and_revoked(
    ada: Client, new_client: Callable[[], Client]
) -> None:
    phone = new_client()
    phone.headers["user-agent"] = "Mozilla/5.0 (Android 16; Mobile) Firefox/145.0"
    await phone.post("/api/v1/auth/login", json=ADA)
    found = (await ada.get("/api/v1/me/sessions")).json()["items"]
    assert found[0]["browser"] == "Firefox on Android"
    assert [one["is_current"] for one in found] == [False, True]
    gone = await ada.delete(f"/api/v1/me/sessions/{found[0]['id']}")
    assert gone.status_code == 204
    assert (await phone.get("/api/v1/me")).status_code == 401
    await phone.post("/api/v1/auth/login", json=ADA)
    assert (await ada.delete("/api/v1/me/sessions")).status_code == 204
    assert (await phone.get("/api/v1/me")).status_code == 401
    assert (await ada.get("/api/v1/me")).status_code == 200


async def test_when_a_browser_was_seen_is_kept_to_the_hour(ada: Client, database_url: str) -> None:
    seen = "SELECT last_seen_at FROM login_session"
    first = rows(database_url, seen)
    await ada.get("/api/v1/me")
    assert rows(database_url, seen) == first
    rows(database_url, "UPDATE login_session SET last_seen_at = now() - interval '2 hours'")
    await ada.get("/api/v1/me")
    assert rows(database_url, seen) > first


async def test_a_token_does_what_its_scopes_say_and_is_shown_once(
    ada: Client, new_client: Callable[[], Client], database_url: str
) -> None:
    reader = program(new_client, await token(ada, "read"))
    writer = program(new_client, await token(ada, "read", "write"))
    assert (await reader.get("/api/v1/tasks")).status_code == 200
    refused = await reader.post("/api/v1/tasks", json={"title": "x"})
    assert (refused.status_code, "“write”" in refused.json()["detail"]) == (403, True)
    assert (await writer.post("/api/v1/tasks", json={"title": "x"})).status_code == 201
    (change,) = (await ada.get("/api/v1/changes")).json()["items"]
    assert change["actor"] == "token"
    listed = (await ada.get("/api/v1/me/tokens")).json()["items"]
    assert all("secret" not in one for one in listed)
    kept = str(rows(database_url, "SELECT * FROM access_token"))
    assert "todo_pat_" not in kept
    for one in listed:
        assert (await ada.delete(f"/api/v1/me/tokens/{one['id']}")).status_code == 204
    assert (await writer.get("/api/v1/tasks")).status_code == 401


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/me/tokens"),
        ("POST", "/api/v1/me/tokens"),
        ("GET", "/api/v1/me/sessions"),
        ("GET", "/api/v1/me/export"),
        ("POST", "/api/v1/me/password"),
        ("DELETE", "/api/v1/me"),
    ],
)
async def test_a_program_does_not_manage_the_account(
    ada: Client, new_client: Callable[[], Client], method: str, path: str
) -> None:
    robot = program(new_client, await token(ada, "read", "write", "mcp"))
    bodies: dict[str, dict[str, object]] = {
        "/api/v1/me/tokens": {"name": "x", "scopes": ["read"]},
        "/api/v1/me/password": {"current_password": ADA["password"], "new_password": NEW},
        "/api/v1/me": {"password": ADA["password"]},
    }
    body = bodies.get(path) if method != "GET" else None
    answer = await robot.request(method, path, json=body)
    assert answer.status_code == 403


async def test_a_bad_token_never_falls_back_to_the_cookie(ada: Client) -> None:
    answer = await ada.get("/api/v1/me", headers={"authorization": "Bearer todo_pat_wrong"})
    assert answer.status_code == 401


async def test_an_expired_token_is_none(
    ada: Client, new_client: Callable[[], Client], database_url: str
) -> None:
    robot = program(new_client, await token(ada, "read"))
    rows(database_url, "UPDATE access_token SET expires_at = now() - interval '1 second'")
    assert (await robot.get("/api/v1/me")).status_code == 401
    past = {"name": "x", "scopes": ["read"], "expires_at": "2020-01-01T00:00:00Z"}
    assert (await ada.post("/api/v1/me/tokens", json=past)).status_code == 422


async def test_the_export_holds_everything_and_no_secret(ada: Client) -> None:
    await ada.post("/api/v1/tasks", json={"title": "Buy milk"})
    await ada.post("/api/v1/projects", json={"name": "Garden"})
    await ada.post("/api/v1/conversations", json={})
    answer = await ada.get("/api/v1/me/export")
    assert "attachment" in answer.headers["content-disposition"]
    document = json.loads(answer.text)
    assert document["account"]["email"] == ADA["email"]
    assert [len(document[name]) for name in ("tasks", "projects", "changes")] == [1, 1, 2]
    assert len(document["conversations"]) == 1
    for secret in ("password", "hash", "argon2"):
        assert secret not in answer.text


async def test_deletion_leaves_no_row_of_the_account(ada: Client, database_url: str) -> None:
    await ada.post("/api/v1/tasks", json={"title": "Buy milk"}, headers={"idempotency-key": "k"})
    await ada.post("/api/v1/projects", json={"name": "Garden"})
    await ada.post("/api/v1/filters", json={"name": "Now", "filter": "today"})
    await ada.post("/api/v1/conversations", json={})
    await token(ada, "read")
    wrong = await ada.request("DELETE", "/api/v1/me", json={"password": "wrong"})
    assert wrong.status_code == 403
    answer = await ada.request("DELETE", "/api/v1/me", json={"password": ADA["password"]})
    assert answer.status_code == 204
    assert (await ada.get("/api/v1/me")).status_code == 401
    tables = rows(
        database_url,
        "SELECT table_name FROM information_schema.columns WHERE column_name = 'account_id'",
    )
    left = {name: rows(database_url, f"SELECT count(*) FROM {name}") for (name,) in tables}  # noqa: S608 - names of our own tables
    assert len(left) > 8
    assert set(map(str, left.values())) == {"[(0,)]"}


async def test_a_guest_confirms_in_words(guest: Client) -> None:
    assert (await guest.request("DELETE", "/api/v1/me", json={})).status_code == 403
    assert (await guest.request("DELETE", "/api/v1/me", json={"confirm": "delete"})).is_success


async def test_guessing_passwords_ends(ada: Client, new_client: Callable[[], Client]) -> None:
    stranger = new_client()
    wrong = {**ADA, "password": "wrong"}
    answers = [await stranger.post("/api/v1/auth/login", json=wrong) for _ in range(11)]
    assert [one.status_code for one in answers] == [401] * 10 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert (await stranger.post("/api/v1/auth/login", json=ADA)).status_code == 429
    assert (await ada.get("/api/v1/me")).status_code == 200
