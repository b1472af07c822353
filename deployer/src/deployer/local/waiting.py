"""Waits until the app answers, telling what is still missing, or why it never will."""

import time

import anyio

from deployer.door import port as ports
from deployer.door.answers import does_answer
from deployer.errors import MissingError, UnhealthyError
from deployer.local.places import Places
from deployer.local.plan import DOOR, Life, Plan, Report, read_report
from deployer.local.stopping import KIND
from deployer.settings import settings
from deployer.steps import Step

WAIT_SECONDS = 180.0
HOPELESS_AFTER = 3
"""A service that ended so often in a row will not come up by itself."""
POLL_SECONDS = 0.1
LAST_WORDS = 12
NO_DATABASE = "The database does not answer"
"""How a migration begins its last line (api/alembic/env.py)."""


async def wait_until_up(places: Places, plan: Plan, url: str, running: Step) -> None:
    """Wait until every service of the plan runs and the URL answers.

    Raises:
        MissingError: The database that the user named does not answer.
        UnhealthyError: A service keeps ending, the supervisor is gone, or it takes too long.
    """
    deadline, said = time.monotonic() + WAIT_SECONDS, ""
    while time.monotonic() < deadline:
        report = read_report(places.report)
        if not ports.doors(KIND):
            raise UnhealthyError(
                "The app could not be started.", cause=_tail(places, DOOR), cure="./todo up"
            )
        if report is not None and report.plan == plan.digest:
            _refuse_hopeless(places, report)
            missing = [one.name for one in report.services if one.life is not Life.RUNNING]
            if not missing and await does_answer(url):
                return
            if missing and (now := f"waiting for the {' and the '.join(missing)}") != said:
                running.progress(said := now)
        await anyio.sleep(POLL_SECONDS)
    raise UnhealthyError(
        f"The app did not answer at {url} within {WAIT_SECONDS:.0f} s.",
        cause=said or "Its services run, but the page or the API fails.",
        cure="./todo logs",
    )


def _refuse_hopeless(places: Places, report: Report) -> None:
    for one in report.services:
        if one.life is Life.FAILING and one.restarts >= HOPELESS_AFTER - 1:
            _refuse_deaf_database(one.failure)
            raise UnhealthyError(
                f"The {one.name} does not start.",
                cause=one.failure or _tail(places, one.name),
                cure=f"./todo logs {one.name}",
            )


def _refuse_deaf_database(failure: str) -> None:
    said = next((line for line in failure.splitlines() if NO_DATABASE in line), None)
    if said is not None and settings().database_url is not None:
        raise MissingError(
            "Your database does not answer.",
            cause=said.strip().removeprefix(f"{NO_DATABASE}: "),
            cure="check DATABASE_URL in .env; without it, a PostgreSQL comes with the app",
        )


def _tail(places: Places, service: str) -> str:
    log = places.log(service)
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    return "\n".join(text.splitlines()[-LAST_WORDS:])
