"""Passwords are hashed with argon2id and compared without telling who exists."""

from argon2 import extract_parameters
from argon2.low_level import Type

from src.services import passwords


async def test_the_hash_is_argon2id_at_owasps_minimum_or_above() -> None:
    found = extract_parameters(await passwords.hash_password("correct horse"))
    assert found.type is Type.ID
    assert (found.memory_cost, found.time_cost, found.parallelism) == (19_456, 2, 1)


async def test_one_password_has_a_new_hash_each_time() -> None:
    assert await passwords.hash_password("same") != await passwords.hash_password("same")


async def test_only_the_right_password_matches() -> None:
    stored = await passwords.hash_password("correct horse")
    assert await passwords.matches("correct horse", stored)
    assert not await passwords.matches("correct horse ", stored)


async def test_an_unknown_account_is_compared_with_a_real_hash_and_never_matches() -> None:
    assert extract_parameters(passwords.NOBODY) == extract_parameters(
        await passwords.hash_password("x")
    )
    assert not await passwords.matches("a password that nobody has", None)


async def test_a_damaged_hash_matches_nothing() -> None:
    assert not await passwords.matches("x", "not a hash")
