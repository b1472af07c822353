"""Local mode: brings the app up as processes of this machine, and takes it away again."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
from filelock import AsyncFileLock

from deployer.door import port as ports
from deployer.door.answers import does_answer
from deployer.events import Events
from deployer.local import remembered, web
from deployer.local.backend import backend
from deployer.local.places import places
from deployer.local.plan import (
    BACKEND,
    DATABASE,
    DOOR,
    FRONTEND,
    Life,
    Plan,
    Running,
    Service,
    read_plan,
    read_report,
    write,
)
from deployer.local.postgres import Postgres
from deployer.local.stopping import KIND, stop_all
from deployer.local.waiting import wait_until_up
from deployer.results import LocalFacts, LocalService
from deployer.settings import ROOT, settings
from deployer.steps import Step, step
from deployer.tools import processes
from deployer.tools.disk import need_space

DISK_NEEDED = 500_000_000
"""Bytes: the built frontend, the database with its write-ahead log, logs, and some room."""


class LocalDeployment:
    """The app of this checkout as processes of this machine."""

    def __init__(self) -> None:
        self._places = places()

    async def up(self, events: Events) -> LocalFacts:
        """Bring everything up; what runs already and is unchanged is left alone.

        Returns:
            The URL, which answers, and the processes behind it.

        Raises:
            PortTakenError: Somebody else listens on the stable port.
            MissingError: PostgreSQL or Node cannot be had, or the disk is full.
            UnhealthyError: A service does not come up.
        """
        need_space(self._places.lock.parent, DISK_NEEDED, "run the app here")
        async with self._alone():
            runs = ports.doors(KIND).keys() == {settings().port}
            if not runs:
                await stop_all(self._places)
                await ports.claim(settings().port)
            plan = await self._plan(events, in_use=runs)
            await self._bring_up(plan, events)
        return await self.status(events)

    async def down(self, events: Events, *, data: bool = False) -> tuple[str, ...]:
        """Stop everything; with `data`, remove tasks, keys, builds and logs as well.

        Returns:
            What was stopped or removed, one line each.
        """
        async with self._alone():
            with step("stop the app", events) as running:
                stopped = await stop_all(self._places)
                if not stopped:
                    running.skip("nothing was running")
        if not data:
            return stopped
        return (*stopped, *(f"folder {folder}" for folder in self._places.remove()))

    async def status(self, events: Events) -> LocalFacts:
        """Look at the processes, without changing anything."""
        del events
        return LocalFacts(
            url=f"http://localhost:{settings().port}",
            data_folder=str(self._places.database),
            services=self._services(),
        )

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        # Two commands at once: the second waits for the first, and then finds it done.
        async with AsyncFileLock(self._places.lock):
            yield

    async def _plan(self, events: Events, *, in_use: bool) -> Plan:
        """Make the database and the frontend ready to start; say what is to run."""
        names = (DATABASE, BACKEND, FRONTEND)
        port = remembered.ports(self._places.state, names, in_use=in_use)
        services: list[Service] = []
        own = settings().database_url
        url = own.get_secret_value() if own else ""
        if own is None:
            database = Postgres(self._places, port[DATABASE])
            with step("prepare the database", events) as running:
                services.append(await database.prepare(running))
            url = database.url
        services.append(backend(self._places, port[BACKEND], url))
        folder, node = await web.build(self._places, events)
        backend_url = f"http://127.0.0.1:{port[BACKEND]}"
        services.append(web.frontend(folder, node, port[FRONTEND], backend_url))
        return Plan(
            services=tuple(services),
            port=settings().port,
            frontend=f"http://127.0.0.1:{port[FRONTEND]}",
            backend=backend_url,
        )

    async def _bring_up(self, plan: Plan, events: Events) -> None:
        url = f"http://localhost:{plan.port}"
        with step("start the app", events) as running:
            runs = bool(ports.doors(KIND))
            if runs and plan == read_plan(self._places.plan) and await does_answer(url):
                running.skip("it runs, and nothing has changed")
                return
            write(self._places.plan, plan)
            if not runs:
                self._start_supervisor()
            await self._wait(plan, url, running, leave=runs)
            web.forget_others(plan.services[-1].cwd)
            running.done(url)

    async def _wait(self, plan: Plan, url: str, running: Step, *, leave: bool) -> None:
        try:
            await wait_until_up(self._places, plan, url, running)
        except BaseException:
            # What ran before may recover with the next edit; what never ran is taken away.
            if not leave:
                with anyio.CancelScope(shield=True):
                    await stop_all(self._places)
            raise

    def _start_supervisor(self) -> None:
        self._places.report.unlink(missing_ok=True)
        log = self._places.log(DOOR)
        log.unlink(missing_ok=True)
        argv = [sys.executable, "-m", "deployer.local"]
        ports.note(settings().port, KIND, processes.start_detached(argv, log=log, cwd=ROOT))

    def _services(self) -> tuple[LocalService, ...]:
        report = read_report(self._places.report)
        if report is None:
            return ()
        door = Running(name=DOOR, life=Life.RUNNING, process=report.supervisor, restarts=0)
        return tuple(self._seen(one) for one in (*report.services, door))

    def _seen(self, one: Running) -> LocalService:
        alive = processes.find(one.process) is not None
        return LocalService(
            name=one.name,
            pid=one.process.pid if one.process else 0,
            running=alive and one.life is Life.RUNNING,
            restarts=one.restarts,
            log=str(self._places.log(one.name)),
        )
