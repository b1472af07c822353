"""A rolling upgrade: old code and new code serve one database, on the new schema."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from alembic import command
from src.health import newest_revision
from tests.conftest import TEMPLATE, alembic_config, use_database
from tests.earlier import check_out_earlier
from tests.live import PATIENCE, Live, serve
from tests.postgres import create_database, drop_database

type Made = dict[str, Any]


@dataclass
class Browser:
    """A person's browser, whose requests one backend answers."""

    client: httpx2.Client

    @property
    def titles(self) -> set[str]:
        return {task["title"] for task in self.ask("GET", "/tasks")["items"]}

    def ask(self, method: str, path: str, **given: Any) -> Made:  # noqa: ANN401 - as httpx2 has it
        answer = self.client.request(method, f"/api/v1{path}", **given)
        assert answer.is_success, answer.text
        found: Made = answer.json() if answer.content else {}
        return found

    def add(self, title: str) -> Made:
        return self.ask("POST", "/tasks", json={"title": title})

    def say(self, text: str) -> str:
        """Return how the turn ended, with all that was streamed."""
        conversation = self.ask("POST", "/conversations", json={})["id"]
        answer = self.client.post(
            f"/api/v1/conversations/{conversation}/messages",
            json={"id": str(uuid4()), "text": text},
        )
        assert answer.is_success, answer.text
        return answer.text

    @contextlib.contextmanager
    def following(self) -> Iterator[Iterator[str]]:
        """The titles of tasks that change, as the live stream tells them."""
        with self.client.stream("GET", "/api/v1/events") as stream:
            lines = stream.iter_lines()
            next(line for line in lines if line.startswith("id:"))
            yield (
                json.loads(line.removeprefix("data: "))["title"]
                for line in lines
                if line.startswith("data: ")
            )

    @contextlib.contextmanager
    def at(self, other: Live) -> "Iterator[Browser]":
        """The same browser, its requests going to another backend."""
        with opened(other) as browser:
            browser.client.cookies = self.client.cookies
            yield browser


@contextlib.contextmanager
def opened(backend: Live) -> Iterator[Browser]:
    with httpx2.Client(base_url=backend.url, timeout=PATIENCE) as client:
        yield Browser(client)


@contextlib.contextmanager
def signed_in(backend: Live) -> Iterator[Browser]:
    with opened(backend) as browser:
        browser.ask("POST", "/auth/guest", json={"time_zone": "Europe/Berlin"})
        yield browser


def tell_story(browser: Browser) -> None:
    """All that a person does on a usual day."""
    task = browser.add("Buy milk")
    named = {"If-Match": f'"{task["version"]}"'}
    path = f"/tasks/{task['id']}"
    browser.ask("PATCH", path, json={"title": "Buy oat milk"}, headers=named)
    assert browser.client.patch(f"/api/v1{path}", json={}, headers=named).status_code == 412
    browser.ask("POST", f"{path}/complete")
    browser.ask("DELETE", path)
    change = browser.ask("GET", "/changes")["items"][0]
    browser.ask("POST", f"/changes/{change['id']}/undo")
    assert browser.ask("GET", path)["state"] == "done"
    streamed = browser.say("add buy bread tomorrow #home")
    assert '"complete"' in streamed
    assert "Buy bread" in browser.titles or "buy bread" in browser.titles


@pytest.fixture(scope="module")
def old_code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return check_out_earlier(tmp_path_factory.mktemp("earlier"))


@pytest.fixture(scope="module")
def url(server: str) -> Iterator[str]:
    """A database at the newest schema."""
    yield create_database(server, "test_upgrade", TEMPLATE)
    drop_database(server, "test_upgrade")


@pytest.fixture(scope="module")
def old(old_code: Path, url: str) -> Iterator[Live]:
    """The old code on the new schema: it says that it is ready, or it would not come to this."""
    with serve(url, old_code) as running:
        yield running


@pytest.fixture(scope="module")
def new(url: str) -> Iterator[Live]:
    with serve(url) as running:
        yield running


def test_old_code_that_knows_nothing_of_the_schema_is_healthy_on_it(
    old: Live, old_code: Path
) -> None:
    assert list((old_code / "alembic" / "versions").glob(f"{newest_revision()}_*")) == []
    health = httpx2.get(f"{old.url}/health").json()
    assert (health["status"], health["schema_revision"]) == ("ok", newest_revision())


def test_the_old_code_serves_on_the_new_schema(old: Live) -> None:
    with signed_in(old) as browser:
        tell_story(browser)


def test_old_and_new_see_what_the_other_one_writes(old: Live, new: Live) -> None:
    with signed_in(old) as one, one.at(new) as other:
        for reader, writer in ((one, other), (other, one)):
            title = f"written at {writer.client.base_url}"
            with reader.following() as titles:
                task = writer.add(title)
                assert next(titles) == title
            assert title in reader.titles
            reader.ask("POST", f"/tasks/{task['id']}/complete")
            assert writer.ask("GET", f"/tasks/{task['id']}")["state"] == "done"
        tell_story(other)
        assert one.titles == other.titles


def test_after_the_schema_is_taken_back_the_old_code_still_serves(
    server: str, old_code: Path
) -> None:
    url = create_database(server, "test_taken_back", TEMPLATE)
    with serve(url) as new, signed_in(new) as kept:
        kept.add("written by the new code")
        cookies = kept.client.cookies
    with use_database(url):
        command.downgrade(alembic_config(), "-1")
    with serve(url, old_code) as old, opened(old) as browser:
        browser.client.cookies = cookies
        assert browser.titles == {"written by the new code"}
        tell_story(browser)
    drop_database(server, "test_taken_back")
