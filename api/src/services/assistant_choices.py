"""Which model answers a person, within what the operator allows."""

from dataclasses import dataclass, field
from uuid import UUID

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncSession

from src.errors import ForbiddenError, InvalidError
from src.models.account import Account
from src.models.assistant_choice import AssistantChoice
from src.schemas.assistant import (
    NOTHING_CHOSEN,
    AssistantChoicePublic,
    AssistantChoiceUpdate,
    Chosen,
)
from src.services.accounts import lock_account
from src.services.seals import seal, unseal
from src.services.versions import check_tag

_SHOWN = 4
"""Characters of a key that are shown again; too few to help anybody who has not seen it."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """What the operator lets people choose; by default nothing."""

    offered: tuple[str, ...] = ()
    """Models on the operator's key."""
    own_keys: bool = False
    """Whether people may bring a key of their own, and then name any model."""
    default: str = ""
    """The model for an own key without another one."""
    secret: SecretStr = field(default_factory=lambda: SecretStr(""))
    """Seals keys."""

    @property
    def is_open(self) -> bool:
        """Whether there is anything to choose."""
        return self.own_keys or bool(self.offered)


NOTHING_TO_CHOOSE = Choosing()


async def get_choice(
    session: AsyncSession, account_id: UUID, choosing: Choosing
) -> AssistantChoicePublic:
    """Return what a person has chosen and may choose."""
    return _shown(await session.get(AssistantChoice, account_id), choosing)


async def chosen_by(session: AsyncSession, account_id: UUID, choosing: Choosing) -> Chosen:
    """Return who is to answer a person."""
    if not choosing.is_open:
        return NOTHING_CHOSEN
    return _resolve(await session.get(AssistantChoice, account_id), choosing)


async def update_choice(
    session: AsyncSession,
    account: Account,
    data: AssistantChoiceUpdate,
    choosing: Choosing,
    *,
    tag: str | None = None,
) -> AssistantChoicePublic:
    """Change what was sent. Taking the key back takes back a model that only it allowed.

    Raises:
        ForbiddenError: The operator takes no keys of people's own.
        InvalidError: The model is not offered, and there is no key of one's own.
        StaleError: `tag` is given and the choice is another one now.
        SignedOutError: The account was deleted since.
    """
    # Before the first choice there is no row of its own to lock.
    await lock_account(session, account)
    choice = await session.get(AssistantChoice, account.id)
    choice = choice or AssistantChoice(account_id=account.id)
    check_tag(_shown(choice, choosing), tag, name="choice")
    if "key" in data.model_fields_set:
        _set_key(choice, data.key, choosing)
    if "model" in data.model_fields_set:
        choice.model = data.model
    if choice.model != _resolve(choice, choosing).model:
        if data.model is not None:
            known = ", ".join(choosing.offered) or "none"
            raise InvalidError(f"This model is not offered here. Offered: {known}.")
        choice.model = None
    session.add(choice)
    await session.flush()
    return _shown(choice, choosing)


def _set_key(choice: AssistantChoice, key: SecretStr | None, choosing: Choosing) -> None:
    if key is None:
        choice.sealed_key = choice.key_end = None
        return
    if not choosing.own_keys:
        raise ForbiddenError("Whoever runs this app takes no keys of your own.")
    choice.sealed_key = seal(key, choosing.secret)
    choice.key_end = key.get_secret_value()[-_SHOWN:]


def _resolve(choice: AssistantChoice | None, choosing: Choosing) -> Chosen:
    """Return what of a choice holds now: the operator may have changed what is allowed since."""
    if choice is None:
        return NOTHING_CHOSEN
    key = None
    if choice.sealed_key and choosing.own_keys:
        key = unseal(choice.sealed_key, choosing.secret)
    if key is not None:
        return Chosen(model=choice.model or choosing.default, key=key)
    return Chosen(model=choice.model if choice.model in choosing.offered else None)


def _shown(choice: AssistantChoice | None, choosing: Choosing) -> AssistantChoicePublic:
    holds = _resolve(choice, choosing)
    return AssistantChoicePublic(
        model=choice.model if choice and holds.model else None,
        key_end=choice.key_end if choice and holds.key else None,
        models=list(choosing.offered),
        own_keys=choosing.own_keys,
    )
