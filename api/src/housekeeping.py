"""Tidies up once an hour, as long as the process runs."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator

import structlog
from sqlalchemy.exc import SQLAlchemyError

from src.database import Database
from src.services.retention import tidy_up

HOUR = 3_600.0
log = structlog.get_logger("housekeeping")


@contextlib.asynccontextmanager
async def housekeeping(database: Database) -> AsyncIterator[None]:
    """Tidy up now and then while the body runs."""
    running = asyncio.create_task(_go_on(database))
    try:
        yield
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running


async def _go_on(database: Database) -> None:
    while True:
        # Replicas that started together do not come together.
        await asyncio.sleep(HOUR * random.uniform(0.5, 1.0))  # noqa: S311 - no secret
        try:
            log.info("tidied up", rows=await tidy_up(database))
        except (SQLAlchemyError, OSError) as error:
            log.warning("tidying up failed", error=type(error).__name__)
