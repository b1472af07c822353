"""Files as other programs write them."""

from datetime import UTC, date, datetime, time

from src.services.transfer.records import TaskRecord
from src.services.transfer.registry import FORMATS

TODOIST = """TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE
section,Errands,,,,,,,,
task,Buy milk @home @shop,two litres,1,1,Ada (1),,2026-11-25 17:00,en,Europe/Berlin
task,Oat milk,,4,2,Ada (1),,every monday,en,Europe/Berlin
,,,,,,,,,
note,A comment,,,,,,,,
"""
TICKTICK = """"Date: 2026-11-24+0000"
"Version: 7.1"
"Status:
0 Normal
1 Completed
2 Archived"
"Folder Name","List Name","Title","Tags","Content","Start Date","Due Date","Repeat","Priority",\
"Status","Completed Time","Timezone","Is All Day","taskId","parentId"
"Home","Garden","Plant a tree","green, big","dig first","2026-11-24T23:00:00+0000",\
"2026-11-24T23:00:00+0000","FREQ=WEEKLY;INTERVAL=1","5","0","","Europe/Berlin","true","1",""
"","Inbox","Call mum","","","","","","0","1","2026-11-21T10:00:00+0000","Europe/Berlin",,"2","1"
"""
TODO_TXT = """x 2026-11-24 2026-11-20 Call mum +Family @phone pri:A
(B) 2026-11-21 Buy milk @shop due:2026-11-25 t:2026-11-24
Just a line with http://example.com/x:y
"""
ICAL = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Other//EN
BEGIN:VEVENT
UID:e
SUMMARY:An event
DTSTART:20261124T090000Z
END:VEVENT
BEGIN:VTODO
UID:t
SUMMARY:Buy milk\\, now
DUE;TZID=Europe/Berlin:20261125T170000
PRIORITY:2
CATEGORIES:home,shop
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT15M
END:VALARM
END:VTODO
BEGIN:VTODO
UID:broken
SUMMARY:Broken
DUE:someday
END:VTODO
END:VCALENDAR
"""


def taken(name: str, text: str) -> list[TaskRecord]:
    return [entry.record for entry in FORMATS[name].read(text) if entry.record]


def test_todoist() -> None:
    entries = list(FORMATS["todoist-csv"].read(TODOIST))
    first, second = taken("todoist-csv", TODOIST)
    assert (first.title, first.tags, first.notes) == ("Buy milk", ("home", "shop"), "two litres")
    assert (first.priority, first.due_date, first.due_time) == (
        "high",
        date(2026, 11, 25),
        time(17),
    )
    assert (second.title, second.parent, second.due_date) == ("Oat milk", first.key, None)
    remarks = [(entry.line, entry.remark) for entry in entries if entry.remark]
    assert remarks == [
        (2, "A section is no task, and has no place here."),
        (4, "Taken without its date “every monday”."),
        (6, "A note is no task, and has no place here."),
    ]


def test_ticktick() -> None:
    first, second = taken("ticktick-csv", TICKTICK)
    assert (first.title, first.project, first.tags) == ("Plant a tree", "Garden", ("green", "big"))
    # Midnight in Berlin, said in UTC.
    assert (first.due_date, first.due_time, first.start_date) == (date(2026, 11, 25), None, None)
    assert (first.priority, first.recurrence) == ("high", "FREQ=WEEKLY;INTERVAL=1")
    assert (second.project, second.parent) == (None, first.key)
    assert second.completed_at == datetime(2026, 11, 21, 10, tzinfo=UTC)


def test_todo_txt() -> None:
    done, milk, line = taken("todotxt", TODO_TXT)
    assert (done.title, done.project, done.tags, done.priority) == (
        "Call mum",
        "Family",
        ("phone",),
        "high",
    )
    assert done.completed_at is not None
    assert (milk.priority, milk.due_date, milk.start_date) == (
        "medium",
        date(2026, 11, 25),
        date(2026, 11, 24),
    )
    assert line.title == "Just a line with http://example.com/x:y"


def test_icalendar() -> None:
    (milk,) = [one for one in taken("ical", ICAL) if one.title != "Broken"]
    assert (milk.title, milk.priority, milk.tags) == ("Buy milk, now", "high", ("home", "shop"))
    assert (milk.due_date, milk.due_time) == (date(2026, 11, 25), time(17))
    assert (milk.time_zone, milk.reminders) == ("Europe/Berlin", (15,))
