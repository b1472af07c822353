"""Which tasks are meant: "overdue", "this week", "done", "tagged home", "in project work"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from src.agent.offline.reading import phrases
from src.agent.offline.reading.tokens import Token
from src.agent.offline.values import dates, day_ranges, marks, project_names

State = Literal["open", "done", "all", "archived", "deleted"]
Due = Literal["overdue", "today", "upcoming", "none"]

EXAMPLES: dict[str, dict[str, object]] = {
    "overdue": {"due": "overdue"},
    "in the trash": {"state": "deleted"},
    "this week": {"due_from": "2026-11-24", "due_until": "2026-11-29"},
    "in project work": {"project": "work"},
    "high priority": {"priority": "high"},
}


@dataclass(frozen=True, slots=True)
class Filter:
    """The narrowing that list_tasks understands; None or the default where nothing was said.

    `due_from` and `due_until` are both included in the span. `label` is a word that may be a tag or
    a project: the tools know. After "in" it is a project first (`in_project`).
    """

    state: State = "open"
    due: Due | None = None
    due_from: date | None = None
    due_until: date | None = None
    tag: str | None = None
    priority: marks.Priority | None = None
    query: str | None = None
    project: str | None = None
    label: str | None = None
    in_project: bool = False

    def arguments(self) -> dict[str, object]:
        """As arguments of list_tasks; what was not said is left out."""
        values = {
            "state": None if self.state == "open" else self.state,
            "due": self.due,
            "due_from": self.due_from and self.due_from.isoformat(),
            "due_until": self.due_until and self.due_until.isoformat(),
            "tag": self.tag,
            "priority": self.priority,
            "query": self.query,
            "project": self.project,
        }
        return {name: value for name, value in values.items() if value is not None}

    @property
    def narrows(self) -> bool:
        """Whether anything was said at all."""
        return self != Filter()


_STATES: tuple[tuple[str, State], ...] = (
    ("already? done|completed|finished|closed|ticked off?", "done"),
    ("open|pending|active|outstanding|unfinished|incomplete|remaining|undone", "open"),
    ("not done|completed|finished yet?", "open"),
    ("done or|and open", "all"),
    ("open or|and done", "all"),
    ("deleted|trashed", "deleted"),
    ("in|from? the|my trash|bin", "deleted"),
    ("archived", "archived"),
    ("in|from? the|my archive", "archived"),
)
_DUES: tuple[tuple[str, Due], ...] = (
    ("overdue|late", "overdue"),
    ("past due", "overdue"),
    ("behind on|with", "overdue"),
    ("upcoming", "upcoming"),
    ("coming up", "upcoming"),
    ("later", "upcoming"),
    ("without a|any? due? date|deadline", "none"),
    ("with|has|have|having? no due? date|deadline", "none"),
    ("undated|unscheduled", "none"),
    ("from|of|for|on|due? today|tonight|today's|tonight's|todays", "today"),
)


def read(tokens: Sequence[Token], now: datetime) -> tuple[Filter, list[Token]]:
    """Take the narrowing out of the tokens; what it does not explain is left."""
    found, rest, at = Filter(), list[Token](), 0
    while at < len(tokens):
        step = _read(tokens, at, now, found)
        if step is None:
            rest.append(tokens[at])
            at += 1
        else:
            at, found = step
    if found.due == "upcoming" and (found.due_from or found.due_until):
        # "what's coming up this week" asks for the week.
        found = replace(found, due=None)
    return found, rest


def _read(
    tokens: Sequence[Token], at: int, now: datetime, found: Filter
) -> tuple[int, Filter] | None:
    readers: tuple[Callable[[], tuple[int, Filter] | None], ...] = (
        # "due today" must be tried before "due" followed by any date.
        lambda: _due(tokens, at, found),
        lambda: _span(tokens, at, now.date(), found),
        lambda: _state(tokens, at, found),
        lambda: _mark(tokens, at, found),
        lambda: _project(tokens, at, found),
    )
    return next((step for read in readers if (step := read())), None)


def _state(tokens: Sequence[Token], at: int, found: Filter) -> tuple[int, Filter] | None:
    # The longest wins: "not done yet" ends with words that mean done.
    ends = [(phrases.match(pattern, tokens, at), state) for pattern, state in _STATES]
    end, state = max(ends, key=lambda pair: pair[0] or 0)
    return (end, replace(found, state=state)) if end else None


def _due(tokens: Sequence[Token], at: int, found: Filter) -> tuple[int, Filter] | None:
    for pattern, due in _DUES:
        if end := phrases.match(pattern, tokens, at):
            return end, replace(found, due=due)
    return None


def _span(
    tokens: Sequence[Token], at: int, today: date, found: Filter
) -> tuple[int, Filter] | None:
    if days := day_ranges.match(tokens, at, today):
        return days[0], replace(found, due_from=days[1], due_until=days[2])
    before = phrases.match("due? before|until|till|by", tokens, at)
    after = phrases.match("due? after|since|from", tokens, at)
    start = before or after or phrases.match("due? on|for|in|during", tokens, at)
    start = start or phrases.match("due", tokens, at) or at
    if week := day_ranges.match(tokens, start, today):
        return week[0], replace(found, due_from=week[1], due_until=week[2])
    day = dates.match(tokens, start, today) if start < len(tokens) else None
    if day is None:
        return None
    return day[0], replace(
        found,
        due_from=None if before else day[1],
        due_until=None if after else day[1],
    )


def _mark(tokens: Sequence[Token], at: int, found: Filter) -> tuple[int, Filter] | None:
    start = phrases.match("for|under|in|about", tokens, at) or at
    if start < len(tokens) and (tag := marks.tag(tokens, start)):
        return tag[0], replace(found, tag=tag[1])
    if priority := marks.priority(tokens, at):
        return priority[0], replace(found, priority=priority[1])
    if end := phrases.match("urgent|important", tokens, at):
        return end, replace(found, priority="high")
    return None


def _project(tokens: Sequence[Token], at: int, found: Filter) -> tuple[int, Filter] | None:
    if inbox := phrases.match("in|from? the|my? inbox", tokens, at):
        return inbox, replace(found, project="inbox")
    named = project_names.match(tokens, at)
    # "the garden project" needs no word before it where tasks are asked for.
    plain = phrases.match("the", tokens, at) or at
    following = tokens[plain + 1].low if plain + 1 < len(tokens) else ""
    if named is None and following == "project" and tokens[plain].kind == "word":
        named = plain + 2, tokens[plain].text
    return (named[0], replace(found, project=named[1])) if named else None


def with_query(found: Filter, text: str) -> Filter:
    """The same filter, for tasks that hold this text too."""
    return replace(found, query=text)
