"""What is typed into a field for new tasks, and which of its words say what."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from src.agent.offline.quick_add import read
from src.agent.offline.values.extract import Mark

NOW = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Europe/Berlin"))


def marked(text: str) -> list[tuple[str, str]]:
    return [(mark.kind, text[mark.start : mark.end]) for mark in read(text, NOW).marks]


@pytest.mark.parametrize(
    ("text", "title", "marks"),
    [
        (
            "buy milk tomorrow 5pm #home !high",
            "buy milk",
            [("due", "tomorrow"), ("due", "5pm"), ("tag", "#home"), ("priority", "!high")],
        ),
        (
            "call mom on friday at 5, remind me an hour before",
            "call mom",
            [("due", "on friday"), ("due", "at 5"), ("reminder", "remind me an hour before")],
        ),
        (
            "pay rent every month on the 1st for 20 minutes",
            "pay rent",
            [("recurrence", "every month on the 1st"), ("estimate", "for 20 minutes")],
        ),
        ("#a #a x", "x", [("tag", "#a"), ("tag", "#a")]),
        ("/Garden weed the beds", "weed the beds", [("project", "/Garden")]),
        ("nothing special", "nothing special", []),
        ("say hi to Bob!", "say hi to Bob!", []),
        ("<b>bold</b>", "<b>bold</b>", []),
        ("tomorrow: (call Ana)!", "(call Ana)!", [("due", "tomorrow")]),
        ("call Ana, tomorrow.", "call Ana", [("due", "tomorrow")]),
    ],
)
def test_words_that_say_something(text: str, title: str, marks: list[tuple[str, str]]) -> None:
    assert read(text, NOW).title == title
    assert marked(text) == marks


def test_words_without_a_title_are_the_title() -> None:
    found = read(" tomorrow ", NOW)
    assert (found.title, found.details.arguments(), found.marks) == ("tomorrow", {}, ())


def test_words_that_say_nothing_stay_in_the_title() -> None:
    text = "write /later tomorrow"
    found = read(text, NOW, plain=[Mark("project", 6, 12)])
    assert found.title == "write /later"
    assert [mark.kind for mark in found.marks] == ["due"]
    assert found.details.project is None


@given(st.text(max_size=80))
def test_marks_lie_in_the_text_one_after_another(text: str) -> None:
    marks = read(text, NOW).marks
    places = [place for mark in marks for place in (mark.start, mark.end)]
    assert places == sorted(places)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
