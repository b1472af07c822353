"""Saved filters by name."""

import pytest

from src.errors import NotFoundError
from src.schemas.filters import SavedFilterCreate
from src.services import filter_names, saved_filters
from tests.test_services.planning import Person

pytestmark = pytest.mark.anyio


async def save(person: Person, name: str) -> None:
    data = SavedFilterCreate(name=name, filter="today")
    await saved_filters.create_filter(person.session, person.account, data)


async def test_the_case_does_not_count_and_the_oldest_is_meant(person: Person) -> None:
    await save(person, "Late")
    await save(person, "late")
    assert (await filter_names.need(person.session, person.account, " LATE ")).name == "Late"


async def test_an_unknown_one_is_answered_with_those_there_are(
    person: Person, somebody_else: Person
) -> None:
    await save(person, "Late")
    await save(somebody_else, "Secret")
    with pytest.raises(NotFoundError) as caught:
        await filter_names.need(person.session, person.account, "Secret")
    assert caught.value.detail == "There is no filter “Secret”. There are: “Late”."
