"""Finding a conversation again by what was said in it."""

from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from src.database import Database
from src.models.account import Account
from src.models.conversation import Conversation
from src.schemas import ui_parts
from src.schemas.conversations import ConversationListed
from src.schemas.messages import MessageCreate
from src.schemas.turns import Standing
from src.services.conversation_search import LONGEST_PASSAGE, passage_of, search_conversations
from src.services.turn_store import TurnStore
from tests.test_services.turns import new_conversation

pytestmark = pytest.mark.anyio

TABLES = ("conversation", "message", "turn", "turn_event")
FILL = """
WITH people AS (INSERT INTO account (id, time_zone, created_at)
  SELECT gen_random_uuid(), 'UTC', now() FROM generate_series(1, 60) RETURNING id),
talks AS (INSERT INTO conversation (id, account_id, title, created_at, updated_at)
  SELECT gen_random_uuid(), id, 'talk', now(), now() FROM people, generate_series(1, 10)
  RETURNING id, account_id),
said AS (INSERT INTO message (id, conversation_id, text, created_at)
  SELECT gen_random_uuid(), id, 'words', now() FROM talks, generate_series(1, 5)
  RETURNING id, conversation_id),
turns AS (INSERT INTO turn (id, account_id, conversation_id, message_id, answer_id, status,
                            last_seq, cancel_asked, created_at)
  SELECT gen_random_uuid(), account_id, talks.id, said.id, gen_random_uuid(), 'complete', 5, false,
         now() FROM said JOIN talks ON talks.id = conversation_id RETURNING id)
INSERT INTO turn_event (turn_id, seq, part, created_at)
  SELECT id, seq, '{"type": "text-delta", "delta": "an answer "}', now()
  FROM turns, generate_series(1, 5) AS seq
"""


async def talk(
    database: Database, into: Conversation, said: str, *answer: str, replaces: UUID | None = None
) -> UUID:
    """Say something, and have it answered in these pieces."""
    store, message = TurnStore(database, "me"), MessageCreate(id=uuid4(), text=said)
    message.replaces = replaces
    turn_id, _ = await store.begin(into.account_id, into.id, message)
    pieces = [ui_parts.text_delta("t", piece) for piece in answer]
    parts = [ui_parts.text_start("t"), *pieces, ui_parts.text_end("t")]
    await store.append(turn_id, parts, Standing("complete", "m"))
    return message.id


async def search(
    database: Database, whose: Conversation, wanted: str, limit: int = 50
) -> list[ConversationListed]:
    """All that is found, page by page."""
    found, cursor = [], None
    async with database.session() as session:
        account = await session.get_one(Account, whose.account_id)
        for _ in range(20):
            page = await search_conversations(session, account, wanted, limit=limit, cursor=cursor)
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                return found
    pytest.fail("no last page")


@pytest.mark.parametrize(
    ("wanted", "passage"),
    [
        ("dentist", "When is the Dentist?"),
        ("TUESDAY", "On Tuesday at nine. Shall I add it?"),
        ("nine tues", "On Tuesday at nine. Shall I add it?"),
        ("shall i", "On Tuesday at nine. Shall I add it?"),
        ("100%", "I am 100% sure_ly \\ there"),
        ("sure_ly \\", "I am 100% sure_ly \\ there"),
        ("dentist tuesday", None),
        ("%", "I am 100% sure_ly \\ there"),
        ("_", "I am 100% sure_ly \\ there"),
        ("text-delta", None),
    ],
)
async def test_all_words_stand_in_one_text(
    database: Database, wanted: str, passage: str | None
) -> None:
    mine = await new_conversation(database)
    await talk(database, mine, "the first message is the title", "Good day.")
    answer = ("On Tues", "day at nine.", "\nShall I add it?")
    await talk(database, mine, "When is the Dentist?", *answer)
    await talk(database, mine, "I am 100% sure_ly \\ there", "Good.")
    found = await search(database, mine, wanted)
    texts = [one.passage.text if one.passage else None for one in found]
    assert texts == ([passage] if passage else [])


