"""One process that is kept running: started when it may, started again when it ends."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path

import anyio
import psutil
from anyio.abc import Process

from deployer.errors import DeployerError
from deployer.local.plan import Life, Running, Service
from deployer.local.ready import is_ready
from deployer.tools import command, processes
from deployer.tools.processes import ProcessId

POLL_SECONDS = 0.1
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 10.0
STEADY_SECONDS = 30.0
"""One that ran this long did not fail at its start: its next pause is the first again."""
STOP_SECONDS = 15.0
LAST_WORDS = 12


class Child:
    """Keeps one service of the plan running until it is stopped.

    Args:
        service: What to run.
        log: Gets its output.
        changed: Called whenever there is something new to report.
    """

    def __init__(self, service: Service, log: Path, changed: Callable[[], None]) -> None:
        self.service = service
        self.ready = anyio.Event()
        self._log = log
        self._changed = changed
        self._scope = anyio.CancelScope()
        self._ended = anyio.Event()
        self._process: ProcessId | None = None
        self._life = Life.STARTING
        self._restarts = 0
        self._failure = ""

    def report(self) -> Running:
        """Return how it is doing."""
        return Running(
            name=self.service.name,
            life=self._life,
            process=self._process,
            restarts=self._restarts,
            failure=self._failure,
        )

    async def keep(self, needed: Iterable[anyio.Event]) -> None:
        """Run it, again and again, until `stop` is called.

        Args:
            needed: What has to happen before its first start.
        """
        try:
            with self._scope:
                for event in needed:
                    await event.wait()
                await self._again_and_again()
        finally:
            self._ended.set()

    async def stop(self) -> None:
        """End it; returns when it is gone."""
        self._scope.cancel()
        await self._ended.wait()

    async def _again_and_again(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        while True:
            started = time.monotonic()
            await self._once()
            self._restarts += 1
            if time.monotonic() - started > STEADY_SECONDS:
                pause = FIRST_PAUSE_SECONDS
            await anyio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)

    async def _once(self) -> None:
        """Run it until it ends by itself."""
        self._tell(Life.STARTING)
        begin = self._log.stat().st_size if self._log.exists() else 0
        try:
            if self.service.before:
                await self._prepare()
            code = await self._run()
            failure = f"It ended with exit code {code}.\n{self._said_since(begin)}"
        except DeployerError as error:
            failure = str(error)
        self._failure = failure.strip()
        self._tell(Life.FAILING)

    async def _prepare(self) -> None:
        with self._log.open("a", encoding="utf-8") as log:
            await command.run(
                self.service.before,
                cwd=self.service.cwd,
                env=self.service.env,
                on_line=lambda line: print(line, file=log, flush=True),
                timeout=300,
            )

    async def _run(self) -> int:
        process = await processes.start_child(
            self.service.argv, log=self._log, cwd=self.service.cwd, env=self.service.env
        )
        self._process = ProcessId(pid=process.pid, started=_start_time(process.pid))
        try:
            async with anyio.create_task_group() as group:
                group.start_soon(self._wait_until_ready)
                code = await process.wait()
                group.cancel_scope.cancel()
            return code
        finally:
            with anyio.CancelScope(shield=True):
                await self._end(process)

    async def _wait_until_ready(self) -> None:
        while not await is_ready(self.service.ready):
            await anyio.sleep(POLL_SECONDS)
        self._failure = ""
        self.ready.set()
        self._tell(Life.RUNNING)

    async def _end(self, process: Process) -> None:
        """Ask the process to end, wait, and force it and what it started after a while."""
        identity, self._process = self._process, None
        with anyio.move_on_after(STOP_SECONDS):
            if process.returncode is None and self.service.stop:
                await command.run(self.service.stop, cwd=self.service.cwd, check=False)
            elif process.returncode is None:
                process.terminate()
            await process.wait()
        await processes.stop_tree(identity, grace=1)

    def _said_since(self, begin: int) -> str:
        with self._log.open("rb") as log:
            log.seek(begin)
            lines = log.read().decode(errors="replace").splitlines()
        return "\n".join(lines[-LAST_WORDS:])

    def _tell(self, life: Life) -> None:
        self._life = life
        self._changed()


def _start_time(pid: int) -> float:
    try:
        return psutil.Process(pid).create_time()
    except psutil.NoSuchProcess:
        return 0.0  # it has ended already
