"""Our own JSON: every field, one task a line within one array."""

import json
from collections.abc import Iterator
from dataclasses import fields

from pydantic import TypeAdapter, ValidationError

from src.services.transfer.records import Entry, Format, TaskRecord, excerpt

VERSION = 1
_RECORD = TypeAdapter(TaskRecord)
_KNOWN = {one.name for one in fields(TaskRecord)} - {"depth"}


def read(text: str) -> Iterator[Entry]:
    """Yield the tasks of a document; of a newer version what is known."""
    try:
        tasks = json.loads(text)["tasks"]
    except (ValueError, TypeError, KeyError, RecursionError):
        yield Entry(1, None, "This is no JSON document with “tasks”.", excerpt(text))
        return
    for number, one in enumerate(tasks if isinstance(tasks, list) else [], start=1):
        yield _entry(number, one)


def write(record: TaskRecord, is_first: bool) -> str:  # noqa: FBT001 - the shape of all formats
    """Return one task, with the comma that parts it from the one before."""
    kept = _RECORD.dump_json(record, exclude={"depth"}, exclude_defaults=True).decode()
    return ("" if is_first else ",\n") + kept


def _entry(number: int, one: object) -> Entry:
    if not isinstance(one, dict):
        return Entry(number, None, "This is no task.", excerpt(str(one)))
    known = {name: value for name, value in one.items() if name in _KNOWN}
    try:
        return Entry(number, _RECORD.validate_python(known), None, excerpt(str(one.get("title"))))
    except ValidationError as error:
        wrong = error.errors()[0]
        where = ".".join(map(str, wrong["loc"]))
        return Entry(number, None, f"{where}: {wrong['msg']}", excerpt(str(one.get("title"))))


FORMAT = Format(
    "json",
    "application/json",
    "json",
    lambda text: text.lstrip().startswith("{"),
    read,
    f'{{"version": {VERSION}, "tasks": [\n',
    write,
    "\n]}\n",
)
