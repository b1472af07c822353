"""Browsers that are signed in."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import NotFoundError, SignedOutError
from src.models.account import Account, LoginSession
from src.models.base import now
from src.services import sessions


async def test_a_token_leads_to_its_account(session: AsyncSession, account: Account) -> None:
    token = await sessions.open_session(session, account.id)
    assert (await sessions.account_of(session, token)).id == account.id


async def test_tokens_are_long_and_never_the_same(session: AsyncSession, account: Account) -> None:
    tokens = {await sessions.open_session(session, account.id) for _ in range(20)}
    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {43}  # 256 bits in base64


async def test_a_session_lasts_ninety_days(session: AsyncSession, account: Account) -> None:
    before = now()
    await sessions.open_session(session, account.id)
    expires = await session.scalar(select(col(LoginSession.expires_at)))
    assert expires is not None
    assert before <= expires - timedelta(days=90) <= now()


async def test_an_expired_token_is_signed_out(session: AsyncSession, account: Account) -> None:
    token = await sessions.open_session(session, account.id)
    await session.execute(update(LoginSession).values(expires_at=now()))
    with pytest.raises(SignedOutError):
        await sessions.account_of(session, token)


@pytest.mark.parametrize("token", ["", "nonsense", "\ud800", "\x00", "x" * 10_000])
async def test_a_token_that_was_never_given_is_signed_out(
    session: AsyncSession, account: Account, token: str
) -> None:
    await sessions.open_session(session, account.id)
    with pytest.raises(SignedOutError):
        await sessions.account_of(session, token)


async def test_signing_out_ends_one_browser_only(session: AsyncSession, account: Account) -> None:
    here = await sessions.open_session(session, account.id)
    there = await sessions.open_session(session, account.id)
    await sessions.close_session(session, here)
    await sessions.close_session(session, "unknown is signed out already")
    with pytest.raises(SignedOutError):
        await sessions.account_of(session, here)
    assert (await sessions.account_of(session, there)).id == account.id


async def somebody_else(session: AsyncSession) -> Account:
    found = Account(time_zone="UTC")
    session.add(found)
    await session.flush()
    return found


async def only(session: AsyncSession) -> LoginSession:
    """Return the one session there is, as it is kept."""
    found = await session.scalars(select(LoginSession).execution_options(populate_existing=True))
    return found.one()


async def test_each_token_leads_to_its_own_account(session: AsyncSession, account: Account) -> None:
    other = await somebody_else(session)
    mine = await sessions.open_session(session, account.id)
    theirs = await sessions.open_session(session, other.id)
    assert (await sessions.account_of(session, mine)).id == account.id
    assert (await sessions.account_of(session, theirs)).id == other.id


async def test_only_a_hash_of_the_token_is_kept(session: AsyncSession, account: Account) -> None:
    token = await sessions.open_session(session, account.id, "Mozilla/5.0 (Linux) Firefox/145.0")
    kept = await only(session)
    assert token not in str(kept)
    assert len(kept.token_hash) == 64
    assert kept.browser == "Firefox on Linux"


@pytest.mark.parametrize(("minutes", "is_written"), [(59, False), (61, True), (None, True)])
async def test_when_a_session_was_seen_is_written_once_an_hour(
    session: AsyncSession, account: Account, minutes: int | None, *, is_written: bool
) -> None:
    token = await sessions.open_session(session, account.id)
    assert now() - (await only(session)).last_seen_at < timedelta(minutes=1)  # type: ignore[operator]
    seen = None if minutes is None else now() - timedelta(minutes=minutes)
    await session.execute(update(LoginSession).values(last_seen_at=seen))
    await sessions.account_of(session, token)
    assert ((await only(session)).last_seen_at != seen) == is_written


async def test_only_the_session_that_asks_is_written_as_seen(
    session: AsyncSession, account: Account
) -> None:
    here = await sessions.open_session(session, account.id)
    await sessions.open_session(session, account.id)
    await session.execute(update(LoginSession).values(last_seen_at=None))
    await sessions.account_of(session, here)
    seen = await session.scalars(select(col(LoginSession.last_seen_at)))
    assert len([one for one in seen if one is None]) == 1


async def test_sessions_that_are_good_are_listed_the_newest_first(
    session: AsyncSession, account: Account
) -> None:
    for name in ("first", "expired", "last"):
        await sessions.open_session(session, account.id, name)
    await sessions.open_session(session, (await somebody_else(session)).id)
    made = list(await session.scalars(select(LoginSession).order_by(col(LoginSession.id))))
    made[1].expires_at = now()
    found = await sessions.list_sessions(session, account)
    assert [one.id for one in found] == [made[2].id, made[0].id]


async def test_nobody_revokes_a_session_of_somebody_else(
    session: AsyncSession, account: Account
) -> None:
    token = await sessions.open_session(session, account.id)
    kept = await only(session)
    with pytest.raises(NotFoundError):
        await sessions.revoke_session(session, await somebody_else(session), kept.id)
    with pytest.raises(NotFoundError):
        await sessions.revoke_session(session, account, UUID(int=1))
    assert (await sessions.account_of(session, token)).id == account.id


async def test_revoking_ends_the_one_that_is_named(session: AsyncSession, account: Account) -> None:
    here = await sessions.open_session(session, account.id)
    named = (await only(session)).id
    there = await sessions.open_session(session, account.id)
    await sessions.revoke_session(session, account, named)
    with pytest.raises(SignedOutError):
        await sessions.account_of(session, here)
    assert (await sessions.account_of(session, there)).id == account.id


@pytest.mark.parametrize("is_kept", [True, False])
async def test_revoking_the_others_spares_this_one_and_other_people(
    session: AsyncSession, account: Account, *, is_kept: bool
) -> None:
    here, there = [await sessions.open_session(session, account.id) for _ in range(2)]
    foreign = await sessions.open_session(session, (await somebody_else(session)).id)
    await sessions.revoke_others(session, account, here if is_kept else None)
    await sessions.account_of(session, foreign)
    left = await sessions.list_sessions(session, account)
    assert len(left) == int(is_kept)
    with pytest.raises(SignedOutError):
        await sessions.account_of(session, there)


async def test_deleting_an_account_ends_its_sessions(
    session: AsyncSession, account: Account
) -> None:
    await sessions.open_session(session, account.id)
    await session.delete(account)
    await session.flush()
    assert await session.scalar(select(func.count()).select_from(LoginSession)) == 0
