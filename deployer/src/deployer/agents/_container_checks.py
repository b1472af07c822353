"""What a running container must be able to do: real requests, as the browser sends them."""

import json
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

from aiohttp import ClientError, ClientSession, ClientTimeout, CookieJar

from deployer.app import Service
from deployer.errors import UnhealthyError
from deployer.results import Evidence

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Check = Callable[[ClientSession, Service], Awaitable[Evidence]]
PATIENCE = 60
"""Seconds for one request; a chat turn on a quarter of a core takes a while."""
FROM_THE_PAGE = {"Sec-Fetch-Site": "same-origin"}
"""The backend takes changes from its own pages only."""
TITLE = "buy milk"


async def check_backend(url: str, service: Service) -> tuple[Evidence, ...]:
    """Check readiness, a guest's task and one turn of the assistant.

    Args:
        url: Where the container listens.
        service: What app.yaml says of it.

    Raises:
        UnhealthyError: Something is not answered as it should be.
    """
    return await _run(url, service, (_ready, _guest, _task, _chat))


async def check_frontend(url: str, service: Service) -> tuple[Evidence, ...]:
    """Check that it lives, serves a page, and reaches the backend.

    Raises:
        UnhealthyError: Something is not answered as it should be.
    """
    return await _run(url, service, (_ready, _page, _proxy))


async def _run(url: str, service: Service, checks: tuple[Check, ...]) -> tuple[Evidence, ...]:
    async with _session(url) as session:
        try:
            return tuple([await check(session, service) for check in checks])
        except (ClientError, TimeoutError) as error:
            raise UnhealthyError(
                f"{service.image} does not answer a request.",
                cause=str(error) or "It took too long.",
            ) from error


@asynccontextmanager
async def _session(url: str) -> "AsyncIterator[ClientSession]":
    timeout = ClientTimeout(total=PATIENCE)
    # A jar that is not `unsafe` keeps no cookies of numeric addresses.
    jar = CookieJar(unsafe=True)
    async with ClientSession(
        url, timeout=timeout, cookie_jar=jar, headers=FROM_THE_PAGE
    ) as session:
        yield session


async def _ready(session: ClientSession, service: Service) -> Evidence:
    path = service.probes.readiness if service.probes else "/"
    await _ask(session, "GET", path)
    return Evidence(what=f"GET {path}", value="200")


async def _guest(session: ClientSession, _: Service) -> Evidence:
    account = json.loads(await _ask(session, "POST", "/api/v1/auth/guest", {}, expect=201))
    return Evidence(what="a guest signs in", value=f"account {account['id']}")


async def _task(session: ClientSession, _: Service) -> Evidence:
    body = {"title": "water the plants"}
    task = json.loads(await _ask(session, "POST", "/api/v1/tasks", body, expect=201))
    return Evidence(what="a task is added", value=f"task {task['id']}")


async def _chat(session: ClientSession, _: Service) -> Evidence:
    """Let the assistant add a task, and look for it in the list: its word alone proves nothing."""
    talk = json.loads(await _ask(session, "POST", "/api/v1/conversations", {}, expect=201))
    path = f"/api/v1/conversations/{talk['id']}/messages"
    stream = await _ask(session, "POST", path, {"id": str(uuid4()), "text": f"add {TITLE}"})
    listed = json.loads(await _ask(session, "GET", "/api/v1/tasks"))
    if TITLE not in [task["title"].lower() for task in listed["items"]]:
        raise UnhealthyError(
            "The assistant did not add the task it was asked to add.",
            cause=f"Its answer ended with: {stream[-300:]}",
        )
    return Evidence(what="the assistant adds a task", value=f"{TITLE} is in the list")


async def _page(session: ClientSession, _: Service) -> Evidence:
    page = await _ask(session, "GET", "/")
    if "<html" not in page:
        raise UnhealthyError("The frontend's page is no page.", cause=page[:200])
    return Evidence(what="GET /", value=f"a page of {len(page)} characters")


async def _proxy(session: ClientSession, _: Service) -> Evidence:
    """Sign in through the frontend: only the backend behind it can answer that."""
    await _ask(session, "POST", "/api/v1/auth/guest", {}, expect=201)
    await _ask(session, "GET", "/api/v1/me")
    return Evidence(what="a guest signs in through the frontend", value="201, then 200")


async def _ask(
    session: ClientSession,
    method: str,
    path: str,
    body: dict[str, str] | None = None,
    expect: int = 200,
) -> str:
    async with session.request(method, path, json=body) as answer:
        text = await answer.text()
        if answer.status != expect:
            raise UnhealthyError(
                f"{method} {path} was answered {answer.status} and not {expect}.", cause=text[:300]
            )
        return text
