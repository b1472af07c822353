"""Guests, accounts, and the way from one to the other."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from src.database import Database
from src.errors import ConflictError, SignedOutError
from src.models.account import Account
from src.schemas.accounts import AccountUpdate, GuestCreate, Login, Register
from src.services import accounts

PASSWORD = "correct horse battery staple"


def registration(email: str = "ann@example.com", zone: str | None = None) -> Register:
    return Register.model_validate({"email": email, "password": PASSWORD, "time_zone": zone})


async def test_a_guest_cannot_be_signed_in_to(session: AsyncSession) -> None:
    guest = await accounts.create_guest(session, GuestCreate(time_zone="Asia/Tokyo"))
    assert guest.is_guest
    assert (guest.email, guest.password_hash, guest.time_zone) == (None, None, "Asia/Tokyo")


async def test_a_guest_becomes_an_account_and_keeps_id_and_zone(session: AsyncSession) -> None:
    guest = await accounts.create_guest(session, GuestCreate(time_zone="Asia/Tokyo"))
    account = await accounts.register(session, registration(), guest)
    assert (account.id, account.time_zone) == (guest.id, "Asia/Tokyo")
    assert not account.is_guest
    assert await session.scalar(select(func.count()).select_from(Account)) == 1


async def test_a_registration_may_bring_its_own_zone(session: AsyncSession) -> None:
    guest = await accounts.create_guest(session, GuestCreate())
    account = await accounts.register(session, registration(zone="Asia/Tokyo"), guest)
    assert account.time_zone == "Asia/Tokyo"


async def test_somebody_signed_in_does_not_lose_the_account_to_another_address(
    session: AsyncSession,
) -> None:
    first = await accounts.register(session, registration("ann@example.com"), None)
    second = await accounts.register(session, registration("bob@example.com"), first)
    assert first.id != second.id
    assert first.email == "ann@example.com"


async def test_two_spellings_are_one_address(session: AsyncSession) -> None:
    await accounts.register(session, registration("Ann@Example.com"), None)
    with pytest.raises(ConflictError, match="Sign in instead"):
        await accounts.register(session, registration("ANN@example.COM"), None)


async def test_a_guest_that_took_a_taken_address_stays_a_guest(database: Database) -> None:
    async with database.session() as session:
        await accounts.register(session, registration(), None)
        guest = await accounts.create_guest(session, GuestCreate())

    async def take() -> None:
        async with database.session() as session:
            mine = await session.get_one(Account, guest.id)
            await accounts.register(session, registration(), mine)

    with pytest.raises(ConflictError):
        await take()
    async with database.session() as session:
        assert (await session.get_one(Account, guest.id)).is_guest


async def test_signing_in_takes_address_and_password(session: AsyncSession) -> None:
    account = await accounts.register(session, registration(), None)
    login = Login.model_validate({"email": "ANN@example.com", "password": PASSWORD})
    assert (await accounts.authenticate(session, login)).id == account.id


@pytest.mark.parametrize(
    ("email", "password"), [("ann@example.com", "wrong"), ("bob@example.com", PASSWORD)]
)
async def test_what_was_wrong_is_not_told(session: AsyncSession, email: str, password: str) -> None:
    await accounts.register(session, registration(), None)
    login = Login.model_validate({"email": email, "password": password})
    with pytest.raises(SignedOutError, match=r"^E-mail address or password is wrong\.$"):
        await accounts.authenticate(session, login)


async def test_the_time_zone_can_be_changed(session: AsyncSession, account: Account) -> None:
    await accounts.update_account(session, account, AccountUpdate(time_zone="Asia/Tokyo"))
    await session.refresh(account)
    assert account.time_zone == "Asia/Tokyo"
