"""Runs the plan: starts, restarts and ends the services, and keeps the door open."""

import signal
from pathlib import Path

import anyio
from anyio.abc import TaskGroup

from deployer.door.server import serve
from deployer.door.upstream import Upstream
from deployer.local.child import Child
from deployer.local.places import Places
from deployer.local.plan import (
    BACKEND,
    FRONTEND,
    Plan,
    Report,
    Service,
    read_plan,
    write,
)
from deployer.posix import told_to_end
from deployer.tools import processes

POLL_SECONDS = 0.2
LARGEST_LOG = 5 * 2**20


class Supervisor:
    """Keeps what runs equal to what the plan file says.

    Args:
        places: Where plan, report and logs are.
        plan: The plan to begin with.
    """

    def __init__(self, places: Places, plan: Plan) -> None:
        self._places = places
        self._plan = plan
        self._children: dict[str, Child] = {}
        self._me = processes.this_process()
        self._end = anyio.Event()

    async def run(self) -> None:
        """Run until the plan says to end, or a signal does."""
        frontend = Upstream(FRONTEND, self._plan.frontend)
        backend = Upstream(BACKEND, self._plan.backend)
        async with (
            serve(self._plan.port, frontend, backend),
            anyio.create_task_group() as group,
        ):
            group.start_soon(self._listen_to_signals)
            group.start_soon(self._follow_plan, group)
            await self._end.wait()
            await self._stop(tuple(self._children))
            group.cancel_scope.cancel()

    async def _follow_plan(self, group: TaskGroup) -> None:
        """Look at the file rather than wait for a signal: that works on every platform."""
        await self._carry_out(self._plan, group)
        while True:
            await anyio.sleep(POLL_SECONDS)
            wanted = read_plan(self._places.plan)
            if wanted is None or wanted == self._plan:
                continue
            if wanted.end:
                self._end.set()
                return
            await self._carry_out(wanted, group)

    async def _carry_out(self, plan: Plan, group: TaskGroup) -> None:
        wanted = {service.name: service for service in plan.services}
        await self._stop(
            [name for name, child in self._children.items() if child.service != wanted.get(name)]
        )
        self._plan = plan
        for service in plan.services:
            if service.name not in self._children:
                self._start(service, group)
        self._report()

    def _start(self, service: Service, group: TaskGroup) -> None:
        log = self._places.log(service.name)
        log.parent.mkdir(exist_ok=True)
        _rotate(log)
        child = Child(service, log, self._report)
        needed = [self._children[name].ready for name in service.needs if name in self._children]
        self._children[service.name] = child
        group.start_soon(child.keep, needed)

    async def _stop(self, names: tuple[str, ...] | list[str]) -> None:
        # In the opposite order of starting: nobody loses what it still needs.
        for name in reversed(names):
            await self._children.pop(name).stop()

    def _report(self) -> None:
        services = tuple(child.report() for child in self._children.values())
        report = Report(supervisor=self._me, plan=self._plan.digest, services=services)
        write(self._places.report, report)

    async def _listen_to_signals(self) -> None:
        # On Windows none comes: there the plan's `end` is the only way to ask.
        await told_to_end(signal.SIGTERM, signal.SIGINT)
        self._end.set()


def _rotate(log: Path) -> None:
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".old.log"))
