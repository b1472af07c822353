"""Single terms: each form that there is, and what is told about the others."""

from typing import get_args

import pytest

from src.services.filters.errors import FilterError
from src.services.filters.lexer import Token
from src.services.filters.nodes import (
    At,
    Between,
    Day,
    Estimate,
    Has,
    HasPriority,
    InProject,
    Is,
    Named,
    Node,
    OnDay,
    Part,
    State,
    Tag,
    Text,
    When,
)
from src.services.filters.terms import read

WHEN = get_args(When.__value__)
HIGH, MEDIUM, LOW, NONE = (HasPriority(one) for one in ("high", "medium", "low", "none"))


def term(text: str) -> Token:
    return Token("term", text, 7, 7 + len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OVERDUE", Is("overdue")),
        ("recurring", Is("recurring")),
        ("tomorrow", OnDay("due", "=", Day(1))),
        ("yesterday", OnDay("due", "=", Day(-1))),
        *zip(("p1", "P2", "p3", "p4"), (HIGH, MEDIUM, LOW, NONE), strict=True),
        *zip(("priority:1", "priority:2"), (HIGH, MEDIUM), strict=True),
        *zip(("priority:3", "priority:4"), (LOW, NONE), strict=True),
        ("Priority:HIGH", HIGH),
        ("priority:medium", MEDIUM),
        ("priority:low", LOW),
        ("priority:none", NONE),
        ("#Home", Tag("home")),
        ("tag:Home", Tag("home")),
        ('tag:"Two Words"', Tag("two words")),
        ("@Inbox", InProject("Inbox")),
        ("project:INBOX", InProject(None)),
        ("project:Garden", InProject("Garden")),
        *((f"is:{one}", Is(one)) for one in get_args(State.__value__)),
        ("is:DONE", Is("done")),
        *((f"has:{one}", Has(one)) for one in get_args(Part.__value__)),
        ("has:TAGS", Has("tags")),
        ("estimate:90", Estimate("=", 90)),
        ("estimate:=90M", Estimate("=", 90)),
        ("estimate:<2h", Estimate("<", 120)),
        ("estimate:<=2d", Estimate("<=", 2880)),
        ("estimate:>0m", Estimate(">", 0)),
        ("estimate:>=99999m", Estimate(">=", 99999)),
        *((f"{when}:=3d", OnDay(when, "=", Day(3))) for when in WHEN),
        *((f"due:{named}", At("due", named)) for named in get_args(Named.__value__)),
        ("START:Week", At("start", "week")),
        ('due:"<=fri"', OnDay("due", "<=", Day("friday"))),
        ("due:>fri", OnDay("due", ">", Day("friday"))),
        ("created:-1w..today", Between("created", Day(-7), Day(0))),
        ("due://x", Text("due://x")),
        ("a1:b", Text("a1:b")),
        (":b", Text(":b")),
        ('"due:today"', Text("due:today")),
        ("todays", Text("todays")),
    ],
)
def test_what_a_term_says(text: str, expected: Node) -> None:
    assert read(term(text)) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('""', "write a text."),
        ('" "', "write a text."),
        ("#", "write a tag"),
        ('#" "', "write a tag"),
        ("tag:", "write a tag"),
        ("@", "write a project"),
        ('@" "', "write a project"),
        ("project:", "write a project"),
        ("priority:", "high, medium, low or none"),
        ("priority:5", "high, medium, low or none"),
        ("is:", "open, done, overdue, recurring, archived, deleted, subtask, parent"),
        ("has:", "notes, due, time, tags, subtasks"),
        ("estimate:", "estimate:<30m"),
        ("estimate:<", "estimate:<30m"),
        ("estimate:100000m", "estimate:<30m"),
        ("estimate:1.5h", "estimate:<30m"),
        ("estimate:=<1h", "estimate:<30m"),
        ("due:", "“” is no day. Write today, friday, 2026-12-24, +3d or 2w."),
        ("due:fri..", "“” is no day"),
        ("due:..fri", "“” is no day"),
        ("due:<soon", "“soon” is no day"),
        ('due:"<soon\nor later"', "“soon\nor later” is no day"),
        ("due:" + "x" * 31, "“" + "x" * 30 + "” is no day"),
        ("x" * 31 + ":a", "“" + "x" * 30 + ":” is not known"),
        ("wen:fri", "Known are completed, created, due, estimate, has, is, priority, project,"),
    ],
)
def test_what_is_wrong_with_a_term_is_told(text: str, told: str) -> None:
    token = term(text)
    with pytest.raises(FilterError) as refused:
        read(token)
    assert told in refused.value.detail
    assert (refused.value.start, refused.value.end) == (token.start, token.end)
