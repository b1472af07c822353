"""The registry of checks, and one look at all of them."""

import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

import anyio

from deployer.doctor import machine, programs
from deployer.doctor.machine import REGISTRIES
from deployer.events import Events
from deployer.results import Check, DoctorFacts, Result, Status
from deployer.steps import step

Look = Callable[[], Awaitable[Check]]
CHECKS: Final[tuple[Look, ...]] = (
    programs.python,
    programs.uv,
    programs.node,
    machine.postgres,
    machine.port,
    machine.disk,
    machine.memory,
    programs.description,
    programs.container_engine,
    programs.buildx,
    programs.kubectl,
    programs.helm,
    programs.minikube,
    programs.kind,
    machine.way_out,
    *(partial(machine.registry, name) for name in REGISTRIES),
)
"""A new check is one function and one line here."""


async def examine(events: Events) -> Result[DoctorFacts]:
    """Look at every prerequisite at once; change nothing.

    Returns:
        Each check. Failed when something lacks that local mode needs too: without a container
        engine the app still comes up.
    """
    started = time.monotonic()
    with step("look at this machine", events):
        checks = await _all()
    broken = [check for check in checks if check.needed and not check.ok]
    lacking = [check for check in checks if not check.ok]
    return Result(
        agent="doctor",
        status=Status.FAILED if broken else Status.DONE,
        summary=_summary(broken, lacking),
        facts=DoctorFacts(checks=checks),
        next_step=broken[0].cure if broken else "./todo up",
        seconds=time.monotonic() - started,
    )


async def _all() -> tuple[Check, ...]:
    found: dict[int, Check] = {}

    async def look(number: int, check: Look) -> None:
        found[number] = await check()

    async with anyio.create_task_group() as group:
        for number, check in enumerate(CHECKS):
            group.start_soon(look, number, check)
    return tuple(found[number] for number in sorted(found))


def _summary(broken: list[Check], lacking: list[Check]) -> str:
    if broken:
        return f"The app cannot come up: {', '.join(check.name for check in broken)}."
    if lacking:
        names = ", ".join(check.name for check in lacking)
        return f"The app can come up here. What some ways of deploying would need: {names}."
    return "Everything is there."
