"""Conversations over HTTP; what happens in their turns is tested in test_agent."""

from uuid import uuid4

import pytest

from tests.conftest import Client

pytestmark = pytest.mark.anyio

PATH = "/api/v1/conversations"


async def begin(client: Client, title: str | None = None) -> dict[str, str]:
    answer = await client.post(PATH, json={"title": title} if title else {})
    assert answer.status_code == 201, answer.text
    found: dict[str, str] = answer.json()
    return found


async def test_a_conversation_from_beginning_to_end(guest: Client) -> None:
    made = await begin(guest, "Shopping")
    assert made["title"] == "Shopping"
    assert (await guest.get(f"{PATH}/{made['id']}")).json() == made
    assert (await guest.delete(f"{PATH}/{made['id']}")).status_code == 204
    assert (await guest.get(f"{PATH}/{made['id']}")).status_code == 404
    assert (await guest.delete(f"{PATH}/{made['id']}")).status_code == 404


async def test_without_a_title_it_has_a_name_all_the_same(guest: Client) -> None:
    assert (await begin(guest))["title"] == "New conversation"


async def test_the_list_is_newest_first_and_paged(guest: Client) -> None:
    made = [(await begin(guest, f"number {at}"))["id"] for at in range(5)]
    first = (await guest.get(PATH, params={"limit": 3})).json()
    rest = (await guest.get(PATH, params={"limit": 3, "cursor": first["next_cursor"]})).json()
    assert [one["id"] for one in first["items"] + rest["items"]] == made[::-1]
    assert rest["next_cursor"] is None


async def test_a_new_conversation_has_no_messages(guest: Client) -> None:
    made = await begin(guest)
    page = (await guest.get(f"{PATH}/{made['id']}/messages")).json()
    assert page == {"items": [], "next_cursor": None}


async def test_a_title_can_be_changed(guest: Client) -> None:
    made = await begin(guest, "Shopping")
    path = f"{PATH}/{made['id']}"
    merge = {"content-type": "application/merge-patch+json"}
    answer = await guest.patch(path, content=b'{"title": " The garden "}', headers=merge)
    assert answer.json()["title"] == "The garden"
    assert answer.json()["updated_at"] > made["updated_at"]
    assert (await guest.patch(path, json={})).json() == answer.json()
    assert (await guest.get(path)).json() == answer.json()


async def test_nobody_overwrites_a_title_that_they_have_not_seen(guest: Client) -> None:
    answer = await guest.post(PATH, json={"title": "Shopping"})
    path = answer.headers["location"]
    read = answer.headers["etag"]
    assert (await guest.get(path)).headers["etag"] == read
    changed = await guest.patch(path, json={"title": "Bread"}, headers={"if-match": read})
    assert changed.status_code == 200
    for late in (
        await guest.patch(path, json={"title": "Milk"}, headers={"if-match": read}),
        await guest.delete(path, headers={"if-match": read}),
    ):
        assert late.status_code == 412
        assert late.json()["current"] == changed.json()
    now = changed.headers["etag"]
    assert (await guest.delete(path, headers={"if-match": now})).status_code == 204


@pytest.mark.parametrize("title", [None, "", "   ", "x" * 81])
async def test_a_conversation_is_not_without_a_title(guest: Client, title: str | None) -> None:
    made = await begin(guest, "Shopping")
    answer = await guest.patch(f"{PATH}/{made['id']}", json={"title": title})
    assert answer.status_code == 422
    assert (await guest.get(f"{PATH}/{made['id']}")).json() == made


async def test_a_blank_title_is_none_yet(guest: Client) -> None:
    assert (await begin(guest, "  "))["title"] == "New conversation"


async def test_a_search_finds_ones_own_by_the_title(guest: Client, stranger: Client) -> None:
    made = await begin(guest, "The garden")
    await begin(guest, "Shopping")
    found = (await guest.get(PATH, params={"q": "gard"})).json()["items"]
    assert found == [made | {"passage": None}]
    assert (await stranger.get(PATH, params={"q": "gard"})).json()["items"] == []


