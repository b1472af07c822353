"""Who asks, remembered and never believed."""

from datetime import timedelta
from uuid import uuid4

import pytest

from src.database import Database
from src.models.account import Account, LoginSession
from src.models.base import now
from src.services import callers, sessions
from src.services.callers import Callers
from src.services.hashes import hashed


async def sign_in(database: Database) -> str:
    async with database.session() as session:
        account = Account(time_zone="Europe/Berlin")
        session.add(account)
        await session.flush()
        return await sessions.open_session(session, account.id)


async def test_a_caller_is_found_and_then_remembered(database: Database) -> None:
    token, known = await sign_in(database), Callers()
    async with database.quick() as quick:
        found = await known.find(quick, token)
        assert found is not None
        assert (found.time_zone, found.token_hash) == ("Europe/Berlin", hashed(token))
        assert await known.find(quick, token) is found
        known.forget(found)
        known.forget(found)  # another request was quicker
        again = await known.find(quick, token)
    assert again == found
    assert again is not found


async def test_nobody_is_not_remembered(database: Database) -> None:
    known = Callers()
    async with database.quick() as quick:
        assert await known.find(quick, "nobody's") is None
    assert not known._known


@pytest.mark.parametrize("change", ["expired", "unseen", "long ago"])
async def test_who_has_to_be_looked_after_is_not_found(database: Database, change: str) -> None:
    token = await sign_in(database)
    async with database.session() as session:
        login = await session.get_one(LoginSession, await login_id(database, token))
        match change:
            case "expired":
                login.expires_at = now() - timedelta(seconds=1)
            case "unseen":
                login.last_seen_at = None
            case _:
                login.last_seen_at = now() - sessions.SEEN - timedelta(seconds=1)
    async with database.quick() as quick:
        assert await Callers().find(quick, token) is None


async def test_only_so_many_are_remembered(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(callers, "MOST_REMEMBERED", 2)
    tokens, known = [await sign_in(database) for _ in range(3)], Callers()
    async with database.quick() as quick:
        for token in (tokens[0], tokens[1], tokens[0], tokens[2]):
            await known.find(quick, token)
    assert list(known._known) == [hashed(tokens[0]), hashed(tokens[2])]


async def login_id(database: Database, token: str) -> object:
    async with database.quick() as quick:
        asked = {"token": hashed(token)}
        query = b"SELECT id FROM login_session WHERE token_hash = %(token)s"
        row = await quick.row(query, asked)
    return row[0] if row else uuid4()
