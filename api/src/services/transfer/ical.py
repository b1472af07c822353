"""iCalendar to-dos (RFC 5545 section 3.6.2), read and written by the icalendar library.

What the standard has no name for is in X-TODO- properties, which other programs pass over.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from src.schemas.base import is_time_zone
from src.schemas.task_values import Priority
from src.services.transfer.records import Entry, Format, TaskRecord, excerpt

if TYPE_CHECKING:
    from icalendar import Todo

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Todo Chatbot//EN\r\n"
TAIL = "END:VCALENDAR\r\n"
_LEVELS: dict[Priority, int] = {"high": 1, "medium": 5, "low": 9, "none": 0}
_MEDIUM = 5
_TODO, _ZONE = (
    re.compile(rf"^BEGIN:{name}\s*$.*?^END:{name}\s*$\s*", re.DOTALL | re.MULTILINE | re.IGNORECASE)
    for name in ("VTODO", "VTIMEZONE")
)
_SUMMARY = re.compile(r"^SUMMARY[^:\n]*:(.*)$", re.MULTILINE)


def read(text: str) -> Iterator[Entry]:
    """Yield the to-dos of a calendar; events and the rest are passed over."""
    from icalendar import Calendar  # noqa: PLC0415 (most processes never see a calendar)

    blocks = _TODO.findall(text)
    if not blocks:
        yield Entry(1, None, "This is no iCalendar file with to-dos.", excerpt(text))
        return
    zones = "".join(_ZONE.findall(text))
    for number, block in enumerate(blocks, start=1):
        # One by one: the library gives up a whole file for one value that is wrong.
        try:
            (todo,) = Calendar.from_ical(f"{HEAD}{zones}{block}{TAIL}").todos
            yield _entry(number, todo)
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError):
            yield Entry(number, None, "This to-do cannot be read.", excerpt(_summary(block)))


def _summary(block: str) -> str:
    found = _SUMMARY.search(block)
    return found[1] if found else ""


def write(record: TaskRecord, _: bool) -> str:  # noqa: FBT001 - the shape of all formats
    """Return one task as a VTODO."""
    written: bytes = todo_of(record).to_ical()
    return written.decode()


def todo_of(record: TaskRecord) -> "Todo":
    """Return one task as a to-do of the library."""
    from icalendar import Todo, vRecur  # noqa: PLC0415 (as above)

    todo = Todo()
    todo.add("UID", record.key or record.title)
    todo.add("DTSTAMP", record.created_at or datetime(2026, 1, 1, tzinfo=UTC))
    todo.add("SUMMARY", record.title)
    todo.add("PRIORITY", _LEVELS[record.priority])
    todo.add("STATUS", "COMPLETED" if record.completed_at else "NEEDS-ACTION")
    if record.notes:
        todo.add("DESCRIPTION", record.notes)
    if record.due_date:
        todo.add("DUE", due_of(record))
    if record.start_date:
        todo.add("DTSTART", record.start_date)
    if record.recurrence:
        todo.add("RRULE", vRecur.from_ical(record.recurrence))
    if record.tags:
        todo.add("CATEGORIES", list(record.tags))
    if record.parent:
        todo.add("RELATED-TO", record.parent)
    if record.created_at:
        todo.add("CREATED", record.created_at)
    if record.completed_at:
        todo.add("COMPLETED", record.completed_at)
    _add_own(todo, record)
    return todo


def due_of(record: TaskRecord) -> date | datetime:
    """Return when a record is due: a day, or an instant in its zone."""
    if record.due_date is None:
        raise ValueError(record)
    if record.due_time is None:
        return record.due_date
    return datetime.combine(record.due_date, record.due_time, ZoneInfo(record.time_zone or "UTC"))


def _add_own(todo: "Todo", record: TaskRecord) -> None:
    from icalendar import Alarm, vDuration  # noqa: PLC0415 (as above)

    own = {
        "PROJECT": record.project,
        "ZONE": record.time_zone if record.due_time is None else None,
        "FROM": record.recurs_from,
        "ESTIMATE": record.estimate_minutes,
        "ARCHIVED": "yes" if record.archived else None,
    }
    for name, value in own.items():
        if value is not None:
            todo.add(f"X-TODO-{name}", str(value))
    for minutes in record.reminders:
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", record.title)
        alarm.add("TRIGGER", vDuration(-timedelta(minutes=minutes)), parameters={"RELATED": "END"})
        todo.add_component(alarm)


def _entry(number: int, todo: "Todo") -> Entry:
    def own(name: str) -> str | None:
        found = todo.get(f"X-TODO-{name}")
        return str(found) if found is not None else None

    day, moment = _moment(todo, "DUE")
    start, _ = _moment(todo, "DTSTART")
    rule = todo.get("RRULE")
    estimate = own("ESTIMATE")
    record = TaskRecord(
        title=str(todo.get("SUMMARY", "")),
        notes=str(todo.get("DESCRIPTION", "")),
        project=own("PROJECT"),
        key=str(todo.get("UID", "")) or None,
        parent=_parent(todo),
        due_date=day,
        due_time=moment.time().replace(second=0, microsecond=0, tzinfo=None) if moment else None,
        time_zone=_zone(moment) if moment else own("ZONE"),
        start_date=start,
        recurrence=rule.to_ical().decode() if rule and not isinstance(rule, list) else None,
        recurs_from="completion" if own("FROM") == "completion" else None,
        reminders=tuple(_reminders(todo)),
        estimate_minutes=int(estimate) if estimate and estimate.isdecimal() else None,
        priority=_priority(int(todo.get("PRIORITY", 0))),
        tags=tuple(str(tag) for tag in todo.categories),
        created_at=_instant(todo, "CREATED"),
        completed_at=_instant(todo, "COMPLETED")
        or (datetime.now(UTC) if str(todo.get("STATUS", "")) == "COMPLETED" else None),
        archived=own("ARCHIVED") == "yes",
    )
    return Entry(number, record, None, excerpt(record.title))


def _moment(todo: "Todo", name: str) -> tuple[date | None, datetime | None]:
    if name not in todo:
        return None, None
    found = todo.get(name).dt
    return (found.date(), found) if isinstance(found, datetime) else (found, None)


def _instant(todo: "Todo", name: str) -> datetime | None:
    day, moment = _moment(todo, name)
    if moment is None:
        return datetime.combine(day, datetime.min.time(), UTC) if day else None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _zone(moment: datetime) -> str | None:
    key = getattr(moment.tzinfo, "key", None) or ("UTC" if moment.tzinfo else None)
    return key if key and is_time_zone(key) else None


def _parent(todo: "Todo") -> str | None:
    found = todo.get("RELATED-TO")
    return str(found[0] if isinstance(found, list) else found) if found else None


def _reminders(todo: "Todo") -> Iterator[int]:
    for alarm in todo.walk("VALARM"):
        trigger = alarm.get("TRIGGER")
        if trigger is not None and isinstance(trigger.dt, timedelta) and trigger.dt <= timedelta():
            yield int(-trigger.dt.total_seconds() // 60)


def _priority(level: int) -> Priority:
    if level == 0:
        return "none"
    return "high" if level < _MEDIUM else "medium" if level == _MEDIUM else "low"


FORMAT = Format(
    "ical",
    "text/calendar; charset=utf-8",
    "ics",
    lambda text: text.lstrip().upper().startswith("BEGIN:VCALENDAR"),
    read,
    HEAD,
    write,
    TAIL,
)
