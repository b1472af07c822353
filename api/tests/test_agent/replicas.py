"""Replicas of the backend on loopback, and a browser's view of a turn."""

import asyncio
import contextlib
import json
import os
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx2
import uvicorn
from agents import Model
from fastapi import FastAPI

from src.agent.assistant import Assistant
from src.agent.provider import Provider
from src.settings import settings
from tests.live import Live

SECONDS = 30.0
Part = dict[str, Any]


class QuietServer(uvicorn.Server):
    """A server whose signals are pytest's."""

    async def until_started(self, serving: asyncio.Task[None]) -> None:
        while not self.started:
            assert not serving.done(), serving.exception()
            await asyncio.sleep(0.01)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@dataclass
class Replica:
    """One process of the backend, so to say: its application and where it listens."""

    app: FastAPI
    url: str

    @property
    def assistant(self) -> Assistant:
        found: Assistant = self.app.state.assistant
        return found

    def answer_with(self, model: Model) -> None:
        """Let this model answer in place of the provider."""
        self.app.state.assistant = Assistant(
            self.app.state.turns, settings(), self.app.state.metrics, Provider({"scripted": model})
        )


@contextlib.asynccontextmanager
async def running_replica(database_url: str, **environment: str) -> AsyncIterator[Replica]:
    """Serve a new application on a free port of 127.0.0.1."""
    from src.main import create_app  # noqa: PLC0415 (the settings must be set before)

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        with _environment(DATABASE_URL=database_url, PORT=str(port), **environment):
            app = create_app()
            server = QuietServer(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=5))
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            await server.until_started(serving)
            try:
                yield Replica(app, f"http://127.0.0.1:{port}")
            finally:
                server.should_exit = True
                await serving


@contextlib.contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    settings.cache_clear()
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value
        settings.cache_clear()


@dataclass
class Stream:
    """What a reader of a turn has received."""

    status: int
    turn_id: str = ""
    events: list[tuple[int, Part]] = field(default_factory=list)
    done: bool = False
    problem: Part = field(default_factory=dict)

    @property
    def parts(self) -> list[Part]:
        return [part for _, part in self.events]

    def of(self, kind: str) -> list[Part]:
        return [part for part in self.parts if part["type"] == kind]

    @property
    def text(self) -> str:
        return "".join(part["delta"] for part in self.of("text-delta"))

    @property
    def turn_status(self) -> str:
        return str(self.of("data-turn")[-1]["data"]["status"])

    @property
    def approval_id(self) -> str:
        return str(self.of("data-approval")[0]["id"])


class Browser:
    """A guest's browser with one conversation; it can turn to any replica."""

    def __init__(self, client: httpx2.AsyncClient, base: str) -> None:
        self.client, self.base = client, base
        self.conversation_id = ""
        self.account_id = ""

    async def begin(self) -> None:
        answer = await self.client.post(
            f"{self.base}/api/v1/auth/guest", json={"time_zone": "Europe/Berlin"}
        )
        self.account_id = answer.json()["id"]
        answer = await self.client.post(f"{self.base}/api/v1/conversations", json={})
        self.conversation_id = answer.json()["id"]

    def at(self, replica: Replica | Live) -> "Browser":
        """The same browser, its requests going to another replica."""
        other = Browser(self.client, replica.url)
        other.conversation_id, other.account_id = self.conversation_id, self.account_id
        return other

    async def say(self, text: str, message_id: str | None = None, **more: str) -> Stream:
        path = f"/api/v1/conversations/{self.conversation_id}/messages"
        body = {"id": message_id or str(uuid4()), "text": text, **more}
        return await self.stream("POST", path, body)

    async def regenerate(self, turn_id: str) -> Stream:
        return await self.stream("POST", f"/api/v1/turns/{turn_id}/regenerate")

    async def decide(self, approval_id: str, decision: str) -> Stream:
        return await self.stream("POST", f"/api/v1/approvals/{approval_id}", {"decision": decision})

    async def read(self, turn_id: str, after: int = 0) -> Stream:
        headers = {"last-event-id": str(after)}
        return await self.stream("GET", f"/api/v1/turns/{turn_id}/events", headers=headers)

    async def stream(
        self,
        method: str,
        path: str,
        body: Part | None = None,
        headers: dict[str, str] | None = None,
    ) -> Stream:
        found = Stream(0)
        await self.follow(found, method, path, body, headers)
        return found

    async def follow(
        self,
        found: Stream,
        method: str,
        path: str,
        body: Part | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        """Fill a stream as it comes: what was received is there also when the connection breaks."""
        request = self.client.stream(method, self.base + path, json=body, headers=headers)
        async with request as response:
            found.status = response.status_code
            if response.status_code != 200:
                await response.aread()
                found.problem = response.json()
                return
            found.turn_id = response.headers["x-turn-id"]
            await _read(response, found)

    async def tasks(self, state: str = "open") -> list[Part]:
        answer = await self.client.get(f"{self.base}/api/v1/tasks", params={"state": state})
        found: list[Part] = answer.json()["items"]
        return found

    async def messages(self) -> list[Part]:
        path = f"/api/v1/conversations/{self.conversation_id}/messages"
        found: list[Part] = (await self.client.get(self.base + path)).json()["items"]
        return found


async def _read(response: httpx2.Response, found: Stream) -> None:
    seq = 0
    async for line in response.aiter_lines():
        if line.startswith("id: "):
            seq = int(line.removeprefix("id: "))
        elif line == "data: [DONE]":
            found.done = True
        elif line.startswith("data: "):
            found.events.append((seq, json.loads(line.removeprefix("data: "))))


@contextlib.asynccontextmanager
async def browsing(replica: Replica) -> AsyncIterator[Browser]:
    """A guest in a new conversation."""
    async with httpx2.AsyncClient(timeout=SECONDS) as client:
        browser = Browser(client, replica.url)
        await browser.begin()
        yield browser
