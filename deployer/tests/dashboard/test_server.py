"""The page's files, the stream of what changes, and the recording."""

import json
import re
import socket
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import anyio
import pytest

from deployer.dashboard.board import READERS, Board
from deployer.dashboard.server import files, serve
from deployer.dashboard.view import Sample, Whole
from tests.dashboard.conftest import Visitor
from tests.dashboard.recordings import whole


async def told(answer: aiohttp.ClientResponse) -> AsyncIterator[tuple[str, Any]]:
    """The events of a stream as a browser would tell them."""
    name = ""
    async for line in answer.content:
        field, _, value = line.decode().rstrip("\n").partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            yield name, json.loads(value)


def stream(guest: Visitor) -> Any:  # noqa: ANN401 - aiohttp's own context manager
    return guest.session.get(f"{guest.origin}/api/stream", headers={"Cookie": guest.cookie})


async def test_the_stream_begins_with_everything_and_goes_on_with_changes(guest: Visitor) -> None:
    async with stream(guest) as answer:
        assert answer.headers["Content-Type"] == "text/event-stream"
        events = told(answer)
        assert Whole.model_validate((await anext(events))[1]) == guest.board.whole()
        state = guest.board.state.model_copy(update={"blind_why": "nobody answers"})
        guest.board.show(state, Sample(at=1.0, use={"backend": (5, 7)}))
        guest.board.write([("2026-11-26T14:30:00Z", "backend", "todo-backend-1", "hello\nthere")])
        found = [await anext(events) for _ in range(3)]
    assert [name for name, _ in found] == ["state", "sample", "lines"]
    assert found[0][1]["blind_why"] == "nobody answers"
    assert found[1][1]["use"] == {"backend": [5, 7]}
    assert found[2][1][0]["text"] == "hello\nthere"


async def test_a_reader_who_leaves_is_forgotten(guest: Visitor) -> None:
    watched = []
    async with stream(guest) as answer:
        await anext(told(answer))
        watched.append(guest.board.watched)
    with anyio.fail_after(30):
        while guest.board.watched:
            await anyio.sleep(0.01)
    assert watched == [True]


async def test_no_more_readers_are_taken_than_can_be_served(guest: Visitor) -> None:
    open_streams = [await stream(guest) for _ in range(READERS)]
    try:
        status, _, body = await guest.ask("/api/stream")
        assert (status, "Too many" in body) == (503, True)
    finally:
        for one in open_streams:
            one.close()


async def test_the_recording_can_be_shown_again(guest: Visitor) -> None:
    status, headers, body = await guest.ask("/api/recording")
    assert status == 200
    assert headers["Content-Disposition"].startswith('attachment; filename="todo-dashboard-')
    assert Board.of(Whole.model_validate_json(body)).whole() == guest.board.whole()


async def test_every_file_that_the_page_names_is_served(guest: Visitor) -> None:
    wanted, seen = {"/"}, set[str]()
    while wanted:
        path = wanted.pop()
        seen.add(path)
        status, headers, body = await guest.ask(path)
        assert status == 200, path
        assert "charset=utf-8" in headers["Content-Type"]
        named = re.findall(r'(?:src|href)="(/[\w.-]+)"', body)
        named += [f"/{name}" for name in re.findall(r'(?:from |import\()"\./([\w.-]+\.js)"', body)]
        wanted |= set(named) - seen
    assert seen | {"/favicon.ico"} == set(files())


def test_the_page_holds_nothing_inline_and_names_no_other_host() -> None:
    for path, (_, body) in files().items():
        text = body.decode()
        foreign = set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+", text))
        assert foreign <= {"http://www.w3.org"}, path
        assert not re.search(r"\bstyle=|<style|\bon\w+=\"|innerHTML|eval\(", text), path


async def test_a_taken_port_is_said_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="in use"):
            async with serve(Board.of(whole()), port):
                pass
