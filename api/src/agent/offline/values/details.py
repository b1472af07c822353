"""What an instruction says besides its words: when, how urgent, under which tags."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from src.agent.offline.reading import phrases
from src.agent.offline.reading.tokens import Token, trim
from src.agent.offline.values import dates, marks, times

_BEFORE_DATE = ("due? on|by|for|until|till|to|before|from", "due", "starting", "is|are due on|by?")
_LOOSE = frozenset({"on", "by", "at", "for", "due", "and", "then", "please", "until"})


@dataclass(frozen=True, slots=True)
class Details:
    """Values found; None where nothing was said.

    A time without a day gets the coming one; `day_said` tells that the day was in the words.
    """

    due_date: date | None = None
    due_time: time | None = None
    day_said: bool = False
    priority: marks.Priority | None = None
    tags: tuple[str, ...] = ()

    def arguments(self) -> dict[str, object]:
        """As arguments of add_task: ISO dates, "HH:MM"; what was not said is left out."""
        said: dict[str, object] = {
            "due_date": self.due_date and self.due_date.isoformat(),
            "due_time": self.due_time and self.due_time.strftime("%H:%M"),
            "priority": self.priority,
            "tags": list(self.tags),
        }
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class _Day:
    """A date phrase and where it stood: only one of several can be the due date."""

    start: int
    end: int
    day: date
    introduced: bool


def extract(tokens: Sequence[Token], now: datetime) -> tuple[Details, list[Token]]:
    """Take dates, times, priorities and tags out; what is left is the title.

    Of several dates the introduced one counts ("by friday"), then the last, then the first;
    the others stay in the title. `now` is in the person's own time zone.
    """
    day = _chosen(_days(tokens, now.date()), len(tokens))
    details, rest, at = Details(), list[Token](), 0
    moment: times.Moment | None = None
    while at < len(tokens):
        # The chosen date is skipped; dates that were not chosen stay words of the title.
        if day and at == day.start:
            at = day.end
            continue
        end, details, found = _read(tokens, at, now, details)
        moment = _better(moment, found)
        if end == at:
            rest.append(tokens[at])
            end += 1
        at = end
    details = _dated(details, day.day if day else None, moment, now)
    return details, trim(rest, _LOOSE if len(rest) < len(tokens) else frozenset())


def _read(
    tokens: Sequence[Token], at: int, now: datetime, details: Details
) -> tuple[int, Details, times.Moment | None]:
    """Read one phrase at `at`; the same index back when none stands there."""
    if moment := times.match(tokens, at, now):
        return moment[0], details, moment[1]
    if tag := marks.tag(tokens, at):
        return tag[0], replace(details, tags=tuple(dict.fromkeys((*details.tags, tag[1])))), None
    if priority := marks.priority(tokens, at):
        return priority[0], replace(details, priority=priority[1]), None
    return at, details, None


def _better(known: times.Moment | None, found: times.Moment | None) -> times.Moment | None:
    """Keep the exact of two times: "tomorrow morning at 8" is at 8."""
    if known is None or found is None:
        return known or found
    # Of two times the exact one counts, and it keeps the day that the vague one named.
    kept, other = (found, known) if known.vague and not found.vague else (known, found)
    return replace(kept, day_shift=other.day_shift) if kept.day_shift is None else kept


def _dated(
    details: Details, day: date | None, moment: times.Moment | None, now: datetime
) -> Details:
    if moment is None:
        return replace(details, due_date=day, day_said=day is not None)
    said = day is not None or moment.day_shift is not None
    if day is None:
        # A time that is over today is meant for tomorrow.
        passed = moment.time <= now.time().replace(tzinfo=None)
        shift = moment.day_shift if moment.day_shift is not None else int(passed)
        day = now.date() + timedelta(days=shift)
    return replace(details, due_date=day, due_time=moment.time, day_said=said)


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
