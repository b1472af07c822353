"""Conversations and their messages."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import StreamingResponse

from src.routers.dependencies import (
    AccountApartDep,
    AccountDep,
    DatabaseDep,
    IdempotencyKey,
    PageDep,
    SessionDep,
    TagDep,
    with_tag,
)
from src.routers.responses import CONFLICT, INVALID, NOT_FOUND, SIGNED_OUT, STALE, Responses
from src.routers.streams import STREAM_RESPONSE, AssistantDep, TurnsDep, stream, warm_assistant
from src.schemas.base import Page, StorableText
from src.schemas.conversations import (
    ConversationCreate,
    ConversationListed,
    ConversationPublic,
    ConversationUpdate,
    ExportFormat,
)
from src.schemas.messages import MessageCreate, MessageOrder, MessagePublic
from src.services import conversation_export, conversations, idempotency, messages
from src.services.conversation_export import FORMATS
from src.services.conversation_search import search_conversations

FILE: Responses = {
    200: {
        "description": "The file.",
        "content": {
            "application/json": {
                "schema": {"type": "object", "examples": [{"conversation": {}, "messages": []}]}
            },
            "text/markdown": {"schema": {"type": "string", "examples": ["# The garden\n"]}},
        },
    }
}
SearchDep = Annotated[
    StorableText | None,
    Query(
        min_length=1,
        max_length=200,
        description="Words; those of a title, of a message or of an answer stand together.",
        examples=["tomatoes"],
    ),
]
router = APIRouter(
    prefix="/api/v1/conversations",
    tags=["conversations"],
    responses={**SIGNED_OUT, **INVALID},
    dependencies=[Depends(warm_assistant)],
)


@router.post("", status_code=201, responses=CONFLICT)
async def create_conversation(
    data: ConversationCreate,
    account: AccountDep,
    session: SessionDep,
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> ConversationPublic:
    """Begin a conversation."""

    async def create() -> ConversationPublic:
        return await conversations.create_conversation(session, account, data)

    made = await idempotency.once(
        session, account, idempotency_key, data, ConversationPublic, create
    )
    response.headers["Location"] = f"/api/v1/conversations/{made.id}"
    return with_tag(made, response)


@router.get("")
async def list_conversations(
    page: PageDep, account: AccountDep, session: SessionDep, q: SearchDep = None
) -> Page[ConversationListed]:
    """List conversations, newest first; with `q`, those in which its words stand together."""
    if q is None:
        return await conversations.list_conversations(
            session, account, limit=page.limit, cursor=page.cursor
        )
    return await search_conversations(session, account, q, limit=page.limit, cursor=page.cursor)


@router.get("/{conversation_id}", responses=NOT_FOUND)
async def get_conversation(
    conversation_id: UUID, account: AccountDep, session: SessionDep, response: Response
) -> ConversationPublic:
    """Return one conversation."""
    found = await conversations.get_conversation(session, account.id, conversation_id)
    return with_tag(conversations.public(found), response)


@router.patch("/{conversation_id}", responses={**NOT_FOUND, **STALE})
async def update_conversation(
    conversation_id: UUID,
    data: ConversationUpdate,
    account: AccountDep,
    session: SessionDep,
    tag: TagDep,
    response: Response,
) -> ConversationPublic:
    """Change the fields that are sent."""
    changed = await conversations.update_conversation(
        session, account, conversation_id, data, tag=tag
    )
    return with_tag(changed, response)


@router.delete("/{conversation_id}", status_code=204, responses={**NOT_FOUND, **STALE})
async def delete_conversation(
    conversation_id: UUID, account: AccountDep, session: SessionDep, tag: TagDep
) -> None:
    """Delete a conversation; the tasks made in it stay."""
    await conversations.delete_conversation(session, account, conversation_id, tag=tag)


@router.get(
    "/{conversation_id}/export", response_class=StreamingResponse, responses={**FILE, **NOT_FOUND}
)
async def export_conversation(
    conversation_id: UUID,
    account: AccountDep,
    session: SessionDep,
    database: DatabaseDep,
    format: ExportFormat = "markdown",  # noqa: A002 - the name of the parameter
) -> StreamingResponse:
    """Return all that was said and done, as a file."""
    found = await conversations.get_conversation(session, account.id, conversation_id)
    kind = FORMATS[format]
    name = f"conversation-{found.created_at:%Y-%m-%d}.{kind.extension}"
    return StreamingResponse(
        conversation_export.export(database, account, conversations.public(found), kind),
        media_type=kind.media_type,
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


@router.get("/{conversation_id}/messages", responses=NOT_FOUND)
async def list_messages(
    conversation_id: UUID,
    page: PageDep,
    account: AccountDep,
    session: SessionDep,
    order: Annotated[MessageOrder, Query(description="Which of them comes first.")] = "oldest",
) -> Page[MessagePublic]:
    """List what was said and done, oldest first, or from the end backwards."""
    return await messages.list_messages(
        session,
        account,
        conversation_id,
        limit=page.limit,
        cursor=page.cursor,
        newest_first=order == "newest",
    )


@router.post(
    "/{conversation_id}/messages",
    response_class=StreamingResponse,
    responses={**STREAM_RESPONSE, **NOT_FOUND, **CONFLICT},
)
async def send_message(
    conversation_id: UUID,
    data: MessageCreate,
    account: AccountApartDep,
    turns: TurnsDep,
    assistant: AssistantDep,
) -> StreamingResponse:
    """Send a message and read the answer; the same id sent again reads the same answer.

    A message that `replaces` another one is an edit: the other one and all that follows it go out
    of sight. What was done meanwhile stays done, stands in the history, and can be undone there.
    """
    turn_id, is_new = await turns.begin(account.id, conversation_id, data)
    # The message is committed: from here on the turn does not need this request.
    if is_new:
        assistant.runner.start(turn_id)
    return stream(assistant, turn_id)
