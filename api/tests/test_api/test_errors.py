"""Every failure is a problem document, also the ones that nobody foresaw."""

from collections.abc import AsyncIterator

import httpx2
import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.requests import Request
from starlette.responses import StreamingResponse

from src.errors import (
    AppError,
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    SignedOutError,
    StaleError,
    UnavailableError,
)
from src.main import create_app, lifespan
from tests.conftest import Client, use_database

SECRET = "what a person wrote"
SECRETIVE = "An answer that tells nothing about our code"
KINDS = (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    SignedOutError,
    StaleError,
    UnavailableError,
)


def begin_and_fail() -> StreamingResponse:
    async def pieces() -> AsyncIterator[str]:
        yield "half"
        raise RuntimeError(SECRET)

    return StreamingResponse(pieces())


class Failing:
    """Raises what a test wants, inside a real request of the real app."""

    def __init__(self) -> None:
        self.error: Exception | None = None

    async def __call__(self, request: Request) -> StreamingResponse:
        if self.error is not None:
            raise self.error
        if "half" in request.query_params:
            return begin_and_fail()
        async with request.app.state.database.session() as session:
            await session.execute(text("SELECT 1 / 0, CAST(:value AS text)"), {"value": SECRET})
        raise AssertionError


@pytest.fixture
def failing() -> Failing:
    return Failing()


@pytest.fixture
async def caller(database_url: str, failing: Failing) -> AsyncIterator[Client]:
    with use_database(database_url):
        app = create_app()
        app.add_route("/fail", failing.__call__)
        transport = httpx2.ASGITransport(app=app)
        async with lifespan(app), Client(transport=transport, base_url="http://t.test") as client:
            yield client


@pytest.mark.parametrize("kind", KINDS)
async def test_each_kind_has_its_status_and_type(
    caller: Client, failing: Failing, kind: type[AppError]
) -> None:
    failing.error = kind("What happened, and what helps.", extra={"current": {"id": 1}})
    answer = await caller.get("/fail")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.status_code == kind.status
    assert answer.json() == {
        "type": f"/problems/{kind.slug}",
        "title": kind.title,
        "status": kind.status,
        "detail": "What happened, and what helps.",
        "current": {"id": 1},
        "request_id": answer.headers["x-request-id"],
    }


def test_types_and_statuses_tell_the_kinds_apart() -> None:
    assert len({kind.slug for kind in KINDS}) == len(KINDS)
    assert len({kind.status for kind in KINDS}) == len(KINDS)


async def test_what_nobody_foresaw_is_told_to_the_log_only(
    caller: Client, failing: Failing, caplog: pytest.LogCaptureFixture
) -> None:
    failing.error = RuntimeError(SECRETIVE)
    answer = await caller.get("/fail")
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/internal")
    assert SECRETIVE not in answer.text
    lines = [record.msg for record in caplog.records if isinstance(record.msg, dict)]
    named = [one for one in lines if one.get("request_id") == answer.headers["x-request-id"]]
    assert [one["event"] for one in named] == ["unforeseen error", "request"]
    assert named[0]["exc_info"] is failing.error
    assert named[1]["status"] == 500


async def test_a_mistake_in_a_query_is_logged_without_what_people_wrote(
    caller: Client, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await caller.get("/fail")
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/internal")
    assert "DivisionByZero" in caplog.text
    assert SECRET not in caplog.text


async def test_an_answer_that_breaks_off_is_not_ended_as_if_it_were_whole(caller: Client) -> None:
    with pytest.raises(RuntimeError, match=SECRET):
        await caller.get("/fail?half")


@pytest.mark.parametrize(
    "error",
    [
        PoolTimeoutError("all connections are in use"),
        psycopg.errors.AdminShutdown("the server goes down"),
        InterfaceError("SELECT 1", {}, Exception("gone"), connection_invalidated=True),
    ],
)
async def test_a_database_that_is_away_asks_to_try_again(
    caller: Client, failing: Failing, error: Exception
) -> None:
    failing.error = error
    answer = await caller.get("/fail")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "2"
    assert "try again" in answer.json()["detail"]
