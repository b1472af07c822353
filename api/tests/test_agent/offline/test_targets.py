"""What a sentence points at."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from src.agent.offline.reading.tokens import tokenize
from src.agent.offline.targets import Focus, Matching, Named, Places, Target, read
from src.agent.offline.values.filters import Filter

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("it", Focus()),
        ("that", Focus()),
        ("this one", Focus()),
        ("that task", Focus()),
        ("the task", Focus()),
        ("them", Focus(many=True)),
        ("those", Focus(many=True)),
        ("all of them", Focus(many=True)),
        ("both", Focus(many=True)),
        ("the first one", Places((1,))),
        ("the second", Places((2,))),
        ("the last one", Places((-1,))),
        ("2", Places((2,))),
        ("#2", Places((2,))),
        ("number 3", Places((3,))),
        ("task 4", Places((4,))),
        ("1 and 3", Places((1, 3))),
        ("1, 2 and 4", Places((1, 2, 4))),
        ("the first two", Places((1, 2))),
        ("the last two", Places((-2, -1))),
        ("everything", Matching(Filter())),
        ("all my tasks", Matching(Filter())),
        ("all done tasks", Matching(Filter(state="done"))),
        ("everything for today", Matching(Filter(due="today"))),
        ("all #home tasks", Matching(Filter(tag="home"))),
        ("buy milk", Named("buy milk")),
        ("the milk one", Named("milk")),
        ("my task called buy milk", Named("buy milk")),
        ('"the second one"', Named("the second one")),
        ("milk and bread", Named("milk and bread", ("milk", "bread"))),
        ("milk, bread and jam", Named("milk, bread and jam", ("milk", "bread", "jam"))),
        ("", None),
        ("the", None),
        ("my tasks", None),
    ],
)
def test_read(text: str, target: Target | None) -> None:
    assert read(text, tokenize(text), NOW) == target
