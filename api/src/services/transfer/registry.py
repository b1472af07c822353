"""Every format: a new one is one module and one line here."""

import codecs

from src.services.transfer import ical, ticktick_csv, todo_csv, todo_json, todo_txt, todoist_csv
from src.services.transfer.records import Format

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        ical.FORMAT,
        todo_json.FORMAT,
        todo_csv.FORMAT,
        ticktick_csv.FORMAT,
        todoist_csv.FORMAT,
        # Any text is a todo.txt: it is asked last.
        todo_txt.FORMAT,
    )
}


def detect(text: str) -> Format:
    """Return the format that a text looks like; it is not empty."""
    return next(one for one in FORMATS.values() if one.looks_so(text))


def decode(body: bytes) -> str:
    """Return the text of a file: UTF-8 or UTF-16 with their marks, or else Windows' own."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", errors="replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace")
