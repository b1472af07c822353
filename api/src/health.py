"""Looks whether the database answers and is at the schema that this code was written for."""

from functools import cache
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from src.database import Database
from src.schemas.health import Health
from src.settings import VERSION, settings

MIGRATIONS = Path(__file__).resolve().parents[1] / "alembic"


@cache
def newest_revision() -> str:
    """Return the revision of the newest migration in this code.

    Migrations are numbered, so their file names tell, without loading Alembic and what it needs.
    """
    return max(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("*_*.py"))


def serves(revision: str | None) -> bool:
    """Return whether this code can serve on a schema: its own, or a newer one.

    Migrations only add (docs/decisions/009-expand-contract.md), so that during a rolling upgrade
    the old pods go on serving after the new schema is there.
    """
    known = revision is not None and revision.isdigit()
    return known and int(revision or 0) >= int(newest_revision())


async def examine(database: Database) -> Health:
    """Return how the backend is; never raises for a database that is away."""
    try:
        revision = await database.revision()
    except (SQLAlchemyError, OSError):
        return _health("unreachable", None)
    return _health("ok" if serves(revision) else "outdated", revision)


def _health(database: str, revision: str | None) -> Health:
    return Health.model_validate(
        {
            "status": "ok" if database == "ok" else "degraded",
            "version": VERSION,
            "schema_revision": revision,
            "database": database,
            "assistant": settings().openrouter_model
            if settings().openrouter_api_key
            else "offline",
        }
    )
