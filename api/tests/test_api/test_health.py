"""Probes, with the database there, away, and behind."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
import pytest
from fastapi import FastAPI

from tests.conftest import Client, rows, use_database


async def test_live_and_ready(client: Client) -> None:
    assert (await client.get("/health/live")).status_code == 200
    assert (await client.get("/health/ready")).status_code == 200
    health = (await client.get("/health")).json()
    assert health["status"] == "ok"
    assert health["assistant"] == "offline"


async def test_an_outdated_schema_is_not_ready(client: Client, database_url: str) -> None:
    rows(database_url, "UPDATE alembic_version SET version_num = '0000' RETURNING version_num")
    answer = await client.get("/health/ready")
    assert answer.status_code == 503
    assert "alembic upgrade head" in answer.json()["detail"]


async def test_old_code_serves_on_a_newer_schema(client: Client, database_url: str) -> None:
    rows(database_url, "UPDATE alembic_version SET version_num = '9999' RETURNING version_num")
    assert (await client.get("/health/ready")).status_code == 200
    assert (await client.get("/health")).json()["schema_revision"] == "9999"


@asynccontextmanager
async def running(url: str) -> AsyncIterator[tuple[FastAPI, Client]]:
    """An app and a client of it."""
    with use_database(url):
        from src.main import create_app, lifespan  # noqa: PLC0415 - after the settings are set

        app = create_app()
        transport = httpx2.ASGITransport(app=app)
        async with lifespan(app), Client(transport=transport, base_url="http://t.test") as client:
            yield app, client


@pytest.fixture
async def new_app(database_url: str) -> AsyncIterator[tuple[FastAPI, Client]]:
    async with running(database_url) as found:
        yield found


@pytest.fixture
async def homeless() -> AsyncIterator[Client]:
    """A client of an app whose database is not there."""
    async with running("postgresql://nobody@127.0.0.1:1/none") as (_, client):
        yield client


async def test_without_a_database_it_lives_and_says_what_is_wrong(homeless: Client) -> None:
    assert (await homeless.get("/health/live")).status_code == 200
    ready = await homeless.get("/health/ready")
    assert ready.status_code == 503
    assert ready.json()["detail"] == "The database does not answer."
    create = await homeless.post("/api/v1/auth/guest", json={})
    assert create.status_code == 503
    assert create.headers["retry-after"]


async def test_a_database_without_any_schema_is_not_ready(
    client: Client, database_url: str
) -> None:
    rows(database_url, "DROP TABLE alembic_version")
    answer = await client.get("/health/ready")
    assert answer.status_code == 503
    health = await client.get("/health")
    assert (health.status_code, health.json()["database"]) == (503, "outdated")
    assert health.json()["schema_revision"] is None


async def test_what_is_shutting_down_lives_and_is_not_ready(
    new_app: tuple[FastAPI, Client],
) -> None:
    app, client = new_app
    app.state.draining = True
    assert (await client.get("/health/live")).status_code == 200
    ready = await client.get("/health/ready")
    assert (ready.status_code, ready.json()["detail"]) == (503, "The backend is shutting down.")
    health = await client.get("/health")
    assert (health.status_code, health.json()["status"]) == (503, "draining")


async def test_it_heals_without_a_restart(client: Client, database_url: str) -> None:
    rows(database_url, "UPDATE alembic_version SET version_num = 'older ' || version_num")
    assert (await client.get("/health/ready")).status_code == 503
    rows(database_url, "UPDATE alembic_version SET version_num = substr(version_num, 7)")
    assert (await client.get("/health/ready")).status_code == 200
