"""What stands as an example beside each construct and each value is understood as it says."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from src.agent.offline import constructs, grammar, values
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import Token, tokenize
from src.agent.offline.values import (
    clauses,
    dates,
    day_names,
    day_ranges,
    durations,
    estimates,
    filters,
    hours,
    levels,
    marks,
    periods,
    project_names,
    recurrence,
    recurrence_days,
    recurrence_ends,
    recurrence_words,
    reminders,
    spans,
    spoken_times,
    times,
    zones,
)

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
TODAY = NOW.date()
WITHOUT = {"change", "chat", "drafts", "followup"}
"""Of these one is what others come to, one is whole sentences, and two need a conversation."""


def modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in iter_modules(package.__path__):
        yield import_module(f"{package.__name__}.{found.name}")


SENTENCES = [
    (module, example)
    for module in modules(constructs)
    for example in getattr(module, "EXAMPLES", ())
    if module.__name__.rpartition(".")[2] not in WITHOUT
]


def test_every_construct_shows_what_it_understands() -> None:
    named = {module.__name__.rpartition(".")[2] for module in modules(constructs)}
    assert named - WITHOUT == {module.__name__.rpartition(".")[2] for module, _ in SENTENCES}


@pytest.mark.parametrize(("module", "example"), SENTENCES, ids=[text for _, text in SENTENCES])
def test_the_sentences_of_a_construct_are_its_own(module: ModuleType, example: str) -> None:
    sentence = Sentence.read(example, NOW)
    found = [value for name, value in vars(module).items() if name.startswith("parse")]
    readers = [read for read in found if read.__module__ == module.__name__]
    own = [intent for read in readers if (intent := read(sentence))]
    assert own, "its module does not read it"
    assert grammar.parse(sentence) == own[0], "another construct takes it first"


def plain(found: object) -> object:
    """A value as the examples write it."""
    written: dict[type, Callable[[Any], object]] = {
        date: date.isoformat,
        time: lambda it: f"{it:%H:%M}",
        ZoneInfo: lambda it: it.key,
        recurrence.Rule: lambda it: it.text,
        recurrence_ends.Bounds: lambda it: dict(it.parts),
        spans.Span: lambda it: (plain(it.start), plain(it.end)),
        times.Moment: lambda it: plain(it.time),
    }
    write = written.get(type(found))
    return write(found) if write else found


def day_range(tokens: Sequence[Token]) -> tuple[int, tuple[object, object]] | None:
    found = day_ranges.match(tokens, 0, TODAY)
    return (found[0], (plain(found[1]), plain(found[2]))) if found else None


def mark(tokens: Sequence[Token]) -> tuple[int, object] | None:
    return marks.tags(tokens, 0) or marks.priority(tokens, 0)


def month_or_week(tokens: Sequence[Token]) -> tuple[int, object] | None:
    found = recurrence_words.match(tokens, 0, TODAY)
    return (found[0], found[1]) if found else None


READERS: dict[ModuleType, Any] = {
    dates: lambda tokens: dates.match(tokens, 0, TODAY),
    day_ranges: day_range,
    durations: lambda tokens: durations.match(tokens, 0),
    estimates: lambda tokens: estimates.match(tokens, 0),
    hours: lambda tokens: hours.match([Token("word", "x", 0, 0), *tokens], 1),
    marks: mark,
    periods: lambda tokens: periods.match(tokens, 0, TODAY),
    project_names: lambda tokens: project_names.match(tokens, 0),
    recurrence: lambda tokens: recurrence.match(tokens, 0, TODAY),
    recurrence_days: lambda tokens: recurrence_days.weekdays(tokens, 0),
    recurrence_ends: lambda tokens: recurrence_ends.match(tokens, 0, TODAY),
    recurrence_words: month_or_week,
    reminders: lambda tokens: reminders.match(tokens, 0),
    spans: lambda tokens: spans.match(tokens, 0, TODAY),
    spoken_times: lambda tokens: spoken_times.match(
        tokens if tokens[0].low == "at" else [*tokenize("at"), *tokens], 0
    ),
    times: lambda tokens: times.match(tokens, 0, NOW),
    zones: lambda tokens: zones.match(tokens, 0),
}
PHRASES = [(module, text, value) for module in READERS for text, value in module.EXAMPLES.items()]


def test_every_value_shows_what_it_understands() -> None:
    shown = {module for module in modules(values) if hasattr(module, "EXAMPLES")}
    assert shown == {*READERS, clauses, day_names, filters, levels}


@pytest.mark.parametrize(("module", "text", "value"), PHRASES, ids=[text for _, text, _ in PHRASES])
def test_the_phrases_of_a_value_mean_it(module: ModuleType, text: str, value: object) -> None:
    found = READERS[module](tokenize(text))
    assert found is not None
    assert plain(found[1]) == value


@pytest.mark.parametrize(("text", "value"), day_names.EXAMPLES.items())
def test_the_names_of_days(text: str, value: int | None) -> None:
    assert day_names.weekday(text) == value


@pytest.mark.parametrize(("text", "value"), levels.EXAMPLES.items())
def test_levels(text: str, value: str) -> None:
    assert levels.marked(tokenize(text))[-1].low == value


@pytest.mark.parametrize(("text", "value"), filters.EXAMPLES.items())
def test_filters(text: str, value: dict[str, object]) -> None:
    found, left = filters.read(tokenize(text), NOW)
    assert (found.arguments(), left) == (value, [])


@pytest.mark.parametrize(("text", "at"), clauses.EXAMPLES.items())
def test_clauses_begin_after_the_title(text: str, at: int) -> None:
    tokens = tokenize(text)
    found = clauses.note(tokens) or clauses.subtasks(tokens)
    assert found is not None
    assert found[0] == at
