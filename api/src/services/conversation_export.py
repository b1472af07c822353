"""A whole conversation as a file, page by page."""

import json
from collections.abc import AsyncIterator, Callable
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncSession

from src.database import Database
from src.models.account import Account
from src.schemas.conversations import ConversationPublic, ExportFormat
from src.schemas.messages import MessagePublic
from src.services import conversation_markdown, messages

PAGE = 100


class Format(NamedTuple):
    """One kind of file."""

    media_type: str
    extension: str
    head: Callable[[ConversationPublic, Account], str]
    write: Callable[[MessagePublic, Account], str]
    between: str
    """Stands between two messages."""
    tail: str


async def export(
    database: Database, account: Account, conversation: ConversationPublic, kind: Format
) -> AsyncIterator[bytes]:
    """Yield a file with all that was said and done in a conversation of this account.

    It opens a session of its own, which lives as long as the file is read.
    """
    yield kind.head(conversation, account).encode()
    separator = ""
    async with database.session() as session:
        async for message in _messages(session, account, conversation):
            yield (separator + kind.write(message, account)).encode()
            separator = kind.between
    yield kind.tail.encode()


async def _messages(
    session: AsyncSession, account: Account, conversation: ConversationPublic
) -> AsyncIterator[MessagePublic]:
    cursor: str | None = None
    while True:
        page = await messages.list_messages(
            session, account, conversation.id, limit=PAGE, cursor=cursor
        )
        for message in page.items:
            yield message
        cursor = page.next_cursor
        if cursor is None:
            return


def _json_head(conversation: ConversationPublic, _: Account) -> str:
    shown = json.dumps(conversation.model_dump(mode="json"), ensure_ascii=False)
    return f'{{"conversation": {shown},\n"messages": [\n'


def _json_message(message: MessagePublic, _: Account) -> str:
    return json.dumps(message.model_dump(mode="json"), ensure_ascii=False)


FORMATS: dict[ExportFormat, Format] = {
    "markdown": Format(
        media_type="text/markdown; charset=utf-8",
        extension="md",
        head=conversation_markdown.head,
        write=conversation_markdown.written,
        between="",
        tail="",
    ),
    "json": Format(
        media_type="application/json",
        extension="json",
        head=_json_head,
        write=_json_message,
        between=",\n",
        tail="\n]}\n",
    ),
}
