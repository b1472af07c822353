"""Filters that are kept: how many, and what each of them must have."""

import pytest

from src.errors import ConflictError, InvalidError, NotFoundError, StaleError
from src.models.account import Account
from src.models.saved_filter import SavedFilter
from src.schemas.filters import SavedFilterCreate, SavedFilterUpdate
from src.services import saved_filters
from src.services.filters.errors import FilterError
from tests.test_services.planning import Person


async def keep(person: Person, **fields: object) -> SavedFilter:
    data = SavedFilterCreate.model_validate({"name": "Now", "filter": "today", **fields})
    return await saved_filters.create_filter(person.session, person.account, data)


async def change(
    person: Person, kept: SavedFilter, fields: dict[str, object], version: int | None = None
) -> SavedFilter:
    data = SavedFilterUpdate.model_validate(fields)
    return await saved_filters.update_filter(
        person.session, person.account, kept.id, data, version=version
    )


async def test_only_what_is_sent_is_changed(person: Person) -> None:
    kept = await keep(person, color="red")
    await change(person, kept, {"filter": "#home"}, version=1)
    assert (kept.name, kept.filter, kept.color, kept.version) == ("Now", "#home", "red", 2)
    await change(person, kept, {"name": "Home", "color": None})
    assert (kept.name, kept.filter, kept.color, kept.version) == ("Home", "#home", "grey", 3)
    with pytest.raises(StaleError):
        await change(person, kept, {"name": "x"}, version=2)
    assert kept.name == "Home"


@pytest.mark.parametrize(
    ("fields", "error"), [({"name": None}, InvalidError), ({"filter": "is:late"}, FilterError)]
)
async def test_what_makes_no_filter_changes_nothing(
    person: Person, fields: dict[str, object], error: type[Exception]
) -> None:
    kept = await keep(person)
    with pytest.raises(error):
        await change(person, kept, fields)
    assert (kept.name, kept.filter, kept.version) == ("Now", "today", 1)


async def test_there_are_as_many_as_a_person_needs_and_no_more(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved_filters, "MOST_FILTERS", 2)
    made = [await keep(person), await keep(person)]
    with pytest.raises(ConflictError, match="Delete one first"):
        await keep(person)
    stranger = Account(time_zone="UTC")
    person.session.add(stranger)
    await person.session.flush()
    other = Person(person.session, stranger)
    await keep(other)
    with pytest.raises(NotFoundError):
        await change(other, made[0], {"name": "mine"})
    assert await saved_filters.list_filters(person.session, person.account) == made
