"""Tasks into files and out of files, and the calendar feed."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from src.models.base import now
from src.routers.dependencies import (
    AccountDep,
    ActorDep,
    DatabaseDep,
    IdempotencyKey,
    PersonDep,
    SessionDep,
)
from src.routers.responses import CONFLICT, FORBIDDEN, INVALID, NOT_FOUND, SIGNED_OUT, Responses
from src.schemas.base import StorableText
from src.schemas.transfer import FeedMade, FeedPublic, FormatName, ImportReport
from src.services import exports, feeds, idempotency, imports
from src.services.exports import State
from src.services.transfer.registry import FORMATS

LARGEST = {"/api/v1/imports": 10 * 1024 * 1024}
"""Bytes that a file may have, by path."""


def _text(example: str) -> dict[str, object]:
    return {"schema": {"type": "string", "examples": [example]}}


_CALENDAR = _text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…\r\nEND:VCALENDAR\r\n")
FILE: Responses = {
    200: {
        "description": "The file.",
        "content": {
            "application/json": {
                "schema": {"type": "object", "examples": [{"tasks": [], "…": "…"}]}
            },
            "text/csv": _text("title,due_date\r\nWater the tomatoes,2026-11-25\r\n"),
            "text/calendar": _CALENDAR,
            "text/plain": _text("(A) Water the tomatoes +garden due:2026-11-25\n"),
        },
    }
}
CALENDAR: Responses = {
    200: {
        "description": "The calendar.",
        "content": {"text/calendar": _CALENDAR},
    },
    304: {"description": "Nothing changed since."},
}
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/octet-stream": {
                "schema": {
                    "type": "string",
                    "format": "binary",
                    "examples": ["Water the tomatoes due:2026-11-25\n"],
                }
            }
        },
    }
}
router = APIRouter(prefix="/api/v1", tags=["transfer"])


@router.post(
    "/imports",
    responses={**SIGNED_OUT, **INVALID, **CONFLICT},
    openapi_extra=BODY,
)
async def import_tasks(  # noqa: PLR0913 - each is a dependency
    request: Request,
    account: AccountDep,
    session: SessionDep,
    actor: ActorDep,  # noqa: ARG001 - a token needs the scope to write
    *,
    format: FormatName | None = None,  # noqa: A002 - the name of the parameter
    dry_run: bool = False,
    skip_existing: bool = False,
    idempotency_key: IdempotencyKey = None,
) -> ImportReport:
    """Take the tasks of a file over; the report names each line that was not taken.

    Without a format the file is looked at. One undo takes the whole import back.
    """
    wish, body = imports.Wish(format, dry_run, skip_existing), await request.body()

    async def take() -> ImportReport:
        return await imports.import_tasks(session, account, body, wish)

    sent = idempotency.File(wish=wish, sha256=hashlib.sha256(body).hexdigest())
    return await idempotency.once(session, account, idempotency_key, sent, ImportReport, take)


@router.get(
    "/exports/tasks", response_class=StreamingResponse, responses={**FILE, **SIGNED_OUT, **INVALID}
)
async def export_tasks(
    account: AccountDep,
    database: DatabaseDep,
    format: Annotated[FormatName, Query()] = "json",  # noqa: A002 - the name of the parameter
    state: State = "all",
) -> StreamingResponse:
    """Return the tasks as a file; the trash is not in it."""
    kind = FORMATS[format]
    name = f"todo-{now():%Y-%m-%d}.{kind.extension}"
    return StreamingResponse(
        exports.export_tasks(database, account, kind, state),
        media_type=kind.media_type,
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


@router.get("/me/calendar-feed", responses={**SIGNED_OUT})
async def get_feed(account: PersonDep) -> FeedPublic:
    """Tell whether there is a calendar feed; its address is not shown again."""
    return FeedPublic(exists=account.feed_hash is not None)


@router.post("/me/calendar-feed", status_code=201, responses={**SIGNED_OUT, **INVALID, **CONFLICT})
async def make_feed(
    account: PersonDep, session: SessionDep, idempotency_key: IdempotencyKey = None
) -> FeedMade:
    """Make a calendar feed; one that was there before ends. Its address is in this answer only.

    With an Idempotency-Key, the same request again makes no other feed and answers 409.
    """

    async def create() -> FeedMade:
        secret = await feeds.make_feed(session, account)
        return FeedMade(path=f"/api/v1/feeds/{secret}.ics", created_at=now())

    sent = idempotency.Named(what="calendar feed", id=account.id)
    return await idempotency.shown_once(session, account, idempotency_key, sent, create)


@router.delete("/me/calendar-feed", status_code=204, responses={**SIGNED_OUT})
async def end_feed(account: PersonDep, session: SessionDep) -> None:
    """End the calendar feed; its address leads nowhere from now on."""
    await feeds.end_feed(session, account)


@router.get(
    "/feeds/{secret}.ics",
    response_class=Response,
    responses={**CALENDAR, **NOT_FOUND, **INVALID, **FORBIDDEN},
)
async def read_feed(
    secret: Annotated[StorableText, Path(examples=["Jx3…"])],
    session: SessionDep,
    if_none_match: Annotated[
        str | None, Header(description="The ETag of last time.", examples=['"5f2c"'])
    ] = None,
    *,
    events: bool = False,
) -> Response:
    """Return a calendar for whoever knows its address; with `events`, also as events."""
    account = await feeds.owner_of(session, secret)
    tag = f'"{await feeds.version_of(session, account, events=events)}"'
    headers = {"ETag": tag, "Cache-Control": "private, max-age=300"}
    if if_none_match == tag:
        return Response(status_code=304, headers=headers)
    pieces = [piece async for piece in feeds.calendar(session, account, events=events)]
    return Response(b"".join(pieces), media_type="text/calendar; charset=utf-8", headers=headers)
