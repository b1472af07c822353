"""What an instruction says besides its words: when, how often, how urgent, where, under which tags."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from src.agent.offline.reading import phrases
from src.agent.offline.reading.tokens import Token, trim
from src.agent.offline.values import (
    dates,
    estimates,
    marks,
    project_names,
    recurrence,
    reminders,
    spans,
    times,
)

_BEFORE_DATE = (
    "due? on|by|for|until|till|to|before|from",
    "due",
    "is|are due on|by?",
    "no later than",
    "deadline is? :? on?",
)
_LOOSE = frozenset({"on", "by", "at", "for", "due", "and", "then", "please", "until"})


@dataclass(frozen=True, slots=True)
class Details:
    """Values found; None or empty where nothing was said.

    A time without a day gets the coming one, a recurrence its first day; `day_said` tells that the
    day was in the words. `project` is a name that nobody has looked up yet.
    """

    due_date: date | None = None
    due_time: time | None = None
    day_said: bool = False
    start_date: date | None = None
    rule: recurrence.Rule | None = None
    reminders: tuple[int, ...] = ()
    estimate_minutes: int | None = None
    priority: marks.Priority | None = None
    tags: tuple[str, ...] = ()
    project: str | None = None
    notes: str = ""
    subtasks: tuple[str, ...] = ()

    def arguments(self) -> dict[str, object]:
        """As arguments of add_task: ISO dates, "HH:MM"; what was not said is left out."""
        said: dict[str, object] = {
            "notes": self.notes,
            "due_date": self.due_date and self.due_date.isoformat(),
            "due_time": self.due_time and self.due_time.strftime("%H:%M"),
            "start_date": self.start_date and self.start_date.isoformat(),
            "priority": self.priority,
            "tags": list(self.tags),
            "project": self.project,
            "recurrence": self.rule and self.rule.text,
            "recurs_from": "completion" if self.rule and self.rule.from_completion else None,
            "reminders": list(self.reminders),
            "estimate_minutes": self.estimate_minutes,
            "subtasks": list(self.subtasks),
        }
        return {name: value for name, value in said.items() if value}


def extract(tokens: Sequence[Token], now: datetime) -> tuple[Details, list[Token]]:
    """Take all that is not title out; what is left is the title.

    Of several dates the introduced one counts ("by friday"), then the last, then the first;
    the others stay in the title. `now` is in the person's own time zone.
    """
    details, kept = _marked(tokens, now.date())
    day = _chosen(_days(kept, now.date()), len(kept))
    rest, at = list[Token](), 0
    moment: times.Moment | None = None
    while at < len(kept):
        # The chosen date is skipped; dates that were not chosen stay words of the title.
        if day and at == day.start:
            at = day.end
        elif found := times.match(kept, at, now):
            moment = _better(moment, found[1])
            at = found[0]
        else:
            rest.append(kept[at])
            at += 1
    rest = _without_empty(rest)
    if length := None if details.estimate_minutes else estimates.at_end(trim(rest)):
        rest, details = trim(rest)[: length[0]], replace(details, estimate_minutes=length[1])
    loose = _LOOSE if len(rest) < len(tokens) else frozenset[str]()
    return _dated(details, day.day if day else None, moment, now), trim(rest, loose)


def _without_empty(tokens: list[Token]) -> list[Token]:
    """Drop brackets whose matter was taken out: "buy socks (high priority)"."""
    found: list[Token] = []
    for token in tokens:
        if token.low == ")" and found and found[-1].low == "(":
            found.pop()
        else:
            found.append(token)
    return found


def _marked(tokens: Sequence[Token], today: date) -> tuple[Details, list[Token]]:
    """Take out what says by itself what it is; dates and times have to be weighed together."""
    details, rest, at = Details(), list[Token](), 0
    while at < len(tokens):
        step = _read(tokens, at, today, details)
        if step is None:
            rest.append(tokens[at])
            at += 1
        else:
            at, details = step
    return details, rest


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


def _better(known: times.Moment | None, found: times.Moment) -> times.Moment:
    """Of two times the exact one counts, and it keeps the day that the vague one named."""
    if known is None:
        return found
    kept, other = (found, known) if known.vague and not found.vague else (known, found)
    if other.vague:
        kept = kept.within(other.time)
    return replace(kept, day_shift=other.day_shift) if kept.day_shift is None else kept


def _dated(found: Details, day: date | None, moment: times.Moment | None, now: datetime) -> Details:
    """Settle the day and the time from all that was said about them."""
    if moment is None and found.rule and found.rule.at:
        moment = times.Moment(found.rule.at)
    day = day or found.due_date
    said = day is not None or (moment is not None and moment.day_shift is not None)
    if found.rule and (not said or (day and found.rule.names_days)):
        begun = replace(found, start_date=found.start_date or day)
        return _repeated(begun, found.rule, moment, now)
    if moment is None:
        return replace(found, due_date=day, day_said=said)
    if day is None:
        day = _coming(moment, now)
    elsewhere = datetime.combine(day, moment.time, moment.zone or now.tzinfo)
    then = elsewhere.astimezone(now.tzinfo)
    return replace(found, due_date=then.date(), due_time=then.time(), day_said=said)


def _coming(moment: times.Moment, now: datetime) -> date:
    if moment.day_shift is not None:
        return now.date() + timedelta(days=moment.day_shift)
    # A time that is over today is meant for tomorrow.
    today = datetime.combine(now.date(), moment.time, moment.zone or now.tzinfo)
    return now.date() + timedelta(days=int(today <= now))


def _repeated(
    found: Details, rule: recurrence.Rule, moment: times.Moment | None, now: datetime
) -> Details:
    """The first day of a recurrence is its due date; "starting monday" says since when."""
    since = rule.since or found.start_date or (_coming(moment, now) if moment else now.date())
    clock = moment.time if moment else None
    return replace(found, due_date=rule.first(since), due_time=clock, start_date=None)


@dataclass(frozen=True, slots=True)
class _Day:
    """A date phrase and where it stood: only one of several can be the due date."""

    start: int
    end: int
    day: date
    introduced: bool


def _days(tokens: Sequence[Token], today: date) -> list[_Day]:
    found: list[_Day] = []
    at = 0
    while at < len(tokens):
        start = phrases.first(_BEFORE_DATE, tokens, at) or at
        read = dates.match(tokens, start, today) if start < len(tokens) else None
        if read:
            found.append(_Day(at, read[0], read[1], introduced=start > at))
        at = read[0] if read else at + 1
    return found


def _chosen(days: list[_Day], length: int) -> _Day | None:
    def rank(day: _Day) -> tuple[bool, bool, bool]:
        return day.introduced, day.end == length, day.start == 0

    return max(days, key=rank, default=None)
