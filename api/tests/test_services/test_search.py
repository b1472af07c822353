"""Search: words, beginnings, slips of the pen; and what must not be found."""

import pytest
from sqlalchemy import text

from src.models.account import Account
from src.services import completion, search, shelves
from tests.test_services.planning import Person


async def found(person: Person, wanted: str, **options: int) -> list[tuple[str, str]]:
    result = await search.search(person.session, person.account, wanted, **options)
    return [(one.task.title, one.how) for one in result.items]


async def test_words_and_beginnings_are_found_the_title_first(person: Person) -> None:
    await person.add("Call mum", notes="about the milk")
    await person.add("Buy milk")
    await person.add("Milkshake recipe")
    await person.add("Something else")
    assert [title for title, how in await found(person, "MILK") if how == "text"] == [
        "Milkshake recipe",
        "Buy milk",
        "Call mum",
    ]
    assert await found(person, "buy mil") == [("Buy milk", "text")]


@pytest.mark.parametrize("wanted", ["ada@example.com", "example com", "plan_b.pdf", "b pdf"])
async def test_parts_of_addresses_and_of_names_of_files_are_words(
    person: Person, wanted: str
) -> None:
    await person.add("Send plan_b.pdf to ada@example.com")
    assert await found(person, wanted) == [("Send plan_b.pdf to ada@example.com", "text")]


async def test_letters_of_any_script_are_found_in_either_case(person: Person) -> None:
    await person.add("Übung für Ärzte, Привет")
    for wanted in ("übung", "ÄRZTE", "прив"):
        assert [how for _, how in await found(person, wanted)] == ["text"], wanted


async def test_a_word_that_no_index_holds_is_kept_and_breaks_nothing(person: Person) -> None:
    await person.add("milk", notes="x" * 2040 + " bread")
    assert await found(person, "bread") == [("milk", "text")]


async def test_where_it_stands_in_the_title_is_told(person: Person) -> None:
    await person.add("Buy milk, oat milk")
    result = await search.search(person.session, person.account, "milk")
    (one,) = result.items
    assert [one.task.title[start:end] for start, end in one.highlights] == ["milk", "milk"]


@pytest.mark.parametrize("has_extension", [True, False])
async def test_a_slip_of_the_pen_is_forgiven_with_the_extension_and_without(
    person: Person, *, has_extension: bool
) -> None:
    if not has_extension:
        await person.session.execute(text("DROP EXTENSION pg_trgm"))
    await person.add("Water the garden")
    await person.add("Pay the rent")
    assert await found(person, "gardn") == [("Water the garden", "similar")]
    assert await found(person, "xylophone") == []


async def test_done_ones_come_last_and_the_trash_is_not_searched(person: Person) -> None:
    done, gone = await person.add("milk done"), await person.add("milk gone")
    await person.add("milk open")
    await completion.complete_task(person.session, person.account, done.id, actor="web")
    await shelves.delete_task(person.session, person.account, gone.id, actor="web")
    assert [title for title, _ in await found(person, "milk")] == ["milk open", "milk done"]


async def test_nobody_elses_tasks_are_found(person: Person) -> None:
    stranger = Account(time_zone="UTC")
    person.session.add(stranger)
    await person.session.flush()
    await Person(person.session, stranger).add("milk")
    assert await found(person, "milk") == []
    assert await found(person, str(stranger.id)) == []


@pytest.mark.parametrize("wanted", ["!!!", "' | '", "a & !b", "\\", "':*", "foo'bar", "x" * 200])
async def test_no_text_breaks_it(person: Person, wanted: str) -> None:
    await person.add("milk")
    assert await found(person, wanted) == []


async def test_more_is_told(person: Person) -> None:
    for _ in range(3):
        await person.add("milk")
    result = await search.search(person.session, person.account, "milk", limit=2)
    assert (len(result.items), result.more) == (2, True)
