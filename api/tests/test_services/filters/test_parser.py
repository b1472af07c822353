"""Reading filters: what people type, what is wrong with it, and where."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from src.services.filters.errors import FilterError
from src.services.filters.lexer import Token
from src.services.filters.nodes import (
    And,
    At,
    Between,
    Day,
    Estimate,
    Has,
    HasPriority,
    InProject,
    Is,
    Node,
    Not,
    OnDay,
    Or,
    Tag,
    Text,
)
from src.services.filters.parser import MOST_TERMS, parse
from tests.test_services.filters.drawing import NODES

TODAY = OnDay("due", "=", Day(0))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("milk", Text("milk")),
        ("due:today", TODAY),
        ("today", TODAY),
        ("Today", TODAY),
        ("#Home", Tag("home")),
        ('#"two words"', Tag("two words")),
        ("@Garden", InProject("Garden")),
        ('project:"Garden work"', InProject("Garden work")),
        ("project:inbox", InProject(None)),
        ("priority:high", HasPriority("high")),
        ("p1", HasPriority("high")),
        ("overdue", Is("overdue")),
        ("is:done", Is("done")),
        ("has:notes", Has("notes")),
        ("due:none", At("due", "none")),
        ("due:next-week", At("due", "next-week")),
        ("due:fri", OnDay("due", "=", Day("friday"))),
        ("due:<2026-12-01", OnDay("due", "<", Day(date(2026, 12, 1)))),
        ("due:>=+3d", OnDay("due", ">=", Day(3))),
        ("due:<2w", OnDay("due", "<", Day(14))),
        (
            "due:2026-12-01..2026-12-24",
            Between("due", Day(date(2026, 12, 1)), Day(date(2026, 12, 24))),
        ),
        ("estimate:<30m", Estimate("<", 30)),
        ("estimate:>=2h", Estimate(">=", 120)),
        ("-#work", Not(Tag("work"))),
        ("not milk", Not(Text("milk"))),
        ("--milk", Not(Not(Text("milk")))),
        ("a b", And((Text("a"), Text("b")))),
        ("a or b c", Or((Text("a"), And((Text("b"), Text("c")))))),
        ("a | b", Or((Text("a"), Text("b")))),
        ("(a or b) c", And((Or((Text("a"), Text("b"))), Text("c")))),
        ('"or"', Text("or")),
        ('"say \\"hi\\""', Text('say "hi"')),
        ("https://example.com", Text("https://example.com")),
        ("a - b", And((Text("a"), Text("-"), Text("b")))),
        (
            "due:today priority:high #home -#work overdue text",
            And(
                (
                    TODAY,
                    HasPriority("high"),
                    Tag("home"),
                    Not(Tag("work")),
                    Is("overdue"),
                    Text("text"),
                )
            ),
        ),
    ],
)
def test_what_people_type(text: str, expected: Node) -> None:
    assert parse(text).node == expected


@pytest.mark.parametrize("text", ["-" * 19 + "a", "(" * 19 + "a" + ")" * 19])
def test_what_is_nested_twenty_deep_is_read(text: str) -> None:
    assert parse(text).node


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_is_every_task(text: str) -> None:
    assert parse(text).node is None


@pytest.mark.parametrize(
    ("text", "start", "end", "told"),
    [
        ("due:someday", 0, 11, "is no day"),
        ("milk due:2026-02-30", 5, 19, "is no day"),
        ("prio:high", 0, 9, "is not known"),
        ("priority:urgent", 0, 15, "high, medium, low or none"),
        ("is:late", 0, 7, "open, done"),
        ("has:wings", 0, 9, "notes, due"),
        ("estimate:long", 0, 13, "estimate:<30m"),
        ("(milk", 0, 1, "not closed"),
        ("milk)", 4, 5, "closes nothing"),
        ("milk or", 7, 7, "missing"),
        ("or milk", 0, 2, "missing"),
        ("()", 1, 2, "missing"),
        ('a "milk', 2, 7, "quote"),
        ("#", 0, 1, "name is missing"),
        ("(" * 30 + "a" + ")" * 30, 20, 21, "too many brackets"),
        ("-" * 20 + "a", 20, 21, "too many brackets"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, start: int, end: int, told: str) -> None:
    with pytest.raises(FilterError) as refused:
        parse(text)
    assert (refused.value.start, refused.value.end) == (start, end)
    assert told in refused.value.detail
    assert refused.value.extra["errors"] == [
        {"pointer": "filter", "detail": refused.value.detail, "start": start, "end": end}
    ]


def test_there_is_a_limit_of_terms() -> None:
    assert MOST_TERMS == 50
    assert parse("a " * MOST_TERMS).node
    with pytest.raises(FilterError):
        parse("a " * (MOST_TERMS + 1))


@settings(max_examples=1_000, deadline=None)
@given(NODES)
def test_what_a_filter_writes_of_itself_reads_as_the_same(node: Node) -> None:
    written = str(node)
    read = parse(written).node
    assert str(read) == written


@settings(max_examples=1_500, deadline=None)
@given(st.text(max_size=80) | st.text('()|-"#@:<>=. dueprioty:today', max_size=80))
def test_any_text_is_a_filter_or_says_what_is_wrong_and_where(text: str) -> None:
    terms, wrong = _read(text)
    assert wrong is None or 0 <= wrong.start <= wrong.end <= len(text)
    assert all(text[token.start : token.end] == token.text for token in terms)


def _read(text: str) -> tuple[list[Token], FilterError | None]:
    try:
        return [token for token, _ in parse(text).terms], None
    except FilterError as error:
        return [], error
