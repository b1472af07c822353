"""Browsers that are signed in."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import SignedOutError
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


async def test_deleting_an_account_ends_its_sessions(
    session: AsyncSession, account: Account
) -> None:
    await sessions.open_session(session, account.id)
    await session.delete(account)
    await session.flush()
    assert await session.scalar(select(func.count()).select_from(LoginSession)) == 0
