"""Conversations and their messages."""

from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse

from src.routers.dependencies import AccountDep, IdempotencyKey, PageDep, SessionDep
from src.routers.responses import CONFLICT, INVALID, NOT_FOUND, SIGNED_OUT
from src.routers.streams import STREAM_RESPONSE, AssistantDep, TurnsDep, stream, warm_assistant
from src.schemas.base import Page
from src.schemas.conversations import ConversationCreate, ConversationPublic
from src.schemas.messages import MessageCreate, MessagePublic
from src.services import conversations, idempotency, messages

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
    idempotency_key: IdempotencyKey = None,
) -> ConversationPublic:
    """Begin a conversation."""

    async def create() -> ConversationPublic:
        return await conversations.create_conversation(session, account, data)

    return await idempotency.once(
        session, account, idempotency_key, data, ConversationPublic, create
    )


@router.get("")
async def list_conversations(
    page: PageDep, account: AccountDep, session: SessionDep
) -> Page[ConversationPublic]:
    """List conversations, newest first."""
    return await conversations.list_conversations(
        session, account, limit=page.limit, cursor=page.cursor
    )


@router.get("/{conversation_id}", responses=NOT_FOUND)
async def get_conversation(
    conversation_id: UUID, account: AccountDep, session: SessionDep
) -> ConversationPublic:
    """Return one conversation."""
    found = await conversations.get_conversation(session, account.id, conversation_id)
    return conversations.public(found)


@router.delete("/{conversation_id}", status_code=204, responses=NOT_FOUND)
async def delete_conversation(
    conversation_id: UUID, account: AccountDep, session: SessionDep
) -> None:
    """Delete a conversation; the tasks made in it stay."""
    await conversations.delete_conversation(session, account, conversation_id)


@router.get("/{conversation_id}/messages", responses=NOT_FOUND)
async def list_messages(
    conversation_id: UUID, page: PageDep, account: AccountDep, session: SessionDep
) -> Page[MessagePublic]:
    """List what was said and done, oldest first."""
    return await messages.list_messages(
        session, account, conversation_id, limit=page.limit, cursor=page.cursor
    )


@router.post(
    "/{conversation_id}/messages",
    response_class=StreamingResponse,
    responses={**STREAM_RESPONSE, **NOT_FOUND, **CONFLICT},
)
async def send_message(
    conversation_id: UUID,
    data: MessageCreate,
    account: AccountDep,
    turns: TurnsDep,
    assistant: AssistantDep,
) -> StreamingResponse:
    """Send a message and read the answer; the same id sent again reads the same answer."""
    turn_id, is_new = await turns.begin(account.id, conversation_id, data)
    # The message is committed: from here on the turn does not need this request.
    if is_new:
        assistant.runner.start(turn_id)
    return stream(assistant, turn_id)
