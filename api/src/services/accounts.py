"""Guests, accounts, and the way from one to the other."""

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import ConflictError, ForbiddenError, InvalidError, SignedOutError
from src.models.account import Account
from src.schemas.accounts import (
    AccountDeletion,
    AccountPublic,
    AccountUpdate,
    GuestCreate,
    Login,
    PasswordChange,
    Register,
)
from src.services import passwords
from src.services.versions import check_tag


async def create_guest(session: AsyncSession, data: GuestCreate) -> Account:
    """Make a guest: a full account that nobody can sign in to again."""
    account = Account(time_zone=data.time_zone)
    session.add(account)
    await session.flush()
    return account


async def register(session: AsyncSession, data: Register, guest: Account | None) -> Account:
    """Make an account; a guest becomes it and keeps id, tasks and conversations.

    Args:
        session: The open session.
        data: E-mail, password and perhaps a time zone.
        guest: The signed-in account, if there is one; ignored unless it is a guest.

    Raises:
        ConflictError: The e-mail address has an account.
    """
    account = guest if guest is not None and guest.is_guest else Account(time_zone="UTC")
    account.email = data.email
    account.password_hash = await passwords.hash_password(data.password.get_secret_value())
    account.time_zone = data.time_zone or account.time_zone
    session.add(account)
    try:
        async with session.begin_nested():
            await session.flush()
    except IntegrityError:
        raise ConflictError("This e-mail address has an account. Sign in instead.") from None
    return account


async def authenticate(session: AsyncSession, data: Login) -> Account:
    """Return the account of an e-mail address and its password.

    Raises:
        SignedOutError: One of the two is wrong; which one is not told.
    """
    query = select(Account).where(col(Account.email) == data.email)
    account: Account | None = await session.scalar(query)
    stored = account.password_hash if account else None
    right = await passwords.matches(data.password.get_secret_value(), stored)
    if account is None or not right:
        raise SignedOutError("E-mail address or password is wrong.")
    return account


async def change_password(session: AsyncSession, account: Account, data: PasswordChange) -> None:
    """Give an account another password.

    Raises:
        ConflictError: It is a guest's, which has none.
        ForbiddenError: The present password is another one.
    """
    if account.password_hash is None:
        raise ConflictError("A guest has no password. Register first.")
    await _confirm(account, data.current_password.get_secret_value())
    account.password_hash = await passwords.hash_password(data.new_password.get_secret_value())
    session.add(account)
    await session.flush()


async def delete_account(session: AsyncSession, account: Account, data: AccountDeletion) -> None:
    """Delete an account and all that belongs to it, for good.

    Raises:
        ForbiddenError: The password is another one, or a guest did not write `delete`.
    """
    if account.password_hash is not None:
        await _confirm(account, data.password.get_secret_value() if data.password else "")
    elif data.confirm != "delete":
        raise ForbiddenError("Send confirm: delete, to say that you mean it.")
    await session.execute(delete(Account).where(col(Account.id) == account.id))


async def _confirm(account: Account, password: str) -> None:
    if not await passwords.matches(password, account.password_hash):
        raise ForbiddenError("The password is wrong.")


async def update_account(
    session: AsyncSession, account: Account, data: AccountUpdate, *, tag: str | None = None
) -> Account:
    """Change the fields that were sent.

    Raises:
        StaleError: `tag` is given and the account is shown otherwise now.
        InvalidError: The time zone is null.
        SignedOutError: The account was deleted since.
    """
    account = await lock_account(session, account)
    check_tag(AccountPublic.model_validate(account), tag, name="account")
    if "time_zone" in data.model_fields_set:
        if data.time_zone is None:
            raise InvalidError("An account needs a time zone.")
        account.time_zone = data.time_zone
    session.add(account)
    await session.flush()
    return account


async def lock_account(session: AsyncSession, account: Account) -> Account:
    """Return the account as it is now; nobody else changes it until the session ends.

    Raises:
        SignedOutError: The account was deleted since.
    """
    found = await session.get(Account, account.id, with_for_update=True, populate_existing=True)
    if found is None:
        raise SignedOutError("This account is gone.")
    return found
