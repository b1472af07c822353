"""How a filter writes itself: in one way, whatever a person typed."""

from datetime import date

import pytest

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
    quoted,
    walk,
)

A, B, C = Text("a"), Text("b"), Text("c")


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (Text("milk"), "milk"),
        (Text("two words"), '"two words"'),
        (Tag("home"), "#home"),
        (Tag("two words"), '#"two words"'),
        (InProject("Garden"), "@Garden"),
        (InProject("two words"), '@"two words"'),
        (InProject("inbox"), "@inbox"),
        (InProject(None), "project:inbox"),
        (HasPriority("high"), "priority:high"),
        (Is("done"), "is:done"),
        (Has("notes"), "has:notes"),
        (Estimate("=", 30), "estimate:30m"),
        (Estimate("<=", 90), "estimate:<=90m"),
        (OnDay("due", "=", Day(0)), "due:+0d"),
        (OnDay("due", "<", Day(-3)), "due:<-3d"),
        (OnDay("start", ">=", Day("friday")), "start:>=friday"),
        (Between("created", Day(date(2026, 1, 2)), Day(3)), "created:2026-01-02..+3d"),
        (At("completed", "next-week"), "completed:next-week"),
        (Not(A), "-a"),
        (Not(Not(A)), "--a"),
        (Not(And((A, B))), "-(a b)"),
        (Not(Or((A, B))), "-(a or b)"),
        (And((A, Not(B), Or((B, C)))), "a -b (b or c)"),
        (And((A, And((B, C)))), "a (b c)"),
        (Or((A, And((B, C)))), "a or b c"),
        (Or((A, Or((B, C)))), "a or (b or c)"),
    ],
)
def test_a_node_writes_itself(node: Node, expected: str) -> None:
    assert str(node) == expected


@pytest.mark.parametrize("text", ["a", "9", "a-b", "50%", "1.5", "it's", "§5", "a/b", "Ärger"])
def test_what_means_itself_stands_without_quotes(text: str) -> None:
    assert quoted(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", '""'),
        ("-a", '"-a"'),
        ("a b", '"a b"'),
        ("a:b", '"a:b"'),
        ("#a", '"#a"'),
        ("a|b", '"a|b"'),
        ("(a", '"(a"'),
        ('"', r'"\""'),
        ("\\", r'"\\"'),
        (r"\"", r'"\\\""'),
        *((word, f'"{word}"') for word in ("or", "NOT", "and", "Overdue", "recurring")),
        *((word, f'"{word}"') for word in ("today", "tomorrow", "yesterday")),
    ],
)
def test_what_would_mean_something_else_is_quoted(text: str, expected: str) -> None:
    assert quoted(text) == expected


def test_all_nodes_in_a_node_are_met_from_the_outside_in() -> None:
    negated, any_of = Not(B), Or((A, C))
    node = And((A, negated, any_of))
    assert list(walk(node)) == [node, A, negated, B, any_of, A, C]
