"""What clients may send about tasks, and what it becomes."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from src.schemas.accounts import AccountUpdate, Register
from src.schemas.tasks import TaskCreate, TaskQuery, TaskUpdate

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=30)


def create(**fields: object) -> TaskCreate:
    return TaskCreate.model_validate({"title": "x", **fields})


@given(ANY_TEXT)
def test_a_title_is_taken_when_a_database_can_hold_it(text: str) -> None:
    storable = "\x00" not in text and not any("\ud800" <= one <= "\udfff" for one in text)
    try:
        title = TaskCreate.model_validate({"title": text}).title
    except ValidationError:
        assert not storable or not text
    else:
        assert storable
        assert title == text.strip()


@given(st.lists(st.text("aB# ", min_size=1, max_size=5), max_size=20))
def test_tags_are_lower_case_sorted_and_each_there_once(tags: list[str]) -> None:
    found = create(tags=tags).tags
    assert found is not None
    assert found == sorted(set(found))
    assert all(tag and tag == tag.lower().strip().lstrip("#") for tag in found)
    assert create(tags=found).tags == found


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("17:00", time(17)),
        ("00:00", time(0)),
        ("23:59:59", time(23, 59)),
        ("09:30:00", time(9, 30)),
    ],
)
def test_a_time_of_day_is_kept_to_the_minute(sent: str, expected: time) -> None:
    assert create(due_date="2026-11-25", due_time=sent).due_time == expected


@pytest.mark.parametrize(
    "sent",
    ["24:00", "9:30", "17", "5 pm", "17:00Z", "17:00+01:00", "17:60", "", " 17:00", 61200, 0, 1.5],
)
def test_any_other_writing_of_a_time_is_refused(sent: object) -> None:
    with pytest.raises(ValidationError, match="due_time"):
        create(due_date="2026-11-25", due_time=sent)


@pytest.mark.parametrize(
    "sent",
    ["2026-02-29", "2026-13-01", "25.11.2026", "1969-12-31", "2501-01-01", "0", 0, 2**63, ""],
)
def test_a_day_that_is_none_is_refused(sent: object) -> None:
    with pytest.raises(ValidationError, match="due_date"):
        create(due_date=sent)


def test_a_day_is_taken_as_text_and_as_a_date() -> None:
    assert create(due_date="2028-02-29").due_date == date(2028, 2, 29)
    assert create(due_date=date(2028, 2, 29)).due_date == date(2028, 2, 29)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires"])
def test_time_zones_are_ianas(zone: str) -> None:
    assert AccountUpdate(time_zone=zone).time_zone == zone


@pytest.mark.parametrize(
    "zone", ["CEST+1", "europe/berlin ", "/etc/passwd", "../UTC", "", "x" * 99]
)
def test_nothing_else_is_a_time_zone(zone: str) -> None:
    with pytest.raises(ValidationError, match="Europe/Berlin"):
        AccountUpdate(time_zone=zone)


def test_an_update_tells_what_was_left_out_from_what_was_cleared() -> None:
    data = TaskUpdate.model_validate({"notes": None, "title": "y"})
    assert data.model_fields_set == {"notes", "title"}
    assert data.notes is None


@pytest.mark.parametrize("name", ["id", "state", "version", "account_id", "completed_at"])
def test_what_a_client_may_not_set_is_refused_not_ignored(name: str) -> None:
    for schema in (TaskCreate, TaskUpdate):
        with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
            schema.model_validate({"title": "x", name: "1"})


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "x" * 501},
        {"notes": "x" * 20_001},
        {"tags": ["x"] * 21},
        {"tags": ["x" * 51]},
        {"tags": [""]},
        {"priority": "urgent"},
    ],
)
def test_sizes_and_choices_have_bounds(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        create(**fields)


def test_a_query_asks_for_open_tasks_when_nothing_is_said() -> None:
    assert TaskQuery().model_dump(exclude_none=True) == {"state": "open"}


@pytest.mark.parametrize("password", ["", "x" * 9, "x" * 1001])
def test_a_password_has_ten_to_a_thousand_characters(password: str) -> None:
    with pytest.raises(ValidationError, match="password"):
        Register.model_validate({"email": "ann@example.com", "password": password})


def test_a_refused_password_is_not_repeated() -> None:
    with pytest.raises(ValidationError) as refused:
        Register.model_validate({"email": "not an address", "password": "a secret of mine"})
    assert "a secret of mine" not in repr(refused.value)


@pytest.mark.parametrize("email", ["ann", "ann@", "@example.com", "a b@example.com", "a@b\x00.com"])
def test_an_address_must_look_like_one(email: str) -> None:
    with pytest.raises(ValidationError, match="email"):
        Register.model_validate({"email": email, "password": "x" * 10})
