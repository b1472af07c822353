"""Takes out of a sentence what is not title: days, times, tags, projects and the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from src.agent.offline.reading.tokens import Token, trim
from src.agent.offline.values import (
    due_days,
    estimates,
    marks,
    moments,
    project_names,
    recurrence,
    reminders,
    spans,
    times,
)
from src.agent.offline.values.details import Details
from src.schemas.task_drafts import MarkKind

_FIELDS: tuple[tuple[MarkKind, str], ...] = (
    ("reminder", "reminders"),
    ("recurrence", "rule"),
    ("start", "start_date"),
    ("due", "due_date"),
    ("tag", "tags"),
    ("priority", "priority"),
    ("project", "project"),
    ("estimate", "estimate_minutes"),
)
_LOOSE = frozenset({"on", "by", "at", "for", "due", "and", "then", "please", "until"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that say a value; `start` and `end` index the text."""

    kind: MarkKind
    start: int
    end: int


def extract(tokens: Sequence[Token], now: datetime) -> tuple[Details, list[Token]]:
    """Take all that is not title out; what is left is the title.

    Of several dates the introduced one counts ("by friday"), then the last, then the first;
    the others stay in the title. `now` is in the person's own time zone.
    """
    details, title, _ = extract_marked(tokens, now)
    return details, title


def extract_marked(
    tokens: Sequence[Token], now: datetime
) -> tuple[Details, list[Token], list[Mark]]:
    """Do what `extract` does, and tell which words said what, in the order of the text."""
    details, kept, said = _marked(tokens, now.date())
    day = due_days.chosen(due_days.find(kept, now.date()), len(kept))
    rest, at = list[Token](), 0
    moment: times.Moment | None = None
    while at < len(kept):
        # The chosen date is skipped; dates that were not chosen stay words of the title.
        if day and at == day.start:
            said.append(_mark("due", kept[at : day.end]))
            at = day.end
        elif found := times.match(kept, at, now):
            moment = moments.better(moment, found[1])
            said.append(_mark("due", kept[at : found[0]]))
            at = found[0]
        else:
            rest.append(kept[at])
            at += 1
    rest = _without_empty(rest)
    if length := None if details.estimate_minutes else estimates.at_end(trim(rest)):
        said.append(_mark("estimate", trim(rest)[length[0] :]))
        rest, details = trim(rest)[: length[0]], replace(details, estimate_minutes=length[1])
    loose = _LOOSE if len(rest) < len(tokens) else frozenset[str]()
    dated = moments.dated(details, day.day if day else None, moment, now)
    return dated, trim(rest, loose), sorted(said, key=lambda mark: mark.start)


def _mark(kind: MarkKind, tokens: Sequence[Token]) -> Mark:
    words = trim(tokens) or tokens
    return Mark(kind, words[0].start, words[-1].end)


def _without_empty(tokens: list[Token]) -> list[Token]:
    """Drop brackets whose matter was taken out: "buy socks (high priority)"."""
    found: list[Token] = []
    for token in tokens:
        if token.low == ")" and found and found[-1].low == "(":
            found.pop()
        else:
            found.append(token)
    return found


def _marked(tokens: Sequence[Token], today: date) -> tuple[Details, list[Token], list[Mark]]:
    """Take out what says by itself what it is; dates and times have to be weighed together."""
    details, rest, said, at = Details(), list[Token](), list[Mark](), 0
    while at < len(tokens):
        step = _read(tokens, at, today, details)
        if step is None:
            rest.append(tokens[at])
            at += 1
        else:
            said.append(_mark(_kind(details, step[1]), tokens[at : step[0]]))
            at, details = step
    return details, rest, said


def _kind(before: Details, after: Details) -> MarkKind:
    """What was just read: the first value that it changed; only tags can be said twice."""
    changed = (kind for kind, name in _FIELDS if getattr(before, name) != getattr(after, name))
    return next(changed, "tag")


def _read(
    tokens: Sequence[Token], at: int, today: date, known: Details
) -> tuple[int, Details] | None:
    """Read one phrase at `at`; None when none stands there."""
    return (
        _read_when(tokens, at, today, known)
        or _read_marks(tokens, at, known)
        or _read_length(tokens, at, known)
    )


def _read_when(
    tokens: Sequence[Token], at: int, today: date, known: Details
) -> tuple[int, Details] | None:
    if minutes := reminders.match(tokens, at):
        return minutes[0], replace(known, reminders=(*known.reminders, *minutes[1]))
    if rule := recurrence.match(tokens, at, today):
        return rule[0], replace(known, rule=rule[1])
    if span := spans.match(tokens, at, today):
        end = span[1].end or known.due_date
        return span[0], replace(known, start_date=span[1].start, due_date=end)
    return None


def _read_marks(tokens: Sequence[Token], at: int, known: Details) -> tuple[int, Details] | None:
    if tags := marks.tags(tokens, at):
        return tags[0], replace(known, tags=tuple(dict.fromkeys((*known.tags, *tags[1]))))
    if priority := marks.priority(tokens, at):
        return priority[0], replace(known, priority=priority[1])
    if project := project_names.match(tokens, at):
        return project[0], replace(known, project=project[1])
    return None


def _read_length(tokens: Sequence[Token], at: int, known: Details) -> tuple[int, Details] | None:
    length = estimates.match(tokens, at)
    return (length[0], replace(known, estimate_minutes=length[1])) if length else None
