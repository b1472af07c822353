"""Tokens of the MCP server: what they say, how long, and which of them are good."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import jwt
import pytest
from pydantic import SecretStr

from src.database import Database
from src.mcp import tokens
from src.mcp.tokens import Identity, Verifier
from src.models.account import Account
from src.schemas.access_tokens import Scope, TokenCreate
from src.services import access_tokens

SECRET = SecretStr("s" * 40)
PERSON, TURN = UUID(int=1), UUID(int=2)


def signed(*, key: str = "s" * 40, algorithm: str = "HS256", **claims: object) -> str:
    """Return a good token, but for what is given; None leaves a claim out."""
    good = {"sub": str(PERSON), "aud": "todo-mcp", "exp": in_seconds(60)}
    values = {name: value for name, value in (good | claims).items() if value is not None}
    return jwt.encode(values, key, algorithm=algorithm)


def in_seconds(count: int) -> int:
    return int(datetime.now(UTC).timestamp()) + count


@pytest.mark.parametrize("identity", [Identity(PERSON), Identity(PERSON, TURN)])
def test_what_is_issued_is_read(identity: Identity) -> None:
    found = tokens.read(tokens.issue(identity, SECRET), SECRET)
    assert found is not None
    assert found[0] == identity
    assert found[0].can_write


def test_a_token_lasts_ten_minutes() -> None:
    before = in_seconds(600)
    found = tokens.read(tokens.issue(Identity(PERSON), SECRET), SECRET)
    assert found is not None
    assert before <= found[1] <= in_seconds(600)


def test_a_token_says_no_more_than_it_must() -> None:
    claims = jwt.decode(tokens.issue(Identity(PERSON), SECRET), options={"verify_signature": False})
    assert claims.keys() == {"sub", "aud", "iat", "exp"}
    assert (claims["sub"], claims["aud"]) == (str(PERSON), "todo-mcp")
    assert claims["exp"] - claims["iat"] == 600


def test_clocks_may_differ_by_a_few_seconds_only() -> None:
    assert tokens.read(signed(exp=in_seconds(-5)), SECRET) is not None
    assert tokens.read(signed(exp=in_seconds(-11)), SECRET) is None
    assert tokens.read(signed(nbf=in_seconds(5)), SECRET) is not None
    assert tokens.read(signed(nbf=in_seconds(30)), SECRET) is None


@pytest.mark.parametrize(
    "token",
    [
        "",
        "nonsense",
        signed(key="x" * 40),
        signed(algorithm="HS512", key="s" * 64),
        signed(aud="todo-web"),
        signed(aud=None),
        signed(exp=None),
        signed(sub=None),
        signed(sub="admin"),
        signed(turn_id="1"),
        signed(turn_id=7),
        signed(turn_id=[str(TURN)]),
        jwt.encode({"sub": str(PERSON), "aud": "todo-mcp", "exp": 2**31}, "", algorithm="none"),
    ],
)
def test_every_other_token_names_nobody(token: str) -> None:
    assert tokens.read(token, SECRET) is None


def test_the_token_does_not_choose_how_it_is_checked() -> None:
    long = SecretStr("s" * 64)
    assert tokens.read(signed(algorithm="HS512", key="s" * 64), long) is None


async def personal(database: Database, *scopes: Scope) -> tuple[UUID, str]:
    async with database.session() as session:
        account = Account(time_zone="UTC")
        session.add(account)
        await session.flush()
        data = TokenCreate(name="client", scopes=set(scopes))
        return account.id, (await access_tokens.create_token(session, account, data))[1]


async def test_a_token_of_ours_is_kept_as_the_sdk_wants_it(database: Database) -> None:
    token = tokens.issue(Identity(PERSON, TURN), SECRET)
    found = await Verifier(SECRET, database).verify_token(token)
    assert found is not None
    assert (found.token, found.client_id, found.scopes) == (token, "todo-mcp", [])
    assert (found.subject, found.claims) == (
        str(PERSON),
        {"can_write": True, "turn_id": str(TURN), "attempt": 1},
    )
    read = tokens.read(token, SECRET)
    assert read is not None
    assert found.expires_at == read[1]


async def test_without_a_turn_none_is_named(database: Database) -> None:
    found = await Verifier(SECRET, database).verify_token(tokens.issue(Identity(PERSON), SECRET))
    assert found is not None
    assert found.claims == {"can_write": True}


@pytest.mark.parametrize(
    ("scopes", "can_write"), [(["mcp"], False), (["mcp", "read"], False), (["mcp", "write"], True)]
)
async def test_a_personal_token_writes_when_its_scopes_say_so(
    database: Database, scopes: list[Scope], *, can_write: bool
) -> None:
    person, secret = await personal(database, *scopes)
    found = await Verifier(SECRET, database).verify_token(secret)
    assert found is not None
    assert (found.subject, found.claims) == (str(person), {"can_write": can_write})
    assert found.expires_at is None


async def test_what_is_not_good_is_turned_away(database: Database) -> None:
    _, secret = await personal(database, "read", "write")
    verifier = Verifier(SECRET, database)
    for token in (secret, "todo_pat_unknown", "nonsense", signed(key="x" * 40), str(uuid4())):
        assert await verifier.verify_token(token) is None
