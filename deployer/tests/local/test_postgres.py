"""A real PostgreSQL: made once, started without privilege, its data kept and guarded."""

import os
import socket
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import psutil
import psycopg
import pytest

from deployer.errors import DeployerError, UsageError
from deployer.events import ignore
from deployer.local.places import Places
from deployer.local.plan import Service
from deployer.local.postgres import Postgres, server_runs
from deployer.local.ready import is_ready
from deployer.settings import settings
from deployer.steps import Step
from deployer.tools import command, processes

pytestmark = pytest.mark.anyio


@pytest.fixture
def postgres(here: Places) -> Postgres:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return Postgres(here, probe.getsockname()[1])


def step() -> Step:
    return Step("prepare the database", ignore)


@asynccontextmanager
async def served(service: Service, here: Places) -> AsyncIterator[psutil.Process]:
    """Run the server until the body ends, and stop it with its own command."""
    process = await processes.start_child(
        service.argv, log=here.state / "log", cwd=service.cwd, env=service.env
    )
    try:
        with anyio.fail_after(60):
            while not await is_ready(service.ready):
                await anyio.sleep(0.05)
        yield psutil.Process(process.pid)
    finally:
        await command.run(service.stop, cwd=service.cwd, check=False)
        await process.wait()


def names(url: str) -> list[str]:
    with psycopg.connect(url, connect_timeout=30) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (name text)")
        rows = connection.execute("SELECT name FROM kept").fetchall()
        connection.execute("INSERT INTO kept VALUES ('Zoë')")
    return [row[0] for row in rows]


async def test_data_outlive_the_server(postgres: Postgres, here: Places) -> None:
    async with served(await postgres.prepare(step()), here):
        assert names(postgres.url) == []
    async with served(await postgres.prepare(step()), here):
        assert names(postgres.url) == ["Zoë"]


async def test_it_runs_without_privilege_and_on_loopback_only(
    postgres: Postgres, here: Places
) -> None:
    async with served(await postgres.prepare(step()), here) as server:
        if hasattr(os, "geteuid"):
            assert server.uids().effective != 0
            assert stat.S_IMODE(here.database.stat().st_mode) == 0o700
        listening = {one.laddr.ip for one in server.net_connections() if one.status == "LISTEN"}
        assert listening == {"127.0.0.1"}


async def test_a_wrong_password_is_refused(postgres: Postgres, here: Places) -> None:
    async with served(await postgres.prepare(step()), here):
        wrong = postgres.url.replace("@", "x@")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)


async def test_the_password_is_nobody_elses_to_read(postgres: Postgres, here: Places) -> None:
    service = await postgres.prepare(step())
    file = here.state / "database-password"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    password = file.read_text()
    assert password in postgres.url
    assert password not in " ".join(service.argv)
    assert not (here.database / "password").exists()


async def test_what_an_interrupted_start_left_is_not_taken_for_data(
    postgres: Postgres, here: Places
) -> None:
    half = here.database / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("1")
    async with served(await postgres.prepare(step()), here):
        assert names(postgres.url) == []


async def test_a_killed_server_does_not_keep_the_next_from_starting(
    postgres: Postgres, here: Places
) -> None:
    service = await postgres.prepare(step())
    async with served(service, here) as server:
        names(postgres.url)
        for one in [server, *server.children()]:
            one.kill()
    pid_file = here.database / "data" / "postmaster.pid"
    assert pid_file.exists()
    assert not server_runs(here.database / "data")
    # As after a restart of the machine: the number now belongs to somebody else.
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    async with served(await postgres.prepare(step()), here):
        assert names(postgres.url) == ["Zoë"]


async def test_data_of_another_version_are_refused(postgres: Postgres, here: Places) -> None:
    data = here.database / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("9\n")
    with pytest.raises(DeployerError, match="PostgreSQL 9 made them") as caught:
        await postgres.prepare(step())
    assert "PG_BIN" in caught.value.cure


async def test_a_pg_bin_without_postgres_is_refused(
    postgres: Postgres, here: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PG_BIN", str(here.state))
    settings.cache_clear()
    with pytest.raises(UsageError, match="holds no PostgreSQL"):
        await postgres.prepare(step())
