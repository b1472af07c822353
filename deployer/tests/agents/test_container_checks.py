import json
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web

from deployer.agents._container_checks import check_backend, check_frontend
from deployer.app import load_app
from deployer.errors import UnhealthyError

pytestmark = pytest.mark.anyio
Serve = Callable[["Behind"], Awaitable[str]]
BACKEND = load_app().services["backend"]
FRONTEND = load_app().services["frontend"]


class Behind:
    """Answers as the images do, but for what a test changes."""

    def __init__(self) -> None:
        self.statuses: dict[str, int] = {}
        self.assistant_works = True
        self.page = "<!DOCTYPE html><html></html>"
        self.tasks: list[str] = []
        self.asked: list[str] = []

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(f"{request.method} {request.path}")
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site") != "same-origin":
            return web.Response(status=403)
        if request.path in self.statuses:
            return web.Response(status=self.statuses[request.path], text="no")
        if request.path == "/":
            return web.Response(text=self.page, content_type="text/html")
        return await self._api(request)

    async def _api(self, request: web.Request) -> web.StreamResponse:
        if request.path == "/api/v1/me":
            return web.Response(status=200 if "todo_session" in request.cookies else 401)
        if request.method == "GET":
            return web.json_response({"items": [{"title": title} for title in self.tasks]})
        body = await request.json()
        if request.path.endswith("/messages"):
            if self.assistant_works:
                self.tasks.append(body["text"].removeprefix("add ").capitalize())
            return web.Response(text='data: {"type":"finish"}\n\ndata: [DONE]\n\n')
        answer = web.json_response({"id": "1"}, status=201)
        answer.set_cookie("todo_session", "token")
        return answer


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Return what starts a server and tells its address."""
    runners: list[web.AppRunner] = []

    async def start(behind: Behind) -> str:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", behind.answer)
        runners.append(web.AppRunner(app))
        await runners[-1].setup()
        await web.TCPSite(runners[-1], "127.0.0.1", 0).start()
        host, port = runners[-1].addresses[0][:2]
        return f"http://{host}:{port}"

    yield start
    for runner in runners:
        await runner.cleanup()


async def test_a_backend_that_works_passes_with_a_fact_for_each_check(serve: Serve) -> None:
    behind = Behind()
    checks = await check_backend(await serve(behind), BACKEND)
    assert [check.what for check in checks] == [
        "GET /health/ready",
        "a guest signs in",
        "a task is added",
        "the assistant adds a task",
    ]
    assert behind.tasks == ["Buy milk"]


async def test_a_frontend_is_asked_for_a_page_and_through_to_the_backend(serve: Serve) -> None:
    behind = Behind()
    assert len(await check_frontend(await serve(behind), FRONTEND)) == 3
    assert behind.asked == ["GET /healthz", "GET /", "POST /api/v1/auth/guest", "GET /api/v1/me"]


async def test_an_assistant_that_only_says_so_is_found_out(serve: Serve) -> None:
    behind = Behind()
    behind.assistant_works = False
    with pytest.raises(UnhealthyError, match="did not add the task") as raised:
        await check_backend(await serve(behind), BACKEND)
    assert "[DONE]" in raised.value.cause


@pytest.mark.parametrize("path", ["/health/ready", "/api/v1/auth/guest", "/api/v1/tasks"])
async def test_a_wrong_answer_is_named_with_its_status(serve: Serve, path: str) -> None:
    behind = Behind()
    behind.statuses[path] = 503
    with pytest.raises(UnhealthyError, match=f"{path} was answered 503") as raised:
        await check_backend(await serve(behind), BACKEND)
    assert raised.value.cause == "no"


async def test_a_frontend_that_cannot_reach_the_backend_fails(serve: Serve) -> None:
    behind = Behind()
    behind.statuses["/api/v1/auth/guest"] = 502
    with pytest.raises(UnhealthyError, match="502 and not 201"):
        await check_frontend(await serve(behind), FRONTEND)


async def test_something_else_than_a_page_is_no_page(serve: Serve) -> None:
    behind = Behind()
    behind.page = json.dumps({"hello": "world"})
    with pytest.raises(UnhealthyError, match="no page"):
        await check_frontend(await serve(behind), FRONTEND)


async def test_nobody_behind_the_address_is_unhealthy() -> None:
    with pytest.raises(UnhealthyError, match="todo-backend does not answer"):
        await check_backend("http://127.0.0.1:1", BACKEND)