async def test_what_is_in_the_title_needs_no_passage(database: Database) -> None:
    mine = await new_conversation(database)
    await talk(database, mine, "The garden", "Yes.")
    assert [(one.title, one.passage) for one in await search(database, mine, "garden")] == [
        ("The garden", None)
    ]


async def test_blank_words_find_everything(database: Database) -> None:
    mine = await new_conversation(database)
    assert [one.id for one in await search(database, mine, "  ")] == [mine.id]


async def test_what_was_replaced_is_not_found(database: Database) -> None:
    mine = await new_conversation(database)
    await talk(database, mine, "hello", "Good day.")
    old = await talk(database, mine, "about the boat", "It floats.")
    await talk(database, mine, "about the bike", "It rolls.", replaces=old)
    assert await search(database, mine, "boat") == []
    assert await search(database, mine, "floats") == []
    assert len(await search(database, mine, "rolls")) == 1


async def test_it_is_ones_own_newest_first_and_paged(database: Database) -> None:
    mine, theirs = await new_conversation(database), await new_conversation(database)
    talks = [mine]
    async with database.session() as session:
        talks += [Conversation(account_id=mine.account_id) for _ in range(6)]
        session.add_all(talks[1:])
    for one in (theirs, *talks):
        await talk(database, one, "say", "the word")
    found = await search(database, mine, "word", limit=3)
    assert [one.id for one in found] == [one.id for one in reversed(talks)]


@pytest.fixture
async def crowd(database: Database) -> AsyncIterator[AsyncSession]:
    """Sixty people with ten conversations each."""
    async with database.session() as session:
        await session.execute(text(FILL))
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text(f"VACUUM ANALYZE {', '.join(TABLES)}"))
    async with database.session() as session:
        yield session


async def test_it_is_one_statement_and_reads_no_table_whole(
    database: Database, crowd: AsyncSession
) -> None:
    account = (await crowd.scalars(select(Account).limit(1))).one()
    seen: list[tuple[str, object]] = []
    event.listen(
        database.engine.sync_engine,
        "before_cursor_execute",
        lambda _, __, statement, values, *___: seen.append((statement, values)),
    )
    page = await search_conversations(crowd, account, "swer an", limit=3)
    assert len(page.items) == 3
    ((statement, values),) = seen
    connection = await crowd.connection()
    rows = await connection.exec_driver_sql(f"EXPLAIN {statement}", values)  # type: ignore[arg-type]  # as the driver got them
    plan = "\n".join(row[0] for row in rows)
    assert [name for name in TABLES if f"Seq Scan on {name}" in plan] == [], plan


LONG = "word " * 50 + "needle in the middle " + "more " * 50


@pytest.mark.parametrize(
    ("line", "words", "begins", "ends"),
    [
        ("short needle", ["needle"], "short", "needle"),
        (LONG, ["needle"], "… word", "more …"),
        (LONG, ["word"], "word word", "word …"),
        (LONG, ["more"], "… ", "more …"),
        ("x" * 500, ["x"], "xxx", " …"),
        ("NEEDLE\n\nand \t thread", ["needle", "thread"], "NEEDLE and thread", "thread"),
        ("of (a+b)", ["(a+b)"], "of", "(a+b)"),
        ("\u0130stanbul", ["i\u0307stanbul"], "\u0130", "l"),
    ],
)
def test_a_passage_is_one_short_line(line: str, words: list[str], begins: str, ends: str) -> None:
    passage = passage_of(line, words)
    assert passage.text.startswith(begins)
    assert passage.text.endswith(ends)
    assert len(passage.text) <= LONGEST_PASSAGE + 4
    marked = {passage.text[start:end].lower() for start, end in passage.highlights}
    assert marked <= {word.lower() for word in words}
    assert marked or "\u0130" in line
