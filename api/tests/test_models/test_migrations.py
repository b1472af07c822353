"""Migrations: up, down, twice at once, and equal to what the models say."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from alembic.script import Script, ScriptDirectory
from sqlalchemy import DateTime, create_engine

from alembic import command
from src.models.base import Instant
from src.models.tables import TABLES
from tests.conftest import alembic_config, migrate, rows, use_database
from tests.live import PATIENCE
from tests.postgres import create_database, drop_database
from tests.test_models.filler import columns, fill

API = Path(__file__).parents[2]
REVISION = "SELECT version_num FROM alembic_version"
WAITING = "SELECT 1 FROM pg_locks WHERE locktype = '{}' AND NOT granted"
TABLE_NAMES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"


@pytest.fixture
def empty(server: str) -> Iterator[str]:
    """A database without any table."""
    yield create_database(server, "test_migrations")
    drop_database(server, "test_migrations")


def revisions() -> list[str]:
    script = ScriptDirectory.from_config(alembic_config())
    return [found.revision for found in script.walk_revisions()][::-1]


def test_there_is_one_way_from_nothing_to_the_newest() -> None:
    script = ScriptDirectory.from_config(alembic_config())
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1


def test_the_migrations_make_what_the_models_say(database_url: str) -> None:
    with use_database(database_url):
        command.check(alembic_config())


def test_every_table_is_registered_for_migrations(database_url: str) -> None:
    made = {str(name) for (name,) in rows(database_url, TABLE_NAMES)} - {"alembic_version"}
    assert made == {str(table.__tablename__) for table in TABLES}


def test_each_step_can_be_taken_back_and_taken_again(empty: str) -> None:
    for revision in revisions():
        migrate(empty, revision)
        before = rows(empty, TABLE_NAMES)
        with use_database(empty):
            command.downgrade(alembic_config(), "-1")
        migrate(empty, revision)
        assert rows(empty, TABLE_NAMES) == before


def test_the_way_down_leaves_nothing(empty: str) -> None:
    migrate(empty)
    with use_database(empty):
        command.downgrade(alembic_config(), "base")
    assert rows(empty, TABLE_NAMES) == [("alembic_version",)]
    assert rows(empty, "SELECT * FROM alembic_version") == []


def test_two_at_once_migrate_once(empty: str) -> None:
    starts = [
        subprocess.Popen(
            [sys.executable, "-m", "alembic", "upgrade", "head"],
            cwd=API,
            env={**os.environ, "DATABASE_URL": empty},
            stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]
    errors = [one.communicate(timeout=60)[1] for one in starts]
    assert [one.returncode for one in starts] == [0, 0, 0], errors
    assert rows(empty, REVISION) == [(revisions()[-1],)]


@contextmanager
def upgrading(url: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that migrates, as the job of a deployment does."""
    process = subprocess.Popen(
        [sys.executable, "-m", "alembic", "upgrade", "head"],
        cwd=API,
        env={**os.environ, "DATABASE_URL": url},
        stderr=subprocess.PIPE,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(url: str, query: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not rows(url, query):
        assert time.monotonic() < deadline, f"it did not happen: {query}"
        time.sleep(0.05)


@pytest.fixture
def held(empty: str) -> Iterator[psycopg.Connection]:
    """A transaction on a database at 0005, which keeps 0006 from altering the accounts."""
    migrate(empty, "0005")
    with psycopg.connect(empty) as holder:
        holder.execute("LOCK TABLE account IN ACCESS EXCLUSIVE MODE")
        yield holder


def test_the_second_waits_until_the_first_is_done(empty: str, held: psycopg.Connection) -> None:
    with upgrading(empty) as first:
        wait_for(empty, WAITING.format("relation"))
        with upgrading(empty) as second:
            wait_for(empty, WAITING.format("advisory"))
            assert rows(empty, REVISION) == [("0005",)]
            held.rollback()
            assert (first.wait(PATIENCE), second.wait(PATIENCE)) == (0, 0)
    assert rows(empty, REVISION) == [(revisions()[-1],)]


def test_a_killed_migration_leaves_neither_a_lock_nor_half_of_itself(
    empty: str, held: psycopg.Connection
) -> None:
    with upgrading(empty) as first:
        wait_for(empty, WAITING.format("relation"))
        first.kill()
        first.wait(PATIENCE)
    held.rollback()
    wait_for(empty, "SELECT 1 WHERE NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory')")
    assert rows(empty, REVISION) == [("0005",)]
    migrate(empty)
    assert rows(empty, REVISION) == [(revisions()[-1],)]


def test_what_both_schemas_hold_survives_the_way_down_and_up(empty: str) -> None:
    for revision in revisions():
        before = columns(empty)
        migrate(empty, revision)
        fill(empty)
        kept = contents(empty, before, revision)
        with use_database(empty):
            command.downgrade(alembic_config(), "-1")
        migrate(empty, revision)
        assert contents(empty, before, revision) == kept
        assert all(kept.values())


def contents(url: str, tables: dict[str, list[str]], revision: str) -> dict[str, object]:
    """What stands in the columns of tables, without what an older schema has no place for."""
    lost = {("0004", "task_change"): "task_id IS NOT NULL"}
    return {
        table: sorted(
            rows(
                url,
                f"SELECT {', '.join(names)} FROM {table} WHERE {lost.get((revision, table), True)}",  # noqa: S608 - names of our own
            ),
            key=repr,
        )
        for table, names in tables.items()
    }


def test_a_new_migration_needs_no_import_of_the_models(empty: str, tmp_path: Path) -> None:
    copy = shutil.copytree(API / "alembic", tmp_path / "alembic")
    config = alembic_config()
    config.set_main_option("script_location", str(copy))
    with use_database(empty):
        command.stamp(config, "head")  # no table is there, so all of them are new
        written = command.revision(config, "all anew", autogenerate=True)
    assert isinstance(written, Script)
    text = Path(written.path).read_text()
    assert "sa.DateTime(timezone=True)" in text
    assert "src." not in text


def test_instants_are_stored_as_postgresql_stores_them() -> None:
    assert isinstance(Instant(timezone=True).impl, DateTime)
    engine = create_engine("postgresql+psycopg://")
    assert str(Instant(timezone=True).compile(engine.dialect)) == "TIMESTAMP WITH TIME ZONE"


def test_the_order_of_the_feed_is_added_without_a_rewrite_of_the_table(empty: str) -> None:
    script = ScriptDirectory.from_config(alembic_config())
    migrate(empty, str(script.get_revision("0003").down_revision))
    where = "SELECT pg_relation_filenode('task_change')"
    before = rows(empty, where)
    migrate(empty, "0003")
    assert rows(empty, where) == before
