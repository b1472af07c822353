"""Several things at once, whose first error reaches the caller as itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
from anyio.abc import TaskGroup

from deployer.errors import first_of


@asynccontextmanager
async def together() -> AsyncIterator[TaskGroup]:
    """Open a task group; when a task fails, the others are cancelled.

    Raises:
        BaseException: The task's own error, one of ours first; never a group of errors.
    """
    try:
        async with anyio.create_task_group() as group:
            yield group
    except BaseExceptionGroup as error:
        raise first_of(error) from error
