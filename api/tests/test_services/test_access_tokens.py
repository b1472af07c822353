"""Personal access tokens: whom they act for, how long, and who may end them."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import ConflictError, NotFoundError, SignedOutError
from src.models.access_token import AccessToken
from src.models.account import Account
from src.models.base import now
from src.schemas.access_tokens import TokenCreate
from src.services import access_tokens
from src.services.access_tokens import MOST_TOKENS


def wanted(**fields: object) -> TokenCreate:
    return TokenCreate.model_validate({"name": "script", "scopes": ["read"], **fields})


@pytest.fixture
async def stranger(session: AsyncSession) -> Account:
    """Somebody else."""
    found = Account(time_zone="UTC")
    session.add(found)
    await session.flush()
    return found


async def only(session: AsyncSession) -> AccessToken:
    """Return the one token there is, as it is kept."""
    found = await session.scalars(select(AccessToken).execution_options(populate_existing=True))
    return found.one()


async def test_a_token_acts_for_its_account_with_its_scopes(
    session: AsyncSession, account: Account, stranger: Account
) -> None:
    _, mine = await access_tokens.create_token(session, account, wanted(scopes=["mcp", "read"]))
    _, theirs = await access_tokens.create_token(session, stranger, wanted(scopes=["write"]))
    holder = await access_tokens.holder_of(session, mine)
    assert (holder.account.id, holder.scopes) == (account.id, frozenset({"mcp", "read"}))
    holder = await access_tokens.holder_of(session, theirs)
    assert (holder.account.id, holder.scopes) == (stranger.id, frozenset({"write"}))


async def test_a_secret_says_what_it_is_and_only_its_hash_is_kept(
    session: AsyncSession, account: Account
) -> None:
    end = now() + timedelta(days=1)
    asked = wanted(scopes=["write", "read"], expires_at=end.isoformat())
    token, secret = await access_tokens.create_token(session, account, asked)
    assert secret.startswith("todo_pat_")
    assert len(secret) == len("todo_pat_") + 43  # 256 bits in base64
    kept = await only(session)
    assert secret not in str(kept)
    assert (kept.id, kept.name, kept.hint) == (token.id, "script", secret[-4:])
    assert (kept.scopes, kept.expires_at) == (["read", "write"], end)


async def test_tokens_are_never_the_same(session: AsyncSession, account: Account) -> None:
    made = [await access_tokens.create_token(session, account, wanted()) for _ in range(3)]
    assert len({secret for _, secret in made}) == 3


async def test_there_are_as_many_as_an_account_needs_and_no_more(
    session: AsyncSession, account: Account, stranger: Account
) -> None:
    assert MOST_TOKENS == 50
    for _ in range(MOST_TOKENS):
        await access_tokens.create_token(session, account, wanted())
    with pytest.raises(ConflictError):
        await access_tokens.create_token(session, account, wanted())
    await access_tokens.create_token(session, stranger, wanted())


@pytest.mark.parametrize(("seconds", "is_good"), [(60, True), (0, False), (-60, False)])
async def test_a_token_ends_when_it_was_said(
    session: AsyncSession, account: Account, seconds: int, *, is_good: bool
) -> None:
    _, secret = await access_tokens.create_token(session, account, wanted())
    end = now() + timedelta(seconds=seconds)
    await session.execute(update(AccessToken).values(expires_at=end))
    if is_good:
        assert (await access_tokens.holder_of(session, secret)).account.id == account.id
        return
    with pytest.raises(SignedOutError):
        await access_tokens.holder_of(session, secret)


@pytest.mark.parametrize("secret", ["", "todo_pat_", "todo_pat_unknown", "\ud800"])
async def test_a_token_that_was_never_given_is_signed_out(
    session: AsyncSession, account: Account, secret: str
) -> None:
    await access_tokens.create_token(session, account, wanted())
    with pytest.raises(SignedOutError):
        await access_tokens.holder_of(session, secret)


@pytest.mark.parametrize(("minutes", "is_written"), [(59, False), (61, True), (None, True)])
async def test_when_a_token_was_used_is_written_once_an_hour(
    session: AsyncSession, account: Account, minutes: int | None, *, is_written: bool
) -> None:
    _, secret = await access_tokens.create_token(session, account, wanted())
    used = None if minutes is None else now() - timedelta(minutes=minutes)
    await session.execute(update(AccessToken).values(last_used_at=used))
    session.expire_all()
    await access_tokens.holder_of(session, secret)
    assert ((await only(session)).last_used_at != used) == is_written


async def test_only_the_token_that_is_used_is_written(
    session: AsyncSession, account: Account
) -> None:
    _, secret = await access_tokens.create_token(session, account, wanted())
    await access_tokens.create_token(session, account, wanted())
    await access_tokens.holder_of(session, secret)
    used = await session.scalars(select(col(AccessToken.last_used_at)))
    assert len([one for one in used if one is None]) == 1


async def test_an_accounts_tokens_are_listed_the_newest_first(
    session: AsyncSession, account: Account, stranger: Account
) -> None:
    made = [(await access_tokens.create_token(session, account, wanted()))[0] for _ in range(3)]
    await access_tokens.create_token(session, stranger, wanted())
    found = await access_tokens.list_tokens(session, account)
    assert [one.id for one in found] == [one.id for one in reversed(made)]


async def test_a_deleted_token_stops_working_and_the_others_do_not(
    session: AsyncSession, account: Account
) -> None:
    token, secret = await access_tokens.create_token(session, account, wanted())
    _, kept = await access_tokens.create_token(session, account, wanted())
    await access_tokens.delete_token(session, account, token.id)
    with pytest.raises(SignedOutError):
        await access_tokens.holder_of(session, secret)
    assert (await access_tokens.holder_of(session, kept)).account.id == account.id


async def test_nobody_deletes_a_token_of_somebody_else(
    session: AsyncSession, account: Account, stranger: Account
) -> None:
    token, secret = await access_tokens.create_token(session, account, wanted())
    with pytest.raises(NotFoundError):
        await access_tokens.delete_token(session, stranger, token.id)
    with pytest.raises(NotFoundError):
        await access_tokens.delete_token(session, account, UUID(int=1))
    assert (await access_tokens.holder_of(session, secret)).account.id == account.id


async def test_deleting_all_leaves_those_of_other_people(
    session: AsyncSession, account: Account, stranger: Account
) -> None:
    for _ in range(2):
        await access_tokens.create_token(session, account, wanted())
    _, foreign = await access_tokens.create_token(session, stranger, wanted())
    await access_tokens.delete_all(session, account)
    assert await access_tokens.list_tokens(session, account) == []
    assert (await access_tokens.holder_of(session, foreign)).account.id == stranger.id
