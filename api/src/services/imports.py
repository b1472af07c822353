"""Takes the tasks of a file over: all that can be taken, in one transaction."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import NamedTuple, cast
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import InvalidError
from src.models.account import Account
from src.models.base import new_id, now
from src.models.project import Project
from src.models.task import Task
from src.schemas.changes import Actor
from src.schemas.tasks import TaskCreate, TaskPublic
from src.schemas.transfer import FormatName, ImportReport, Remark
from src.services import project_records
from src.services.records import Edit, note
from src.services.task_views import public
from src.services.tasks import fill
from src.services.transfer.records import Entry, Format, TaskRecord
from src.services.transfer.registry import FORMATS, decode, detect

MOST_TASKS = 20_000
MOST_REMARKS = 1_000
BATCH = 500
SHOWN = 20
_FIELDS = (
    "title",
    "notes",
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
)


class Wish(NamedTuple):
    """How an import is to be done."""

    format: FormatName | None
    """None looks at the file."""
    dry_run: bool
    skip_existing: bool


class _Ready(NamedTuple):
    """A record that can become a task."""

    entry: Entry
    record: TaskRecord
    task: Task


class Taken(NamedTuple):
    """What became of a text, and the first of its tasks."""

    report: ImportReport
    tasks: list[TaskPublic]


async def import_tasks(
    session: AsyncSession, account: Account, body: bytes, wish: Wish
) -> ImportReport:
    """Take the tasks of a file over, and tell what of it was not taken.

    Raises:
        InvalidError: The file is empty or holds too many tasks.
    """
    return (await take(session, account, decode(body), wish)).report


async def take(
    session: AsyncSession, account: Account, text: str, wish: Wish, *, actor: Actor = "import"
) -> Taken:
    """Take the tasks of a text over, and tell what of it was not taken.

    Raises:
        InvalidError: The text is empty or holds too many tasks.
    """
    if not text.strip():
        raise InvalidError("The file is empty.")
    kind: Format = FORMATS[wish.format] if wish.format else detect(text)
    remarks: list[Remark] = []
    ready = list(_prepare(account, kind.read(text), remarks))
    if len(ready) > MOST_TASKS:
        raise InvalidError(f"These are more than {MOST_TASKS:,} tasks. Import them in parts.")
    kept = await _unknown(session, account, ready) if wish.skip_existing else ready
    edit = Edit("create", actor, new_id())
    created = await _write(session, account, kept, edit, dry_run=wish.dry_run)
    report = ImportReport(
        format=cast("FormatName", kind.name),
        batch_id=edit.batch_id if kept and not wish.dry_run else None,
        taken=len(kept),
        rejected=sum(not one.taken for one in remarks),
        skipped=len(ready) - len(kept),
        projects_created=created,
        remarks=remarks[:MOST_REMARKS],
    )
    return Taken(report, [public(one.task) for one in kept[:SHOWN]])


def _prepare(account: Account, entries: Iterator[Entry], remarks: list[Remark]) -> Iterator[_Ready]:
    for entry in entries:
        reason, task = entry.remark, None
        if entry.record is not None:
            try:
                task = _task(account, entry.record)
            except (InvalidError, ValidationError) as error:
                reason = _told(error)
        if reason is not None:
            excerpt = entry.excerpt.encode(errors="replace").decode().replace("\x00", "")
            remarks.append(
                Remark(line=entry.line, taken=task is not None, reason=reason, excerpt=excerpt)
            )
        if task is not None and entry.record is not None:
            yield _Ready(entry, entry.record, task)


def _task(account: Account, record: TaskRecord) -> Task:
    """Make a task of a record, by the same rules as one that a client sends.

    Raises:
        InvalidError: The values contradict one another.
        ValidationError: A value is none of its field.
    """
    given = {name: value for name in _FIELDS if (value := asdict(record)[name])}
    if record.recurrence and not record.due_date:
        given.pop("recurrence")  # a rule without a day to begin with says nothing
    data = TaskCreate.model_validate(given)
    task = Task(account_id=account.id, title=data.title)
    fill(task, data, account)
    task.created_at = record.created_at or task.created_at
    task.completed_at = record.completed_at
    task.archived_at = now() if record.archived else None
    return task


def _told(error: InvalidError | ValidationError) -> str:
    if isinstance(error, InvalidError):
        return error.detail
    wrong = error.errors()[0]
    where = ".".join(str(part) for part in wrong["loc"])
    return f"{where}: {wrong['msg'].removeprefix('Value error, ')}"


async def _unknown(
    session: AsyncSession, account: Account, ready: Sequence[_Ready]
) -> list[_Ready]:
    """Return what is not there yet: no task of the same title, day and project."""
    query = (
        select(col(Task.title), col(Task.due_date), col(Project.name))
        .outerjoin(Project, col(Project.id) == col(Task.project_id))
        .where(col(Task.account_id) == account.id, col(Task.deleted_at).is_(None))
    )
    known: set[tuple[str, date | None, str]] = {
        (title, day, (name or "").lower())
        for title, day, name in (await session.execute(query)).all()
    }
    return [
        one
        for one in ready
        if (one.task.title, one.task.due_date, (one.record.project or "").lower()) not in known
    ]


async def _write(
    session: AsyncSession, account: Account, ready: Sequence[_Ready], edit: Edit, *, dry_run: bool
) -> list[str]:
    """Write tasks and the projects they need; return the names of new projects."""
    projects = await _projects(session, account)
    names = dict.fromkeys((one.record.project or "").strip() for one in ready)
    missing = [name for name in names if name and name.lower() not in projects]
    if dry_run:
        return missing
    for name in missing:
        if name.lower() not in projects:
            project = Project(account_id=account.id, name=name[:100])
            await project_records.record(session, project, edit, before=None)
            projects[name.lower()] = project.id
    _link(ready, projects)
    for level in _levels(ready):
        for at in range(0, len(level), BATCH):
            await _insert(session, level[at : at + BATCH], edit)
    return missing


async def _insert(session: AsyncSession, ready: Sequence[_Ready], edit: Edit) -> None:
    tasks = [one.task for one in ready]
    session.add_all(tasks)
    await session.flush()
    changes = [note(session, task, edit, before=None) for task in tasks]
    await session.flush()
    for row in (*tasks, *changes):
        session.expunge(row)


async def _projects(session: AsyncSession, account: Account) -> dict[str, UUID]:
    query = select(col(Project.name), col(Project.id)).where(
        col(Project.account_id) == account.id, col(Project.deleted_at).is_(None)
    )
    return {name.lower(): id_ for name, id_ in (await session.execute(query)).all()}


def _link(ready: Sequence[_Ready], projects: dict[str, UUID]) -> None:
    """Put each task into its project, and below the task that its parent's key names."""
    by_key = {one.record.key: one.task for one in ready if one.record.key}
    for one in ready:
        one.task.project_id = projects.get((one.record.project or "").strip().lower())
        parent = by_key.get(one.record.parent) if one.record.parent else None
        one.task.parent_id = parent.id if parent and parent is not one.task else None


def _levels(ready: Sequence[_Ready]) -> Iterator[list[_Ready]]:
    """Yield parents before their children; those of a circle stand on their own."""
    left, there = list(ready), set[UUID | None]({None})
    while left:
        level = [one for one in left if one.task.parent_id in there]
        if not level:
            for one in left:
                one.task.parent_id = None
            continue
        _follow_project(level, ready)
        yield level
        there |= {one.task.id for one in level}
        left = [one for one in left if one.task.id not in there]


def _follow_project(level: Sequence[_Ready], ready: Sequence[_Ready]) -> None:
    if all(one.task.parent_id is None for one in level):
        return
    projects = {one.task.id: one.task.project_id for one in ready}
    for one in level:
        if one.task.parent_id is not None:
            one.task.project_id = projects[one.task.parent_id]
