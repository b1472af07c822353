"""Whether the calls that were made are the calls that a case asks for."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from src.evaluation.cases import Case

READING = frozenset(
    {
        "list_tasks",
        "get_task",
        "search_tasks",
        "agenda",
        "statistics",
        "overview",
        "list_changes",
    }
)
"""Tools that change nothing: one that a case does not ask for is a look-up, and no mistake."""
_DESTRUCTIVE = frozenset({"delete_task", "delete_project", "delete_filter"})
_DEFAULTS: Mapping[str, object] = {
    "limit": ...,
    "cursor": ...,
    "state": "open",
    "days": ...,
    "archived": True,
    "recurs_from": "due",
}
"""Arguments that say nothing; `...` stands for a figure that each tool has its own of."""
_DAYS = {"agenda": 7, "statistics": 30}
_AS_SETS = frozenset({"tags", "add_tags", "remove_tags", "clear", "tasks", "reminders"})

type Call = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the calls of a case are worth; calls as text, in one spelling, for the report."""

    exact: bool
    wrongly_destroyed: bool
    expected: tuple[str, ...]
    made: tuple[str, ...]


def judge(case: Case, made: Sequence[Call]) -> Verdict:
    """Compare the calls of the last sentence with what the case asks for, in any order.

    Look-ups are left out; titles, tags and names are compared without case, and arguments that
    say what holds anyway count for nothing.
    """
    wanted = [[_expected(call) for call in calls] for calls in case.either]
    asked = {tool for calls in wanted for tool, _ in calls}
    counted = [call for call in made if call[0] not in READING or call[0] in asked]
    found = _spelled(counted)
    choices = [_spelled(calls) for calls in wanted]
    allowed = {text for choice in choices for text in choice}
    destroyed = _spelled([call for call in counted if is_destructive(call)])
    return Verdict(
        exact=found in choices,
        wrongly_destroyed=any(text not in allowed for text in destroyed),
        expected=choices[0],
        made=found,
    )


def is_destructive(call: Call) -> bool:
    """Whether a call takes something away that a person may miss."""
    tool, arguments = call
    return tool in _DESTRUCTIVE or (tool == "change_tasks" and arguments.get("action") == "delete")


def tools_of(calls: Sequence[str]) -> str:
    """Which tools these calls are of, for the confusion report."""
    return " + ".join(sorted({text.split(" ", 1)[0] for text in calls})) or "nothing"


def _expected(call: Mapping[str, Any]) -> Call:
    """A call as a case writes it: a title, a title with arguments, or arguments."""
    ((tool, value),) = call.items()
    if isinstance(value, Mapping):
        return tool, value
    if isinstance(value, str):
        return tool, {"task": value}
    title, arguments = value
    return tool, {"task": title, **arguments}


def _spelled(calls: Sequence[Call]) -> tuple[str, ...]:
    return tuple(sorted(f"{tool} {_arguments(tool, given)}".strip() for tool, given in calls))


def _arguments(tool: str, given: Mapping[str, Any]) -> str:
    said = {
        name: _value(name, value)
        for name, value in given.items()
        if value not in (None, [], "") and not _is_default(tool, name, value)
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True) if said else ""


def _is_default(tool: str, name: str, value: object) -> bool:
    if name == "days":
        return value == _DAYS.get(tool)
    if tool == "delete_project" and name == "tasks":
        return value == "inbox"
    return _DEFAULTS.get(name, None) in (..., value) and name in _DEFAULTS


def _value(name: str, value: object) -> object:
    if isinstance(value, list):
        values = [_value("", one) for one in value]
        return sorted(values, key=str) if name in _AS_SETS else values
    if name == "recurrence":
        return _rule(str(value))
    return value.casefold().strip(" .!?") if isinstance(value, str) else value


def _rule(text: str) -> str:
    """An RRULE in one spelling: RFC 5545 gives its parts no order, nor the days in a list."""
    parts = [part.partition("=") for part in text.upper().removeprefix("RRULE:").split(";")]
    told = {name: ",".join(sorted(values.split(","))) for name, _, values in parts}
    return ";".join(f"{name}={told[name]}" for name in sorted(told))
