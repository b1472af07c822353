"""Todoist's table (https://www.todoist.com/help/articles/format-a-csv-file-to-import-into-todoist).

It holds title, labels, description, priority, indent, date and duration; a file is one project.
"""

import re
from collections.abc import Iterator, Mapping

from src.schemas.task_values import Priority
from src.services.transfer import cells
from src.services.transfer.records import Entry, Format, TaskRecord, excerpt

COLUMNS = (
    "TYPE",
    "CONTENT",
    "DESCRIPTION",
    "PRIORITY",
    "INDENT",
    "AUTHOR",
    "RESPONSIBLE",
    "DATE",
    "DATE_LANG",
    "TIMEZONE",
    "DURATION",
    "DURATION_UNIT",
)
_PRIORITIES: dict[str, Priority] = {"1": "high", "2": "medium", "3": "low"}
_LEVELS = {level: number for number, level in _PRIORITIES.items()}
_LABEL = re.compile(r"(?:^|\s)@(\S+)")
_IS_LABEL = re.compile(r"\S+")
DEEPEST = 4


def read(text: str) -> Iterator[Entry]:
    """Yield the tasks of a file; what is indented hangs below the line before it."""
    lines = cells.table(text)
    _, header = next(lines, (0, None))
    if header is None or not {"TYPE", "CONTENT"} <= {name.strip() for name in header}:
        yield Entry(1, None, "There are no columns TYPE and CONTENT.", excerpt(text))
        return
    names = [name.strip() for name in header]
    above: dict[int, str] = {}
    for line, found in lines:
        if found is None:
            yield Entry(line, None, "This line cannot be read.")
            continue
        row = cells.named(names, found)
        kind = row.get("TYPE", "").strip()
        if kind == "task":
            yield _task(line, row, above)
        elif kind:
            told = f"A {kind[:20]} is no task, and has no place here."
            yield Entry(line, None, told, excerpt(row["CONTENT"]))


def write(record: TaskRecord, _: bool) -> str:  # noqa: FBT001 - the shape of all formats
    """Return one task as a line."""
    labels = [f"@{tag}" for tag in record.tags if _IS_LABEL.fullmatch(tag)]
    at = f" {record.due_time:%H:%M}" if record.due_time else ""
    date = f"{record.due_date}{at}" if record.due_date else ""
    minutes = record.estimate_minutes or ""
    indent = min(record.depth, DEEPEST)
    level = _LEVELS.get(record.priority, "4")
    content = " ".join([record.title, *labels])
    zone, unit = record.time_zone or "", "minute" if minutes else ""
    return cells.row(
        ["task", content, record.notes, level, indent, "", "", date, "en", zone, minutes, unit]
    )


def _task(line: int, row: Mapping[str, str], above: dict[int, str]) -> Entry:
    content = cells.plain(row["CONTENT"])
    title = _LABEL.sub("", content).strip() or content
    depth = cells.number(row.get("INDENT", "")) or 1
    above[depth] = str(line)
    given = row.get("DATE", "").strip()
    due = cells.day_and_time(given)
    unit = {"minute": 1, "day": 24 * 60}.get(row.get("DURATION_UNIT", "").strip(), 0)
    record = TaskRecord(
        title=title,
        notes=cells.plain(row.get("DESCRIPTION", "")),
        key=str(line),
        parent=above.get(depth - 1),
        due_date=due[0] if due else None,
        due_time=due[1] if due else None,
        time_zone=(row.get("TIMEZONE", "").strip() or None) if due else None,
        estimate_minutes=(cells.number(row.get("DURATION", "")) or 0) * unit or None,
        priority=_PRIORITIES.get(row.get("PRIORITY", "").strip(), "none"),
        tags=tuple(_LABEL.findall(content)) if title != content else (),
    )
    remark = f"Taken without its date “{given[:40]}”." if given and not due else None
    return Entry(line, record, remark, excerpt(title))


FORMAT = Format(
    "todoist-csv",
    "text/csv; charset=utf-8",
    "csv",
    lambda text: text.partition("\n")[0].upper().lstrip().startswith("TYPE"),
    read,
    cells.row(COLUMNS),
    write,
    "",
)
