"""Full-text search: words and beginnings of words; similar words when these find little."""

import re
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, cast, func, literal, literal_column, select, text
from sqlalchemy.dialects.postgresql import REGCONFIG, TSQUERY, TSVECTOR
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.models.account import Account
from src.models.task import OWN_WORDS, Task
from src.schemas.search import Found, SearchResult
from src.services.similarity import likeness
from src.services.task_views import public

ENOUGH = 5
"""With fewer hits than this, similar words are looked for."""
ALIKE = 0.4
MOST_COMPARED = 10_000
MOST_WORDS = 12
_WORD = re.compile(r"[^\W_]+")
_AS_TYPED = literal("simple", REGCONFIG)
_WEIGHED = func.setweight(func.to_tsvector(_AS_TYPED, col(Task.title)), text("'A'")).concat(
    func.setweight(func.to_tsvector(_AS_TYPED, col(Task.notes)), text("'B'"))
)
_HAS_TRIGRAMS = text("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')")


async def search(
    session: AsyncSession, account: Account, wanted: str, *, limit: int = 20
) -> SearchResult:
    """Find tasks by words of title and notes; open ones first, title before notes.

    Args:
        session: The open session.
        account: Whose tasks.
        wanted: What the person typed; each word may be the beginning of one.
        limit: How many at most.
    """
    words = _WORD.findall(wanted)[:MOST_WORDS]
    if not words:
        return SearchResult(items=[], more=False)
    exact = await _with_words(session, account, words, limit + 1)
    found = [_found(task, words) for task in exact[:limit]]
    if len(found) < min(ENOUGH, limit):
        known = {one.task.id for one in found}
        alike = await _alike(session, account, " ".join(words), limit)
        similar = [Found(task=public(one), how="similar", highlights=[]) for one in alike]
        found += [one for one in similar if one.task.id not in known][: limit - len(found)]
    return SearchResult(items=found, more=len(exact) > limit)


async def _with_words(
    session: AsyncSession, account: Account, words: Sequence[str], limit: int
) -> list[Task]:
    # The index is used only when the query repeats its very expression.
    own: ColumnElement[object] = literal_column(OWN_WORDS.text, TSVECTOR)
    statement = (
        select(Task)
        .where(
            own.op("@@")(_beginnings(words, whose=f"{account.id}"[-12:] + ":")),
            col(Task.account_id) == account.id,
            col(Task.deleted_at).is_(None),
        )
        .order_by(
            col(Task.completed_at).is_not(None),
            func.ts_rank(_WEIGHED, _beginnings(words)).desc(),
            col(Task.id).desc(),
        )
        .limit(limit)
    )
    return list(await session.scalars(statement))


def _beginnings(words: Sequence[str], *, whose: str = "") -> ColumnElement[object]:
    """What asks for all of the words, each as the beginning of a word, which begins with whose."""
    texts = func.to_tsvector(_AS_TYPED, " ".join(words))  # PostgreSQL's own lower case
    lexemes = func.unnest(texts).table_valued("lexeme").render_derived()
    each = func.quote_literal(literal(whose).concat(lexemes.c.lexeme)).concat(":*")
    return select(cast(func.string_agg(each, " & "), TSQUERY)).scalar_subquery()


async def _alike(session: AsyncSession, account: Account, wanted: str, limit: int) -> list[Task]:
    mine = (col(Task.account_id) == account.id, col(Task.deleted_at).is_(None))
    if await session.scalar(_HAS_TRIGRAMS):
        alike = func.word_similarity(wanted, col(Task.title))
        query = select(Task).where(*mine, alike >= ALIKE)
        ordered = query.order_by(alike.desc(), col(Task.id).desc()).limit(limit)
        return list(await session.scalars(ordered))
    titles = select(col(Task.id), col(Task.title)).where(*mine)
    newest = await session.execute(titles.order_by(col(Task.id).desc()).limit(MOST_COMPARED))
    return await _most_alike(session, wanted, [(id_, title) for id_, title in newest], limit)


async def _most_alike(
    session: AsyncSession, wanted: str, titles: Sequence[tuple[UUID, str]], limit: int
) -> list[Task]:
    scored = [(likeness(wanted, title), id_) for id_, title in titles]
    best = sorted((one for one in scored if one[0] >= ALIKE), reverse=True)[:limit]
    places = {id_: place for place, (_, id_) in enumerate(best)}
    rows = await session.scalars(select(Task).where(col(Task.id).in_(places)))
    return sorted(rows, key=lambda task: places[task.id])


def _found(task: Task, words: Sequence[str]) -> Found:
    starts = "|".join(rf"(?<![^\W_]){re.escape(word)}" for word in words)
    spans = [found.span() for found in re.finditer(starts, task.title, re.IGNORECASE)]
    return Found(task=public(task), how="text", highlights=spans)
