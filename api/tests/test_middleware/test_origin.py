"""Which requests a page of another site may make a browser send."""

import json

import pytest
from starlette.types import Message, Receive, Scope, Send

from src.middleware.origin import OriginGuard

PATH = "/api/v1/tasks"


async def sent(method: str = "POST", path: str = PATH, **headers: str) -> list[Message]:
    """Return what is answered; the guarded app answers with 204 and nothing else."""
    answered: list[Message] = []

    async def app(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 204})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        answered.append(message)

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": raw}
    await OriginGuard(app)(scope, receive, send)
    return answered


async def status(method: str = "POST", path: str = PATH, **headers: str) -> int:
    found: int = (await sent(method, path, **headers))[0]["status"]
    return found


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "get"])
async def test_another_site_changes_nothing(method: str) -> None:
    assert await status(method, sec_fetch_site="cross-site") == 403


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
async def test_reading_is_let_through(method: str) -> None:
    assert await status(method, sec_fetch_site="cross-site") == 204


@pytest.mark.parametrize("path", ["/mcp", "/health/live", "/"])
async def test_only_the_api_is_guarded(path: str) -> None:
    assert await status(path=path, sec_fetch_site="cross-site") == 204


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"sec_fetch_site": "same-origin", "origin": "http://evil.test"}, 204),
        ({"sec_fetch_site": "none"}, 204),
        ({"sec_fetch_site": "same-site", "origin": "http://todo.test", "host": "todo.test"}, 403),
        ({"sec_fetch_site": "", "origin": "http://todo.test", "host": "todo.test"}, 403),
        ({"origin": "http://todo.test", "host": "todo.test"}, 204),
        ({"origin": "http://todo.test:81", "host": "todo.test"}, 403),
        ({"origin": "http://inner", "x_forwarded_host": "inner", "host": "todo.test"}, 204),
        ({"origin": "todo.test", "host": "todo.test"}, 403),
        ({"origin": "null", "host": "todo.test"}, 403),
        ({"origin": "http://todo.test"}, 403),
        ({"origin": "http://[", "host": "todo.test"}, 403),
        ({"host": "todo.test"}, 204),
        ({}, 204),
    ],
)
async def test_what_a_browser_says_of_itself_decides(
    headers: dict[str, str], expected: int
) -> None:
    assert await status(**headers) == expected


async def test_a_refusal_is_a_problem_document() -> None:
    _, body = await sent(origin="http://evil.test", host="todo.test")
    assert json.loads(body["body"])["type"] == "/problems/forbidden"


async def test_what_is_no_request_is_passed_on() -> None:
    seen: list[str] = []

    async def app(scope: Scope, _: Receive, __: Send) -> None:
        seen.append(scope["type"])

    async def receive() -> Message:
        return {"type": "lifespan.startup"}

    async def send(_: Message) -> None:
        pass

    await OriginGuard(app)({"type": "lifespan"}, receive, send)
    assert seen == ["lifespan"]
