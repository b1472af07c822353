"""Who is let in at `/mcp`: tokens, Host, Origin, and no redirect."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import httpx2
import jwt
import pytest
from pydantic import SecretStr

from src.mcp import tokens
from src.settings import settings
from tests.test_agent.replicas import Replica

pytestmark = pytest.mark.anyio

BODY = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
ACCEPT = {"Accept": "application/json, text/event-stream"}


def good_token() -> str:
    return tokens.issue(tokens.Identity(uuid4()), settings().secret_key)


async def post(replica: Replica, headers: dict[str, str]) -> httpx2.Response:
    async with httpx2.AsyncClient() as client:
        return await client.post(f"{replica.url}/mcp", json=BODY, headers=ACCEPT | headers)


async def test_a_good_token_is_let_in_without_a_redirect(replica: Replica) -> None:
    answer = await post(replica, {"Authorization": f"Bearer {good_token()}"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")


def _signed(secret: str = "", **claims: object) -> str:
    now = datetime.now(UTC)
    good = {"sub": str(uuid4()), "aud": "todo-mcp", "exp": now + timedelta(minutes=1)}
    key = secret or settings().secret_key.get_secret_value()
    values = {name: value for name, value in (good | claims).items() if value is not None}
    return jwt.encode(values, key, algorithm="HS256")


async def test_every_other_token_is_turned_away(replica: Replica) -> None:
    unsigned = jwt.encode(
        {"sub": str(uuid4()), "aud": "todo-mcp", "exp": 2**31}, "", algorithm="none"
    )
    bad = {
        "none": "",
        "garbage": "Bearer nonsense",
        "scheme": f"Basic {good_token()}",
        "another secret": f"Bearer {_signed('x' * 40)}",
        "another audience": f"Bearer {_signed(aud='todo-web')}",
        "no audience": f"Bearer {_signed(aud=None)}",
        "expired": f"Bearer {_signed(exp=datetime.now(UTC) - timedelta(minutes=1))}",
        "endless": f"Bearer {_signed(exp=None)}",
        "nobody": f"Bearer {_signed(sub='admin')}",
        "unsigned": f"Bearer {unsigned}",
        "wrong turn": f"Bearer {_signed(turn_id='1')}",
    }
    for name, header in bad.items():
        answer = await post(replica, {"Authorization": header} if header else {})
        assert answer.status_code == 401, name
        assert "www-authenticate" in answer.headers


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("Host", "evil.example", 421),
        ("Host", "todo-backend:8000", 200),
        ("Host", "other.test", 200),
        ("Host", "localhost:1", 200),
        ("Origin", "https://evil.example", 403),
        ("Origin", "http://todo-backend:3000", 200),
    ],
)
async def test_host_and_origin_are_checked(
    replica: Replica, header: str, value: str, status: int
) -> None:
    answer = await post(replica, {"Authorization": f"Bearer {good_token()}", header: value})
    assert answer.status_code == status


async def test_the_cookie_of_a_browser_opens_nothing(replica: Replica) -> None:
    async with httpx2.AsyncClient(base_url=replica.url) as client:
        await client.post("/api/v1/auth/guest", json={})
        assert (await client.post("/mcp", json=BODY, headers=ACCEPT)).status_code == 401


def test_a_token_says_who_and_for_which_turn() -> None:
    secret = SecretStr("s" * 40)
    identity = tokens.Identity(uuid4(), UUID(int=1))
    read = tokens.read(tokens.issue(identity, secret), secret)
    assert read is not None
    assert read[0] == identity
    assert tokens.read(tokens.issue(identity, secret, timedelta(minutes=-5)), secret) is None
