"""Ends local mode, whole: what the supervisor runs, and what a killed one left behind."""

import anyio

from deployer.door import port as ports
from deployer.local.places import Places
from deployer.local.plan import DATABASE, Plan, Report, read_plan, read_report, write
from deployer.local.postgres import server_runs
from deployer.tools import command, processes

KIND = "local"
"""How the door's record names local mode's supervisor."""
STOP_SECONDS = 60.0
POLL_SECONDS = 0.1


async def stop_all(places: Places) -> tuple[str, ...]:
    """Stop every process of this checkout's local mode.

    Returns:
        The names of the services that ran.
    """
    plan, report = read_plan(places.plan), read_report(places.report)
    stopped = _alive(report)
    for port, held in ports.doors(KIND).items():
        if plan is not None:
            write(places.plan, plan.model_copy(update={"end": True}))
            await _until_gone(held)
        await processes.stop_tree(held.process)
        ports.forget(port)
    if report is not None:
        await _stop_orphans(report)
    if plan is not None:
        await _stop_database(places, plan)
    places.report.unlink(missing_ok=True)
    return stopped


def _alive(report: Report | None) -> tuple[str, ...]:
    services = report.services if report else ()
    return tuple(one.name for one in services if processes.find(one.process))


async def _until_gone(held: ports.Holder) -> None:
    with anyio.move_on_after(STOP_SECONDS):
        while processes.find(held.process):
            await anyio.sleep(POLL_SECONDS)


async def _stop_orphans(report: Report) -> None:
    for one in reversed(report.services):
        if one.name != DATABASE:
            await processes.stop_tree(one.process)


async def _stop_database(places: Places, plan: Plan) -> None:
    """Stop a server that outlived its supervisor the way it likes best."""
    data = places.database / "data"
    for service in plan.services:
        if service.name == DATABASE and server_runs(data):
            await command.run(service.stop, cwd=service.cwd, check=False)
