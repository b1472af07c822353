"""Signing in, becoming an account, signing out."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from tests.conftest import Client, rows

PASSWORD = "correct horse battery staple"
AddTask = Callable[..., Awaitable[dict[str, object]]]


async def test_signed_out_is_401_with_a_problem_document(client: Client) -> None:
    answer = await client.get("/api/v1/me")
    assert answer.status_code == 401
    assert answer.json()["type"] == "/problems/signed-out"
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


async def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(client: Client) -> None:
    plain = await client.post("/api/v1/auth/guest", json={})
    cookie = plain.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie
    over_tls = await client.post(
        "/api/v1/auth/guest", json={}, headers={"X-Forwarded-Proto": "https"}
    )
    assert "secure" in over_tls.headers["set-cookie"].lower()


async def test_a_guest_becomes_an_account_and_keeps_everything(
    guest: Client, add_task: AddTask
) -> None:
    before = (await guest.get("/api/v1/me")).json()
    await add_task("kept")
    registered = await guest.post(
        "/api/v1/auth/register", json={"email": "Ann@Example.com", "password": PASSWORD}
    )
    assert registered.status_code == 201
    assert registered.json()["id"] == before["id"]
    assert registered.json()["email"] == "ann@example.com"
    assert registered.json()["is_guest"] is False
    await guest.post("/api/v1/auth/logout")
    assert (await guest.get("/api/v1/me")).status_code == 401
    back = await guest.post(
        "/api/v1/auth/login", json={"email": "ANN@example.com", "password": PASSWORD}
    )
    assert back.status_code == 200
    tasks = (await guest.get("/api/v1/tasks")).json()["items"]
    assert [task["title"] for task in tasks] == ["kept"]


async def test_wrong_password_and_unknown_address_look_the_same(client: Client) -> None:
    data = {"email": "bob@example.com", "password": PASSWORD}
    await client.post("/api/v1/auth/register", json=data)
    answers = [
        await client.post("/api/v1/auth/login", json=one)
        for one in ({**data, "password": "wrong"}, {**data, "email": "nobody@example.com"})
    ]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].json()["detail"] == answers[1].json()["detail"]


async def test_an_address_has_one_account(client: Client, new_client: Callable[[], Client]) -> None:
    data = {"email": "carol@example.com", "password": PASSWORD}
    assert (await client.post("/api/v1/auth/register", json=data)).status_code == 201
    again = await new_client().post("/api/v1/auth/register", json=data)
    assert again.status_code == 409


async def test_neither_password_nor_token_is_stored(client: Client, database_url: str) -> None:
    data = {"email": "dan@example.com", "password": PASSWORD}
    await client.post("/api/v1/auth/register", json=data)
    (stored,) = rows(database_url, "SELECT password_hash FROM account")[0]
    assert str(stored).startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    (token_hash,) = rows(database_url, "SELECT token_hash FROM login_session")[0]
    assert client.cookies["todo_session"] not in str(token_hash)


async def test_registering_ends_the_session_from_before(
    guest: Client, new_client: Callable[[], Client]
) -> None:
    old = new_client()
    old.cookies.update(guest.cookies)
    await guest.post(
        "/api/v1/auth/register", json={"email": "eve@example.com", "password": PASSWORD}
    )
    assert (await old.get("/api/v1/me")).status_code == 401
    assert (await guest.get("/api/v1/me")).status_code == 200


async def test_an_expired_session_is_signed_out(guest: Client, database_url: str) -> None:
    rows(
        database_url,
        "UPDATE login_session SET expires_at = now() - interval '1 second' RETURNING id",
    )
    assert (await guest.get("/api/v1/me")).status_code == 401


async def test_the_time_zone_can_be_changed(guest: Client) -> None:
    changed = await guest.patch("/api/v1/me", json={"time_zone": "Asia/Kathmandu"})
    assert changed.json()["time_zone"] == "Asia/Kathmandu"
    wrong = await guest.patch("/api/v1/me", json={"time_zone": "Mars/Olympus"})
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["pointer"] == "/time_zone"


@pytest.mark.parametrize("route", ["login", "register"])
async def test_a_password_that_is_no_text_is_refused(client: Client, route: str) -> None:
    body = b'{"email": "ada@example.com", "password": "long enough \\ud800"}'
    headers = {"content-type": "application/json"}
    answer = await client.post(f"/api/v1/auth/{route}", content=body, headers=headers)
    assert answer.status_code == 422


async def test_more_guess_at_once_than_there_are_connections(
    new_client: Callable[[], Client],
) -> None:
    """What counts guesses does not wait for a connection that another guess holds."""
    nobody = new_client()
    guesses = [{"email": f"{nth}@example.com", "password": "a guess"} for nth in range(20)]
    answers = await asyncio.gather(
        *(nobody.post("/api/v1/auth/login", json=guess) for guess in guesses)
    )
    assert {one.status_code for one in answers} == {401}
