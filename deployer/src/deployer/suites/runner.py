"""Runs suites, two at a time, and says of each how it ended."""

import os
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import anyio

from deployer.events import Events
from deployer.frozen import Frozen
from deployer.settings import settings
from deployer.steps import step
from deployer.suites.registry import Suite
from deployer.tools import command

FOCUS = 60
"""Lines of a failed suite that are shown; all of them are kept."""


class Outcome(Frozen):
    """How one suite ended."""

    name: str
    passed: bool
    seconds: float
    output: str

    @property
    def shown(self) -> str:
        """The last lines of what it wrote, and where all of it is kept."""
        lines = self.output.splitlines()
        if len(lines) <= FOCUS:
            return self.output
        return "\n".join([f"(all {len(lines)} lines: {_log_of(self.name)})", *lines[-FOCUS:]])


class Runner:
    """Runs suites; what needs another waits for it, and is failed when that one failed.

    Args:
        events: Who listens.
        env: Added to each suite's environment.
        at_once: How many run side by side; the processors by default.
    """

    def __init__(self, events: Events, env: dict[str, str], *, at_once: int | None = None) -> None:
        self._events = events
        self._env = env
        self._slots = anyio.CapacityLimiter(at_once or os.cpu_count() or 1)
        self._ended: dict[str, anyio.Event] = {}
        self._outcomes: dict[str, Outcome] = {}

    async def run(self, suites: Sequence[Suite]) -> tuple[Outcome, ...]:
        """Run all suites to their end, whatever becomes of each, in the order given."""
        self._ended = {suite.name: anyio.Event() for suite in suites}
        async with anyio.create_task_group() as group:
            for suite in suites:
                group.start_soon(self._run_one, suite)
        return tuple(self._outcomes[suite.name] for suite in suites)

    async def _run_one(self, suite: Suite) -> None:
        await self._wait_for(suite.needs)
        failed = [name for name in suite.needs if name in self._outcomes and self._failed(name)]
        if failed:
            outcome = Outcome(
                name=suite.name, passed=False, seconds=0, output=f"needs {', '.join(failed)}"
            )
        else:
            async with self._slots:
                outcome = await self._start(suite)
        self._outcomes[suite.name] = outcome
        self._ended[suite.name].set()

    async def _wait_for(self, needs: Iterable[str]) -> None:
        for name in needs:
            if name in self._ended:
                await self._ended[name].wait()

    def _failed(self, name: str) -> bool:
        return not self._outcomes[name].passed

    async def _start(self, suite: Suite) -> Outcome:
        started = time.monotonic()
        try:
            with step(suite.name, self._events) as running:
                ended = await command.run(
                    suite.argv,
                    cwd=suite.folder,
                    env={**self._env, **suite.env},
                    timeout=suite.minutes * 60,
                    on_line=running.progress,
                )
                running.done(_last_line(ended.stdout))
        except command.CommandFailedError as error:
            said = error.completed
            return _outcome(suite, started, said.stdout + said.stderr, passed=False)
        except command.CommandTimeoutError as error:
            said = error.completed
            output = f"{said.stdout}{said.stderr}\n{error.what}"
            return _outcome(suite, started, output, passed=False)
        return _outcome(suite, started, ended.stdout, passed=True)


def _outcome(suite: Suite, started: float, output: str, *, passed: bool) -> Outcome:
    seconds = time.monotonic() - started
    if not passed:
        # At once: the other suites may go on for a long time.
        _log_of(suite.name).write_text(output, encoding="utf-8")
    return Outcome(name=suite.name, passed=passed, seconds=seconds, output=output)


def _log_of(name: str) -> Path:
    return settings().folder("suites") / f"{name.replace(' ', '-')}.log"


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip() if lines else ""
