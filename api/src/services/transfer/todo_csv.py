"""Our own table: every field of a task, so that a round trip loses nothing."""

from collections.abc import Iterator, Mapping

from src.schemas.task_values import Priority
from src.services.transfer import cells
from src.services.transfer.records import Entry, Format, TaskRecord, excerpt

LEVELS: tuple[Priority, ...] = ("high", "medium", "low")
COLUMNS = (
    "key",
    "parent",
    "title",
    "notes",
    "project",
    "due_date",
    "due_time",
    "time_zone",
    "start_date",
    "recurrence",
    "recurs_from",
    "reminders",
    "estimate_minutes",
    "priority",
    "tags",
    "created_at",
    "completed_at",
    "archived",
)


def read(text: str) -> Iterator[Entry]:
    """Yield the tasks of a table; columns may be missing and in any order."""
    lines = cells.table(text)
    _, header = next(lines, (0, None))
    if header is None or "title" not in header:
        yield Entry(1, None, "There is no column “title”.", excerpt(text))
        return
    for line, found in lines:
        if found is None or len(found) > len(header):
            yield Entry(line, None, "The cells do not fit the columns.")
        elif any(found):
            row = {name: cells.plain(value) for name, value in cells.named(header, found).items()}
            yield _entry(line, row)


def write(record: TaskRecord, _: bool) -> str:  # noqa: FBT001 - the shape of all formats
    """Return one task as a line."""
    values: dict[str, object] = {name: getattr(record, name) for name in COLUMNS}
    values["due_time"] = f"{record.due_time:%H:%M}" if record.due_time else ""
    values["reminders"] = " ".join(map(str, record.reminders))
    # Tags may hold spaces: one a line within the cell.
    values["tags"] = "\n".join(record.tags)
    for name in ("created_at", "completed_at"):
        moment = getattr(record, name)
        values[name] = moment.isoformat() if moment else ""
    values["archived"] = "yes" if record.archived else ""
    return cells.row(list(values.values()))


def _entry(line: int, row: Mapping[str, str]) -> Entry:
    def cell(name: str) -> str:
        return row.get(name, "")

    due = cells.day_and_time(f"{cell('due_date')} {cell('due_time')}".strip())
    start = cells.day_and_time(cell("start_date"))
    wrong = [
        name
        for name, given, found in (
            ("due_date", cell("due_date"), due),
            ("start_date", cell("start_date"), start),
        )
        if given and not found
    ]
    record = TaskRecord(
        title=cell("title"),
        notes=cell("notes"),
        project=cell("project") or None,
        key=cell("key") or None,
        parent=cell("parent") or None,
        due_date=due[0] if due else None,
        due_time=due[1] if due else None,
        time_zone=cell("time_zone") or None,
        start_date=start[0] if start else None,
        recurrence=cell("recurrence") or None,
        recurs_from="completion" if cell("recurs_from") == "completion" else None,
        reminders=tuple(
            int(one) for one in cell("reminders").split() if cells.number(one) is not None
        ),
        estimate_minutes=cells.number(cell("estimate_minutes")),
        priority=next(
            (one for one in ("high", "medium", "low") if one == cell("priority")), "none"
        ),
        tags=tuple(tag for tag in cell("tags").split("\n") if tag),
        created_at=cells.moment(cell("created_at")),
        completed_at=cells.moment(cell("completed_at")),
        archived=cell("archived") == "yes",
    )
    remark = f"Not understood: {', '.join(wrong)}." if wrong else None
    return Entry(line, record, remark, excerpt(record.title))


FORMAT = Format(
    "todo-csv",
    "text/csv; charset=utf-8",
    "csv",
    lambda text: text.partition("\n")[0].strip().startswith(",".join(COLUMNS[:3])),
    read,
    cells.row(COLUMNS),
    write,
    "",
)
