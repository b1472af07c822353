"""Everybody who may ask for the owner's things, and most of whom may not have them."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from uuid import uuid4

import httpx2

from src.routers.dependencies import COOKIE
from src.services.hashes import hashed
from tests.belongings import guest, make_belongings
from tests.conftest import rows
from tests.live import Live

PASSWORD = "correct horse battery"
EXPIRE = "UPDATE login_session SET expires_at = now() - interval '1 second' WHERE token_hash = '{}'"


@dataclass(frozen=True)
class Askers:
    """An owner, what is theirs, and all who ask for it."""

    ids: dict[str, str]
    """Of one of each of the owner's things, by path parameter."""
    by_role: dict[str, httpx2.Client]


@contextmanager
def asking(live: Live, database_url: str) -> Iterator[Askers]:
    """Sign everybody in, as far as they are."""
    with ExitStack() as stack:

        def browser(cookie: str = "", bearer: str = "") -> httpx2.Client:
            headers = {"authorization": f"Bearer {bearer}"} if bearer else {}
            cookies = {COOKIE: cookie} if cookie else {}
            return stack.enter_context(
                httpx2.Client(base_url=live.url, cookies=cookies, headers=headers, timeout=120)
            )

        owner, stranger = (stack.enter_context(closing(guest(live.url))) for _ in range(2))
        signed_in = {"email": f"{uuid4().hex}@example.com", "password": PASSWORD}
        owner.post("/api/v1/auth/register", json=signed_in).raise_for_status()
        phone = browser()
        phone.post("/api/v1/auth/login", json=signed_in).raise_for_status()
        rows(database_url, EXPIRE.format(hashed(phone.cookies[COOKIE])))
        ids = make_belongings(owner)
        deleted = _token(owner, "read", "write", "mcp")
        owner.delete(f"/api/v1/me/tokens/{_newest_token(owner)}").raise_for_status()
        cookie = owner.cookies[COOKIE]
        by_role = {
            "nobody": browser(),
            "owner": owner,
            "stranger": stranger,
            "expired session": phone,
            "tampered session": browser(cookie[:-1] + ("A" if cookie[-1] != "A" else "B")),
            "token to read": browser(bearer=_token(owner, "read")),
            "token to write": browser(bearer=_token(owner, "write")),
            "token for MCP": browser(bearer=_token(owner, "mcp")),
            "token of a stranger": browser(bearer=_token(stranger, "read", "write")),
            "deleted token": browser(bearer=deleted),
        }
        yield Askers(ids, by_role)


def _token(client: httpx2.Client, *scopes: str) -> str:
    answer = client.post("/api/v1/me/tokens", json={"name": "x", "scopes": scopes})
    secret: str = answer.json()["secret"]
    return secret


def _newest_token(client: httpx2.Client) -> str:
    newest: str = client.get("/api/v1/me/tokens").json()["items"][0]["id"]
    return newest
