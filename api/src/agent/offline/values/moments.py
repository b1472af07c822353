"""The day and the time that are due, from all that was said about them."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from src.agent.offline.values import recurrence, times
from src.agent.offline.values.details import Details


def better(known: times.Moment | None, found: times.Moment) -> times.Moment:
    """Of two times the exact one counts, and it keeps the day that the vague one named."""
    if known is None:
        return found
    kept, other = (found, known) if known.vague and not found.vague else (known, found)
    if other.vague:
        kept = kept.within(other)
    return replace(kept, day_shift=other.day_shift) if kept.day_shift is None else kept


def dated(found: Details, day: date | None, moment: times.Moment | None, now: datetime) -> Details:
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
