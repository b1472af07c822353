"""The signed-in account."""

from fastapi import APIRouter

from src.models.account import Account
from src.routers.dependencies import AccountDep, SessionDep
from src.routers.responses import INVALID, SIGNED_OUT
from src.schemas.accounts import AccountPublic, AccountUpdate
from src.services import accounts

router = APIRouter(prefix="/api/v1/me", tags=["accounts"], responses=SIGNED_OUT)


@router.get("", response_model=AccountPublic)
async def get_me(account: AccountDep) -> Account:
    """Return the signed-in account."""
    return account


@router.patch("", response_model=AccountPublic, responses=INVALID)
async def update_me(data: AccountUpdate, account: AccountDep, session: SessionDep) -> Account:
    """Change the signed-in account."""
    return await accounts.update_account(session, account, data)
