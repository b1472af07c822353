"""Conversations by words of their titles, of what was said in them, and of the answers."""

import re
from collections.abc import Sequence
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, func, literal, select, true, union_all
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from src.models.account import Account
from src.models.conversation import Conversation, Message
from src.models.turn import Turn, TurnEvent
from src.schemas.base import Page
from src.schemas.conversations import ConversationListed, Passage
from src.services import cursors
from src.services.conversations import public
from src.services.patterns import containing

MOST_WORDS = 12
LONGEST_PASSAGE = 160
_BEFORE = 60
"""Characters of a passage that may stand before the first word that was found."""
_ELLIPSIS = "…"


async def search_conversations(
    session: AsyncSession,
    account: Account,
    wanted: str,
    *,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[ConversationListed]:
    """One page of the conversations in which all words stand together, newest first.

    Together means in the title, in one message, or in one answer; parts of words count. What was
    replaced is not looked at.

    Raises:
        InvalidError: The cursor is not one of this list.
    """
    words = wanted.split()[:MOST_WORDS]
    found = _first_with(words)
    query = (
        select(Conversation, found.c.text, found.c.said)
        .join(found, true())
        .where(col(Conversation.account_id) == account.id)
    )
    if cursor is not None:
        query = query.where(col(Conversation.id) < cursors.decode(cursor, UUID)[0])
    # By the index, the newest first: no more conversations are read than a page needs.
    ordered = query.order_by(col(Conversation.id).desc()).limit(limit + 1)
    rows = [(row, text, said) for row, text, said in await session.execute(ordered)]
    return Page(
        items=[_listed(row, text if said else None, words) for row, text, said in rows[:limit]],
        next_cursor=cursors.encode([rows[limit - 1][0].id]) if len(rows) > limit else None,
    )


def _first_with(words: Sequence[str]) -> FromClause:
    """The first text of a conversation that has all the words; `said` is 0 for the title."""
    titled = aliased(Conversation)
    in_sight = (
        col(Message.conversation_id) == col(Conversation.id),
        col(Message.replaced_at).is_(None),
    )
    place = cast("ColumnElement[int]", col(Message.position))
    answer = _answer()
    texts = union_all(
        select(
            cast("ColumnElement[str]", col(titled.title)).label("text"),
            literal(0).label("said"),
            literal(0).label("answer"),
        )
        .where(col(titled.id) == col(Conversation.id))
        .correlate(Conversation),
        select(col(Message.text), place, literal(0)).where(*in_sight).correlate(Conversation),
        select(answer.c.text, place, col(Turn.position))
        .join(Turn, col(Turn.message_id) == col(Message.id))
        .join(answer, true())
        .where(*in_sight)
        .correlate(Conversation),
    ).subquery()
    return (
        select(texts.c.text, texts.c.said)
        .where(*(texts.c.text.ilike(containing(word)) for word in words))
        .order_by(texts.c.said, texts.c.answer)
        .limit(1)
        .lateral()
    )


def _answer() -> FromClause:
    """The words of a turn's answer; its blocks of text stand on lines of their own."""
    kind = col(TurnEvent.part)["type"].astext
    piece = func.coalesce(col(TurnEvent.part)["delta"].astext, "\n")
    in_order = aggregate_order_by(literal(""), col(TurnEvent.seq))
    return (
        select(func.string_agg(piece, in_order).label("text"))
        .where(col(TurnEvent.turn_id) == col(Turn.id), kind.in_(["text-delta", "text-end"]))
        .lateral()
    )


def _listed(
    conversation: Conversation, text: str | None, words: Sequence[str]
) -> ConversationListed:
    shown = public(conversation).model_dump()
    return ConversationListed(**shown, passage=None if text is None else passage_of(text, words))


def passage_of(text: str, words: Sequence[str]) -> Passage:
    """The part of a text in which the first of the words stands, on one line, cut at words."""
    line = " ".join(text.split())
    pattern = re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
    hit = pattern.search(line)
    start = _word_start(line, max(0, hit.start() - _BEFORE)) if hit else 0
    cut = line[start : start + LONGEST_PASSAGE]
    if start + LONGEST_PASSAGE < len(line):
        cut = cut.rsplit(" ", 1)[0] + " " + _ELLIPSIS
    if start:
        cut = f"{_ELLIPSIS} {cut}"
    return Passage(text=cut, highlights=[found.span() for found in pattern.finditer(cut)])


def _word_start(line: str, at: int) -> int:
    """Where the next word after a place begins, if it begins soon."""
    space = line.find(" ", at, at + _BEFORE) if at else -1
    return at if space < 0 else space + 1
