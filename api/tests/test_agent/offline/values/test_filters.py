"""Which tasks are meant, and the words that a filter does not explain."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from src.agent.offline.reading.tokens import tokenize
from src.agent.offline.values import filters

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("text", "arguments", "left"),
    [
        ("", {}, []),
        ("overdue", {"due": "overdue"}, []),
        ("past due", {"due": "overdue"}, []),
        ("due today", {"due": "today"}, []),
        ("for tonight", {"due": "today"}, []),
        ("coming up", {"due": "upcoming"}, []),
        ("without a date", {"due": "none"}, []),
        ("no due date", {"due": "none"}, []),
        ("done", {"state": "done"}, []),
        ("already done", {"state": "done"}, []),
        ("not done yet", {}, []),
        ("open", {}, []),
        ("tomorrow", {"due_from": "2026-11-25", "due_until": "2026-11-25"}, []),
        ("before friday", {"due_until": "2026-11-27"}, []),
        ("after friday", {"due_from": "2026-11-27"}, []),
        ("this week", {"due_from": "2026-11-24", "due_until": "2026-11-29"}, []),
        ("in the next 7 days", {"due_from": "2026-11-24", "due_until": "2026-12-01"}, []),
        ("next week", {"due_from": "2026-11-30", "due_until": "2026-12-06"}, []),
        ("this month", {"due_from": "2026-11-24", "due_until": "2026-11-30"}, []),
        ("#home", {"tag": "home"}, []),
        ("for #home", {"tag": "home"}, []),
        ("tagged home", {"tag": "home"}, []),
        ("high priority", {"priority": "high"}, []),
        ("important", {"priority": "high"}, []),
        ("milk", {}, ["milk"]),
        ("overdue #home milk", {"due": "overdue", "tag": "home"}, ["milk"]),
    ],
)
def test_read(text: str, arguments: dict[str, object], left: list[str]) -> None:
    found, rest = filters.read(tokenize(text), NOW)
    assert (found.arguments(), [token.low for token in rest]) == (arguments, left)


def test_a_filter_knows_whether_it_narrows() -> None:
    assert not filters.Filter().narrows
    assert filters.Filter(due="today").narrows
