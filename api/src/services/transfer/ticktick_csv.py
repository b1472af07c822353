"""TickTick's table, as its backup writes it (version 7.1: three lines, then the columns).

Its dates are instants with an offset, its priorities 0, 1, 3, 5, its status 0 open, 1 and 2 done.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from src.schemas.base import is_time_zone
from src.schemas.task_values import Priority
from src.services import dues
from src.services.transfer import cells
from src.services.transfer.records import Entry, Format, TaskRecord, excerpt

COLUMNS = (
    "Folder Name",
    "List Name",
    "Title",
    "Kind",
    "Tags",
    "Content",
    "Is Check list",
    "Start Date",
    "Due Date",
    "Reminder",
    "Repeat",
    "Priority",
    "Status",
    "Created Time",
    "Completed Time",
    "Order",
    "Timezone",
    "Is All Day",
    "Is Floating",
    "Column Name",
    "Column Order",
    "View Mode",
    "taskId",
    "parentId",
)
PREAMBLE = 'Date:,Todo Chatbot\r\nVersion: 7.1\r\n"Status: \n0 Normal\n1 Completed\n2 Archived"\r\n'
_PRIORITIES: dict[str, Priority] = {"1": "low", "3": "medium", "5": "high"}
_LEVELS = {level: number for number, level in _PRIORITIES.items()}


def read(text: str) -> Iterator[Entry]:
    """Yield the tasks of a backup."""
    header: list[str] = []
    for line, found in cells.table(text):
        if found is None:
            yield Entry(line, None, "This line cannot be read.")
        elif header:
            yield _task(line, cells.named(header, found))
        elif {"List Name", "Title"} <= set(found):
            header = found
    if not header:
        yield Entry(1, None, "There are no columns “List Name” and “Title”.", excerpt(text))


def write(record: TaskRecord, _: bool) -> str:  # noqa: FBT001 - the shape of all formats
    """Return one task as a line."""
    zone = record.time_zone or "UTC"
    status = "2" if record.archived else "1" if record.completed_at else "0"
    values: dict[str, str] = dict.fromkeys(COLUMNS, "") | {
        "List Name": record.project or "Inbox",
        "Title": record.title,
        "Kind": "TEXT",
        "Tags": ", ".join(tag for tag in record.tags if "," not in tag),
        "Content": record.notes,
        "Is Check list": "N",
        "Start Date": _stamp(record.start_date, None, zone),
        "Due Date": _stamp(record.due_date, record.due_time, zone),
        "Repeat": f"RRULE:{record.recurrence}" if record.recurrence else "",
        "Priority": _LEVELS.get(record.priority, "0"),
        "Status": status,
        "Created Time": _moment(record.created_at),
        "Completed Time": _moment(record.completed_at),
        "Order": "0",
        "Timezone": zone,
        "Is All Day": "false" if record.due_time else "true",
        "Is Floating": "false",
        "View Mode": "list",
        "taskId": record.key or "",
        "parentId": record.parent or "",
    }
    return cells.row(list(values.values()))


def _task(line: int, row: Mapping[str, str]) -> Entry:
    zone = row.get("Timezone", "").strip()
    zone = zone if is_time_zone(zone) else "UTC"
    due, start = _local(row.get("Due Date", ""), zone), _local(row.get("Start Date", ""), zone)
    is_timed = row.get("Is All Day", "").strip().lower() == "false"
    given = row.get("Due Date", "").strip()
    status, tags = row.get("Status", "").strip(), cells.plain(row.get("Tags", ""))
    finished = cells.moment(row.get("Completed Time", "").strip())
    record = TaskRecord(
        title=cells.plain(row.get("Title", "")),
        notes=cells.plain(row.get("Content", "")),
        project=_project(cells.plain(row.get("List Name", ""))),
        key=row.get("taskId", "").strip() or None,
        parent=row.get("parentId", "").strip() or None,
        due_date=due.date() if due else None,
        due_time=due.time().replace(second=0, microsecond=0) if due and is_timed else None,
        time_zone=zone if due else None,
        start_date=start.date() if start and start != due else None,
        recurrence=row.get("Repeat", "").strip().removeprefix("RRULE:") or None,
        priority=_PRIORITIES.get(row.get("Priority", "").strip(), "none"),
        tags=tuple(one.strip() for one in tags.split(",") if one.strip()),
        created_at=cells.moment(row.get("Created Time", "").strip()),
        completed_at=finished or (datetime.now(UTC) if status == "1" else None),
        archived=status == "2",
    )
    remark = f"Taken without its date “{given[:40]}”." if given and not due else None
    return Entry(line, record, remark, excerpt(record.title))


def _project(name: str) -> str | None:
    return None if name.strip() in {"", "Inbox"} else name.strip()


def _local(text: str, zone: str) -> datetime | None:
    found = cells.moment(text.strip())
    return found.astimezone(ZoneInfo(zone)) if found else None


def _stamp(day: date | None, at: time | None, zone: str) -> str:
    return _moment(dues.instant(day, at or time(), zone)) if day else ""


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S+0000}" if moment else ""


FORMAT = Format(
    "ticktick-csv",
    "text/csv; charset=utf-8",
    "csv",
    lambda text: '"List Name"' in text[:2_000] or ",List Name," in text[:2_000],
    read,
    PREAMBLE + cells.row(COLUMNS),
    write,
    "",
)
