"""Runs named jobs as early as what they need allows, several at once."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

import anyio

Job = Callable[[], Awaitable[None]]


class Graph:
    """Jobs and what each needs; a job starts when all that it needs has ended well.

    The first job that fails cancels the others, and its error reaches the caller.
    """

    def __init__(self) -> None:
        self._jobs: dict[str, tuple[Job, tuple[str, ...]]] = {}

    def add(self, name: str, job: Job, *, needs: Sequence[str] = ()) -> None:
        """Add a job.

        Args:
            name: How others name it in their needs.
            job: What to do; it keeps its own result.
            needs: Names of jobs added before it, which rules out circles.

        Raises:
            ValueError: It needs a job that was not added before.
        """
        unknown = set(needs) - self._jobs.keys()
        if unknown:
            raise ValueError(f"{name} needs {', '.join(sorted(unknown))}, which is not there")
        self._jobs[name] = (job, tuple(needs))

    async def run(self) -> None:
        """Run all jobs to their end.

        Raises:
            ExceptionGroup: What the failed job raised, as the only member.
        """
        ended = {name: anyio.Event() for name in self._jobs}
        async with anyio.create_task_group() as group:
            for name in self._jobs:
                group.start_soon(self._run_one, name, ended)

    async def _run_one(self, name: str, ended: Mapping[str, anyio.Event]) -> None:
        job, needs = self._jobs[name]
        for need in needs:
            await ended[need].wait()
        await job()
        ended[name].set()
