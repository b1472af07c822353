"""What was chosen holds as far as the operator allows it now."""

import asyncio
from dataclasses import replace

import pytest
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncSession

from src.database import Database
from src.errors import ForbiddenError, InvalidError
from src.models.account import Account
from src.schemas.assistant import NOTHING_CHOSEN, AssistantChoiceUpdate, Chosen
from src.services.assistant_choices import (
    NOTHING_TO_CHOOSE,
    Choosing,
    chosen_by,
    get_choice,
    update_choice,
)

ALL = Choosing(
    offered=("a/model", "b/model"), own_keys=True, default="a/model", secret=SecretStr("s" * 40)
)
KEY = SecretStr("sk-or-mine-1234567890")


async def choose(
    session: AsyncSession, account: Account, choosing: Choosing = ALL, **fields: object
) -> None:
    data = AssistantChoiceUpdate.model_validate(fields)
    await update_choice(session, account, data, choosing)


async def test_nobody_has_chosen_anything_at_first(session: AsyncSession, account: Account) -> None:
    assert await chosen_by(session, account.id, ALL) == NOTHING_CHOSEN
    shown = await get_choice(session, account.id, ALL)
    assert (shown.model, shown.key_end) == (None, None)


async def test_a_key_without_a_model_asks_the_operators(
    session: AsyncSession, account: Account
) -> None:
    await choose(session, account, key=KEY)
    assert await chosen_by(session, account.id, ALL) == Chosen("a/model", KEY)
    assert (await get_choice(session, account.id, ALL)).model is None


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (replace(ALL, own_keys=False), Chosen("b/model")),
        (replace(ALL, own_keys=False, offered=("a/model",)), NOTHING_CHOSEN),
        (replace(ALL, secret=SecretStr("t" * 40)), Chosen("b/model")),
        (NOTHING_TO_CHOOSE, NOTHING_CHOSEN),
    ],
)
async def test_what_the_operator_no_longer_allows_no_longer_holds(
    session: AsyncSession, account: Account, now: Choosing, then: Chosen
) -> None:
    await choose(session, account, key=KEY, model="b/model")
    assert await chosen_by(session, account.id, now) == then
    shown = await get_choice(session, account.id, now)
    assert (shown.model, shown.key_end) == (then.model, None)


async def test_no_key_where_none_is_taken(session: AsyncSession, account: Account) -> None:
    with pytest.raises(ForbiddenError, match="takes no keys"):
        await choose(session, account, replace(ALL, own_keys=False), key=KEY)


async def test_a_model_that_is_not_offered(session: AsyncSession, account: Account) -> None:
    with pytest.raises(InvalidError, match="Offered: a/model, b/model"):
        await choose(session, account, model="c/model")
    with pytest.raises(InvalidError, match="Offered: none"):
        await choose(session, account, NOTHING_TO_CHOOSE, model="a/model")


async def test_a_field_left_out_stays(session: AsyncSession, account: Account) -> None:
    await choose(session, account, key=KEY, model="c/model")
    await choose(session, account)
    assert await chosen_by(session, account.id, ALL) == Chosen("c/model", KEY)
    await choose(session, account, model=None)
    assert await chosen_by(session, account.id, ALL) == Chosen("a/model", KEY)


async def test_two_first_choices_at_once_are_both_made(database: Database) -> None:
    async with database.session() as session:
        somebody = Account(time_zone="UTC")
        session.add(somebody)
    is_chosen = asyncio.Event()

    async def first() -> None:
        async with database.session() as session:
            await choose(session, somebody, model="a/model")
            is_chosen.set()
            # Until here the second has begun, and found no choice yet.
            await asyncio.sleep(0.2)

    async def second() -> None:
        await is_chosen.wait()
        async with database.session() as session:
            await choose(session, somebody, model="b/model")

    await asyncio.gather(first(), second())
    async with database.session() as session:
        assert await chosen_by(session, somebody.id, ALL) == Chosen("b/model")
