"""What routes learn of a request: who sends it, from where, and which version it has read."""

from collections.abc import Iterator

import httpx2
import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request

from src.database import Database
from src.errors import ForbiddenError, InvalidError, SignedOutError
from src.models.account import Account
from src.routers import dependencies
from src.schemas.access_tokens import Scope, TokenCreate
from src.services import access_tokens, sessions
from src.settings import settings


def request(method: str = "GET", peer: str | None = "10.0.0.9", **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    client = (peer, 5000) if peer else None
    return Request({"type": "http", "method": method, "headers": raw, "client": client})


async def found(
    session: AsyncSession, token: str | None, bearer: str | None, method: str = "GET"
) -> Account | None:
    return await dependencies.find_account(request(method), session, token, bearer)


async def program(session: AsyncSession, account: Account, *scopes: Scope) -> str:
    """Return the secret of a new token."""
    data = TokenCreate(name="script", scopes=set(scopes))
    return (await access_tokens.create_token(session, account, data))[1]


async def test_what_cannot_be_committed_is_never_answered_as_done(database: Database) -> None:
    app = FastAPI()
    app.state.database = database

    @app.post("/twice")
    async def twice(session: dependencies.SessionDep) -> str:
        once = "CREATE TEMP TABLE once (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)"
        for statement in (once, "INSERT INTO once VALUES (1), (1)"):
            await session.execute(text(statement))
        return "done"

    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://todo.test") as client:
        assert (await client.post("/twice")).status_code == 500


async def test_the_session_cookie_is_the_token() -> None:
    assert await dependencies.get_token(request(cookie="a=b; todo_session=secret")) == "secret"
    assert await dependencies.get_token(request(cookie="session=secret")) is None


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Bearer todo_pat_x", "todo_pat_x"),
        ("bearer  todo_pat_x ", "todo_pat_x"),
        ("Bearer", ""),
        ("Basic dXNlcg==", None),
        ("todo_pat_x", None),
        ("Bearertodo_pat_x", None),
    ],
)
async def test_a_bearer_token_is_read(header: str, expected: str | None) -> None:
    assert await dependencies.get_bearer(request(authorization=header)) == expected


async def test_without_a_header_there_is_no_bearer() -> None:
    assert await dependencies.get_bearer(request()) is None


async def test_a_browser_acts_for_who_is_signed_in(session: AsyncSession, account: Account) -> None:
    token = await sessions.open_session(session, account.id)
    for method in ("GET", "POST"):
        assert await found(session, token, None, method) == account
    for nobody in ("unknown", "", None):
        assert await found(session, nobody, None) is None


@pytest.mark.parametrize(
    ("method", "scopes", "is_allowed"),
    [
        ("GET", ["read"], True),
        ("HEAD", ["read"], True),
        ("OPTIONS", ["read"], True),
        ("GET", ["write"], False),
        ("GET", ["mcp"], False),
        ("POST", ["read"], False),
        ("PUT", ["read"], False),
        ("PATCH", ["read", "mcp"], False),
        ("DELETE", ["read"], False),
        ("DELETE", ["write"], True),
        ("POST", ["read", "write"], True),
    ],
)
async def test_a_program_does_what_its_scopes_say(
    session: AsyncSession, account: Account, method: str, scopes: list[Scope], *, is_allowed: bool
) -> None:
    secret = await program(session, account, *scopes)
    if is_allowed:
        assert await found(session, None, secret, method) == account
        return
    with pytest.raises(ForbiddenError):
        await found(session, None, secret, method)


@pytest.mark.parametrize("bearer", ["", "todo_pat_unknown"])
async def test_a_bad_token_is_not_replaced_by_the_cookie(
    session: AsyncSession, account: Account, bearer: str
) -> None:
    token = await sessions.open_session(session, account.id)
    with pytest.raises(SignedOutError):
        await found(session, token, bearer)


async def test_a_program_acts_for_its_own_person_whoever_has_the_browser(
    session: AsyncSession, account: Account
) -> None:
    other = Account(time_zone="UTC")
    session.add(other)
    await session.flush()
    token = await sessions.open_session(session, other.id)
    assert await found(session, token, await program(session, account, "read")) == account


async def test_nobody_is_told_to_sign_in(account: Account) -> None:
    assert await dependencies.get_account(account) is account
    with pytest.raises(SignedOutError, match="Sign in"):
        await dependencies.get_account(None)


async def test_only_a_person_manages_an_account(account: Account) -> None:
    assert await dependencies.get_person(account, None) is account
    for bearer in ("", "todo_pat_x"):
        with pytest.raises(ForbiddenError):
            await dependencies.get_person(account, bearer)


async def test_changes_are_noted_as_those_of_a_browser_or_a_program() -> None:
    assert await dependencies.get_actor(None) == "web"
    assert await dependencies.get_actor("") == await dependencies.get_actor("x") == "token"


@pytest.fixture
def proxies(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """So many proxies of our own stand before the app."""
    monkeypatch.setenv("TODO_TRUSTED_PROXIES", str(request.param))
    settings.cache_clear()
    yield request.param
    settings.cache_clear()


@pytest.mark.parametrize(
    ("proxies", "header", "expected"),
    [
        (0, "1.1.1.1", "10.0.0.9"),
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1 , 2.2.2.2", "1.1.1.1"),
        (2, "2.2.2.2", "10.0.0.9"),
        (1, "", "10.0.0.9"),
        (1, None, "10.0.0.9"),
        (1, "1.1.1.1, ", "10.0.0.9"),
    ],
    indirect=["proxies"],
)
async def test_an_address_is_what_our_own_proxies_say(
    proxies: int, header: str | None, expected: str
) -> None:
    assert settings().trusted_proxies == proxies
    headers = {} if header is None else {"x_forwarded_for": header}
    assert await dependencies.get_address(request(peer="10.0.0.9", **headers)) == expected


async def test_without_a_peer_the_address_is_unknown() -> None:
    assert await dependencies.get_address(request(peer=None)) == "unknown"
    assert await dependencies.get_address(request()) == "10.0.0.9"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, None),
        ("*", None),
        (" * ", None),
        ('"3"', 3),
        (' "3" ', 3),
        ("3", 3),
        ('"999999999"', 999_999_999),
    ],
)
async def test_the_version_that_was_read(header: str | None, expected: int | None) -> None:
    tag = await dependencies.get_tag(header)
    assert await dependencies.get_version(tag) == expected


@pytest.mark.parametrize(
    "header", ["", '""', "x", '"X3"', '"-1"', '"1000000000"', 'W/"3"', '"²"', '"٣"']
)
async def test_what_is_no_version_of_ours_is_refused(header: str) -> None:
    with pytest.raises(InvalidError, match="If-Match"):
        await dependencies.get_version(await dependencies.get_tag(header))


async def test_a_page_has_fifty_unless_another_number_is_asked_for() -> None:
    assert await dependencies.get_page() == (50, None)
    assert await dependencies.get_page(7, "x") == (7, "x")
