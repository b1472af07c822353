"""todo.txt (https://github.com/todotxt/todo.txt): one line a task.

It holds done, dates, priority, +project, @context and text; `due:`, `t:` (start) and `rec:`-like
values are the pairs that its tools agree on, others of ours keep their names.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time
from urllib.parse import quote, unquote

from src.schemas.task_values import Priority
from src.services.transfer import cells
from src.services.transfer.records import Entry, Format, TaskRecord, excerpt

_LINE = re.compile(
    r"(?P<done>x )?(?:\((?P<priority>[A-Z])\) )?"
    r"(?:(?P<first>\d{4}-\d{2}-\d{2}) )?(?:(?P<second>\d{4}-\d{2}-\d{2}) )?(?P<text>.*)"
)
_PAIR = re.compile(r"(due|t|rrule|from|est|time|tz|pri):(\S+)")
_PRIORITIES: dict[str, Priority] = {"A": "high", "B": "medium", "C": "low"}
_LETTERS = {level: letter for letter, level in _PRIORITIES.items()}


def read(text: str) -> Iterator[Entry]:
    """Yield the tasks of a file; every line that is not empty is one."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield _task(number, line.strip())


def write(record: TaskRecord, _: bool) -> str:  # noqa: FBT001 - the shape of all formats
    """Return one task as a line; the title's own signs are written so that they stay text."""
    created = f"{record.created_at:%Y-%m-%d}" if record.created_at else ""
    done = f"x {record.completed_at:%Y-%m-%d}" if record.completed_at else ""
    letter = _LETTERS.get(record.priority, "")
    parts = [
        done or (f"({letter})" if letter else ""),
        created,
        " ".join(_text(word) for word in record.title.split()),
        f"+{quote(record.project, safe='')}" if record.project else "",
        *(f"@{quote(tag, safe='')}" for tag in record.tags),
        f"due:{record.due_date}" if record.due_date else "",
        f"time:{record.due_time:%H:%M}" if record.due_time else "",
        f"tz:{record.time_zone}" if record.time_zone else "",
        f"t:{record.start_date}" if record.start_date else "",
        f"rrule:{record.recurrence}" if record.recurrence else "",
        "from:completion" if record.recurs_from == "completion" else "",
        f"est:{record.estimate_minutes}" if record.estimate_minutes else "",
        f"pri:{letter}" if letter and done else "",
    ]
    return " ".join(part for part in parts if part) + "\n"


def _text(word: str) -> str:
    """Return a word of the title that no reader takes for a sign of the format."""
    is_sign = word[0] in "+@(%" or word == "x" or _PAIR.fullmatch(word) or word[:4].isdigit()
    return f"%{ord(word[0]):02X}{word[1:]}" if is_sign and word[0].isascii() else word


def _task(number: int, line: str) -> Entry:
    found = _LINE.fullmatch(line)
    if found is None:
        return Entry(number, None, "This line cannot be read.", excerpt(line))
    words, pairs = found["text"].split(), {}
    for word in words:
        if pair := _PAIR.fullmatch(word):
            pairs[pair[1]] = pair[2]
    projects = [unquote(word[1:]) for word in words if word[0] == "+" and len(word) > 1]
    tags = [unquote(word[1:]) for word in words if word[0] == "@" and len(word) > 1]
    title = [word for word in words if word[0] not in "+@" and not _PAIR.fullmatch(word)]
    due = cells.day_and_time(f"{pairs.get('due', '')} {pairs.get('time', '')}".strip())
    start = cells.day_and_time(pairs.get("t", ""))
    first, second = _day(found["first"]), _day(found["second"])
    done = bool(found["done"])
    record = TaskRecord(
        title=" ".join(_untext(word) for word in title),
        project=projects[0] if projects else None,
        due_date=due[0] if due else None,
        due_time=due[1] if due else None,
        time_zone=pairs.get("tz"),
        start_date=start[0] if start else None,
        recurrence=pairs.get("rrule"),
        recurs_from="completion" if pairs.get("from") == "completion" else None,
        estimate_minutes=cells.number(pairs.get("est", "")),
        priority=_PRIORITIES.get(found["priority"] or pairs.get("pri", ""), "none"),
        tags=tuple(tags),
        created_at=second if done else first,
        completed_at=(first or datetime.now(UTC)) if done else None,
    )
    wrong = "due" in pairs and not due
    return Entry(number, record, "Taken without its date." if wrong else None, excerpt(line))


def _untext(word: str) -> str:
    return unquote(word[:3]) + word[3:] if re.match(r"%[0-9A-F]{2}", word) else word


def _day(text: str | None) -> datetime | None:
    found = cells.day_and_time(text) if text else None
    return datetime.combine(found[0], time(12), UTC) if found else None


FORMAT = Format(
    "todotxt",
    "text/plain; charset=utf-8",
    "txt",
    lambda text: bool(text.strip()),
    read,
    "",
    write,
    "",
)
