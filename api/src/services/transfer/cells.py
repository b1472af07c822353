"""Tables as text (RFC 4180), and their dates and numbers."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes what begins so for a formula (OWASP, CSV injection)."""
LARGEST_CELL = 100_000
_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{4})?)?")


def row(values: Sequence[object]) -> str:
    """Return a line of a table; nothing in it is taken for a formula."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(
        [neutral("" if v is None else str(v)) for v in values]
    )
    return out.getvalue()


def neutral(text: str) -> str:
    """Return a cell that no spreadsheet calculates; one apostrophe more is one less when read."""
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def plain(text: str) -> str:
    """Return what `neutral` was given."""
    is_ours = text.startswith("'") and text[1:].startswith((*FORMULA, "'"))
    return text[1:] if is_ours else text


def table(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Yield the lines of a table with their numbers; None for a line that cannot be read."""
    csv.field_size_limit(LARGEST_CELL)
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    while True:
        try:
            yield reader.line_num + 1, next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, None


def named(header: Sequence[str], cells: Sequence[str]) -> Mapping[str, str]:
    """Return the cells of a line by the names of its columns; what is missing is empty."""
    padded = [*cells, *[""] * (len(header) - len(cells))]
    return dict(zip(header, padded, strict=False))


def moment(text: str) -> datetime | None:
    """Return an instant such as 2026-11-24T17:00:00+0000; None when it is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def day_and_time(text: str) -> tuple[date, time | None] | None:
    """Return a day, and a time when there is one; None when it is none."""
    found = _STAMP.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1]), time.fromisoformat(found[2]) if found[2] else None
    except ValueError:
        return None


def number(text: str) -> int | None:
    """Return a whole number, or None."""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text.strip()) else None