@pytest.mark.parametrize(
    ("kind", "media_type", "begins"),
    [
        ("markdown", "text/markdown; charset=utf-8", "# The \\*garden\\*\n"),
        ("json", "application/json", '{"conversation": {'),
    ],
)
async def test_a_conversation_can_be_taken_along(
    guest: Client, stranger: Client, kind: str, media_type: str, begins: str
) -> None:
    made = await begin(guest, "The *garden*")
    path = f"{PATH}/{made['id']}/export"
    answer = await guest.get(path, params={"format": kind})
    assert answer.headers["content-type"] == media_type
    assert answer.headers["content-disposition"].startswith('attachment; filename="conversation-')
    assert answer.text.startswith(begins)
    assert (await stranger.get(path, params={"format": kind})).status_code == 404
    assert (await guest.get(path, params={"format": "pdf"})).status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        {"title": ""},
        {"title": "x" * 81},
        {"title": "a\x00b"},
        {"title": "\ud800"},
        {"title": 5},
        {"other": "x"},
        [],
    ],
)
async def test_a_title_that_cannot_be_is_refused(guest: Client, body: object) -> None:
    if body == {"title": "\ud800"}:
        answer = await guest.post(
            PATH, content='{"title": "\\ud800"}', headers={"content-type": "application/json"}
        )
    else:
        answer = await guest.post(PATH, json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "body",
    [
        {"text": "no id"},
        {"id": "1", "text": "no uuid"},
        {"id": str(uuid4())},
        {"id": str(uuid4()), "text": ""},
        {"id": str(uuid4()), "text": "x" * 4001},
        {"id": str(uuid4()), "text": "a\x00b"},
        {"id": str(uuid4()), "text": "x", "role": "assistant"},
    ],
)
async def test_a_message_that_cannot_be_is_refused(guest: Client, body: object) -> None:
    made = await begin(guest)
    answer = await guest.post(f"{PATH}/{made['id']}/messages", json=body)
    assert answer.status_code == 422
    page = (await guest.get(f"{PATH}/{made['id']}/messages")).json()
    assert page["items"] == []


async def test_who_is_signed_out_reaches_nothing(client: Client) -> None:
    some = uuid4()
    answers = [
        await client.get(PATH),
        await client.post(PATH, json={}),
        await client.get(f"{PATH}/{some}"),
        await client.patch(f"{PATH}/{some}", json={"title": "x"}),
        await client.delete(f"{PATH}/{some}"),
        await client.get(f"{PATH}/{some}/export"),
        await client.get(f"{PATH}/{some}/messages"),
        await client.post(f"{PATH}/{some}/messages", json={"id": str(some), "text": "x"}),
        await client.get(f"/api/v1/turns/{some}/events"),
        await client.post(f"/api/v1/turns/{some}/cancel"),
        await client.post(f"/api/v1/turns/{some}/retry"),
        await client.post(f"/api/v1/turns/{some}/regenerate"),
        await client.get(f"/api/v1/approvals/{some}"),
        await client.post(f"/api/v1/approvals/{some}", json={"decision": "deny"}),
    ]
    assert [one.status_code for one in answers] == [401] * len(answers)


async def test_a_decision_is_yes_or_no(guest: Client) -> None:
    answer = await guest.post(f"/api/v1/approvals/{uuid4()}", json={"decision": "maybe"})
    assert answer.status_code == 422


async def test_the_list_shows_nothing_of_others(guest: Client, stranger: Client) -> None:
    await begin(guest, "mine")
    assert (await stranger.get(PATH)).json()["items"] == []


async def test_a_request_from_another_site_begins_nothing(
    guest: Client,
) -> None:
    answer = await guest.post(PATH, json={}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


async def test_without_a_key_the_offline_assistant_is_named(guest: Client) -> None:
    told = (await guest.get("/api/v1/assistant")).json()
    assert (told["model"], told["offline"]) == ("offline", True)
    assert "OPENROUTER_API_KEY" in told["detail"]
