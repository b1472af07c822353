"""Nothing that people write, and no secret of theirs, is in the log, however talkative it is."""

import asyncio
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from tests.conftest import TEMPLATE
from tests.live import PATIENCE, serve
from tests.postgres import create_database, drop_database
from tests.test_agent.provider import Reply, calls, running_provider, words

WRITTEN = {
    "title": "Zwetschgendatschi",
    "note": "Rumtopf",
    "tag": "quittenbrot",
    "project": "Obstgarten",
    "filter": "Mirabelle",
    "filter name": "Holunder",
    "search": "Schlehenfeuer",
    "message": "Vogelbeere",
    "answer": "Berberitze",
    "import": "Hagebutte",
    "wrong import": "Kornelkirsche",
    "token name": "Sanddorn",
    "address": "zenzi.apfel@example.com",
    "password": "Dampfnudelblues 1860",
    "wrong password": "Semmelknoedel 1860",
    "wrong value": "Weichselbaum",
    "model key": "sk-or-Marillenknoedel",
}
pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no SIGTERM that a process could answer"
)


@dataclass
class Diary:
    """What a process wrote, and the secrets that it gave out itself."""

    log: str = ""
    given: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="module")
def diary(server: str) -> Iterator[Diary]:
    url = create_database(server, "test_log_privacy", TEMPLATE)
    found = Diary()
    asyncio.run(run_process(url, found))
    yield found
    drop_database(server, "test_log_privacy")


async def run_process(url: str, diary: Diary) -> None:
    async with running_provider() as provider:
        added = json.dumps({"title": WRITTEN["message"]})
        # The second message is answered offline.
        provider.script = [
            calls(("call_1", "add_task", added)),
            words(f"I've added {WRITTEN['answer']}."),
            Reply(status=400),
        ]
        model = {
            "OPENROUTER_API_KEY": WRITTEN["model key"],
            "OPENROUTER_BASE_URL": provider.url,
        }
        with serve(url, LOG_LEVEL="debug", **model) as backend:
            with httpx2.Client(base_url=f"{backend.url}/api/v1", timeout=PATIENCE) as client:
                diary.given = await asyncio.to_thread(tell_story, client)
            backend.terminate()
            await asyncio.to_thread(backend.wait)
            diary.log = backend.log.read_text()


def tell_story(client: httpx2.Client) -> dict[str, str]:
    client.post("/auth/guest", json={}).raise_for_status()
    organise(client)
    look(client)
    blunder(client)
    talk(client)
    return sign_up(client)


def organise(client: httpx2.Client) -> None:
    project = client.post("/projects", json={"name": WRITTEN["project"]})
    task = {
        "title": WRITTEN["title"],
        "notes": WRITTEN["note"],
        "tags": [WRITTEN["tag"]],
        "project_id": project.json()["id"],
    }
    made = client.post("/tasks", json=task, headers={"Idempotency-Key": WRITTEN["tag"]})
    path = f"/tasks/{made.json()['id']}"
    client.patch(path, json={"notes": WRITTEN["note"] * 2}).raise_for_status()
    client.post(f"{path}/complete").raise_for_status()
    named = {"name": WRITTEN["filter name"], "filter": f"#{WRITTEN['filter']}"}
    client.post("/filters", json=named).raise_for_status()
    client.post("/imports", content=f"(A) {WRITTEN['import']} @shop").raise_for_status()


def look(client: httpx2.Client) -> None:
    client.get("/tasks", params={"filter": f"#{WRITTEN['filter']} & p1"}).raise_for_status()
    client.get("/tasks", params={"tag": WRITTEN["tag"]}).raise_for_status()
    client.get("/search", params={"q": WRITTEN["search"]}).raise_for_status()


def blunder(client: httpx2.Client) -> None:
    """What is refused is quoted in errors, and errors are what logs are made of."""
    wrong = WRITTEN["wrong value"]
    answers = [
        client.get("/tasks", params={"filter": f"({wrong}"}),
        client.post("/tasks", json={"title": wrong, "due_date": wrong}),
        client.post("/tasks", json={"title": wrong * 200}),
        client.post("/tasks", content=f'{{"title": "{wrong}'),
        client.post("/imports", params={"format": "todo-json"}, content=WRITTEN["wrong import"]),
        client.post("/auth/login", json={"email": wrong, "password": WRITTEN["wrong password"]}),
    ]
    assert {answer.status_code // 100 for answer in answers} == {4}


def talk(client: httpx2.Client) -> None:
    conversation = client.post("/conversations", json={"title": WRITTEN["title"]}).json()["id"]
    for text in (f"add {WRITTEN['message']} #{WRITTEN['tag']}", f"delete {WRITTEN['message']}"):
        said = {"id": str(uuid4()), "text": text}
        answer = client.post(f"/conversations/{conversation}/messages", json=said)
        assert WRITTEN["message"] in answer.text


def sign_up(client: httpx2.Client) -> dict[str, str]:
    person = {"email": WRITTEN["address"], "password": WRITTEN["password"]}
    client.post("/auth/register", json=person).raise_for_status()
    wrong = person | {"password": WRITTEN["wrong password"]}
    assert client.post("/auth/login", json=wrong).status_code == 401
    client.post("/auth/login", json=person).raise_for_status()
    made: dict[str, Any] = client.post(
        "/me/tokens", json={"name": WRITTEN["token name"], "scopes": ["read"]}
    ).json()
    headers = {"Authorization": f"Bearer {made['secret']}"}
    client.get("/tasks", headers=headers).raise_for_status()
    feed = client.post("/me/calendar-feed").json()["path"]
    client.get(feed.removeprefix("/api/v1")).raise_for_status()
    secrets = {"session": client.cookies["todo_session"], "token": made["secret"]}
    return secrets | {"feed": feed.rpartition("/")[2].removesuffix(".ics")}


@pytest.mark.parametrize("kind", WRITTEN)
def test_what_somebody_wrote_is_not_in_the_log(diary: Diary, kind: str) -> None:
    assert [line for line in diary.log.splitlines() if WRITTEN[kind].lower() in line.lower()] == []


@pytest.mark.parametrize("kind", ["session", "token", "feed"])
def test_what_opens_an_account_is_not_in_the_log(diary: Diary, kind: str) -> None:
    assert diary.given[kind]
    assert diary.given[kind] not in diary.log


def test_the_log_is_talkative_and_json_throughout(diary: Diary) -> None:
    lines = [json.loads(line) for line in diary.log.splitlines()]
    assert "debug" in {line["level"] for line in lines}
    assert {"/api/v1/search", "/mcp"} <= {line.get("path") for line in lines}
