"""Reads one term of a filter: a word, `#tag`, `@project` or `name:value`."""

import re
from collections.abc import Callable
from typing import get_args

from src.schemas.task_values import Priority, clean_tag
from src.services.filters import days
from src.services.filters.errors import FilterError
from src.services.filters.lexer import Token, unquoted
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
    Sign,
    State,
    Tag,
    Text,
    When,
)

_SIGN = re.compile(r"(<=|>=|<|>|=)?(.*)", re.DOTALL)
_DURATION = re.compile(r"(\d{1,5})(m|h|d)?")
_MINUTES = {"m": 1, "h": 60, "d": 24 * 60, None: 1}
_PRIORITIES: dict[str, Priority] = {
    "high": "high",
    "medium": "medium",
    "low": "low",
    "none": "none",
    "1": "high",
    "2": "medium",
    "3": "low",
    "4": "none",
}
_WORDS: dict[str, Node] = {
    "overdue": Is("overdue"),
    "recurring": Is("recurring"),
    "today": OnDay("due", "=", Day(0)),
    "tomorrow": OnDay("due", "=", Day(1)),
    "yesterday": OnDay("due", "=", Day(-1)),
    "p1": HasPriority("high"),
    "p2": HasPriority("medium"),
    "p3": HasPriority("low"),
    "p4": HasPriority("none"),
}


def read(token: Token) -> Node:
    """Return what a term says.

    Raises:
        FilterError: Its name is unknown or its value makes no sense.
    """
    text = token.text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if text[0] == "#":
        return Tag(_named(token, clean_tag(unquoted(text[1:])), "tag, such as #home"))
    if text[0] == "@":
        return InProject(_named(token, unquoted(text[1:]), "project, such as @Garden"))
    name, colon, value = text.partition(":")
    if not colon or not name.isalpha() or value.startswith("//"):
        return Text(_named(token, unquoted(text), "text"))
    reader = _READERS.get(name.lower())
    if reader is None:
        known = ", ".join(sorted(_READERS))
        raise _wrong(token, f"“{name[:30]}:” is not known. Known are {known}.")
    return reader(token, name.lower(), unquoted(value))


def _named(token: Token, text: str, example: str) -> str:
    if not text.strip():
        raise _wrong(token, f"Here a name is missing: write a {example}.")
    return text


def _priority(token: Token, _: str, value: str) -> Node:
    level = _PRIORITIES.get(value.lower())
    if level is None:
        raise _wrong(token, "A priority is high, medium, low or none.")
    return HasPriority(level)


def _project(token: Token, _: str, value: str) -> Node:
    return InProject(None if value.lower() == "inbox" else _named(token, value, "project"))


def _tag(token: Token, _: str, value: str) -> Node:
    return Tag(_named(token, clean_tag(value), "tag"))


def _is(token: Token, _: str, value: str) -> Node:
    for state in get_args(State.__value__):
        if state == value.lower():
            return Is(state)
    raise _wrong(token, f"After “is:” comes {', '.join(get_args(State.__value__))}.")


def _has(token: Token, _: str, value: str) -> Node:
    for part in get_args(Part.__value__):
        if part == value.lower():
            return Has(part)
    raise _wrong(token, f"After “has:” comes {', '.join(get_args(Part.__value__))}.")


def _estimate(token: Token, _: str, value: str) -> Node:
    sign, rest = _signed(value)
    length = _DURATION.fullmatch(rest.lower())
    if length is None:
        raise _wrong(token, "An estimate is compared like estimate:<30m or estimate:>=2h.")
    return Estimate(sign, int(length[1]) * _MINUTES[length[2]])


def _when(token: Token, name: str, value: str) -> Node:
    when: When = next(one for one in get_args(When.__value__) if one == name)
    for named in get_args(Named.__value__):
        if named == value.lower():
            return At(when, named)
    first, dots, last = value.partition("..")
    if dots:
        return Between(when, _day(token, first), _day(token, last))
    sign, rest = _signed(value)
    return OnDay(when, sign, _day(token, rest))


def _day(token: Token, text: str) -> Day:
    found = days.read(text)
    if found is None:
        raise _wrong(token, f"“{text[:30]}” is no day. Write {days.EXAMPLES}.")
    return found


def _signed(value: str) -> tuple[Sign, str]:
    found = _SIGN.fullmatch(value)
    sign, rest = found.groups() if found else (None, value)
    return next((one for one in get_args(Sign.__value__) if one == sign), "="), rest


def _wrong(token: Token, detail: str) -> FilterError:
    return FilterError(detail, token.start, token.end)


_READERS: dict[str, Callable[[Token, str, str], Node]] = {
    "priority": _priority,
    "project": _project,
    "tag": _tag,
    "is": _is,
    "has": _has,
    "estimate": _estimate,
    "due": _when,
    "start": _when,
    "created": _when,
    "completed": _when,
}
