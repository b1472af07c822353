"""Looks whether the database answers and is at the schema that this code was written for."""

from functools import cache
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from src.database import Database
from src.schemas.health import Health
from src.settings import VERSION, settings

MIGRATIONS = Path(__file__).resolve().parents[1] / "alembic"


@cache
def newest_revision() -> str | None:
    """Return the revision of the newest migration in this code."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


async def examine(database: Database) -> Health:
    """Return how the backend is; never raises for a database that is away."""
    try:
        revision = await database.revision()
    except (SQLAlchemyError, OSError):
        return _health("unreachable", None)
    return _health("ok" if revision == newest_revision() else "outdated", revision)


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
