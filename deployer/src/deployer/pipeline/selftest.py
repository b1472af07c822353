"""Runs the scenarios on a cluster and scores the diagnosis."""

import time
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from pathlib import Path

from deployer.clusters import find_cluster
from deployer.errors import UsageError
from deployer.events import Events
from deployer.frozen import Frozen
from deployer.pipeline.target import named_or_last
from deployer.results import Result, Status
from deployer.selftest.lab import kubernetes_version
from deployer.selftest.runner import Runner
from deployer.selftest.scenario import Scenario, load
from deployer.selftest.score import SelftestFacts
from deployer.selftest.table import headline, write
from deployer.tools.kube import connect


class SelftestRequest(Frozen):
    """Which scenarios, and what to keep."""

    on: str | None = None
    only: tuple[str, ...] = ()
    """Patterns for names; none means all."""
    fast: bool = False
    record: Path | None = None
    """A folder for the snapshots."""
    document: Path | None = None
    """A page whose table is written anew."""


async def selftest(request: SelftestRequest, events: Events) -> Result[SelftestFacts]:
    """Break things on purpose, in namespaces of their own, and look what the diagnosis says.

    Raises:
        UsageError: No scenario has such a name.
        MissingError: The cluster does not answer, or lacks the image that scenarios run.
    """
    started = time.monotonic()
    scenarios = chosen(request)
    cluster = find_cluster(named_or_last(request.on))
    access = await cluster.access()
    async with connect(access, "default") as client:
        version = await kubernetes_version(client)
    if request.record is not None:
        request.record.mkdir(parents=True, exist_ok=True)
    runner = Runner(access, cluster.tool_folders, request.record, events)
    facts = SelftestFacts(
        cluster=access.cluster,
        kubernetes=version,
        date=datetime.now(UTC).date().isoformat(),
        scores=await runner.run(scenarios),
    )
    if request.document is not None:
        write(request.document, facts, scenarios)
    wrong = [one for one in facts.scores if not one.right or one.fix.startswith("failed")]
    return Result(
        agent="selftest",
        status=Status.FAILED if wrong else Status.DONE,
        summary=headline(facts),
        facts=facts,
        seconds=time.monotonic() - started,
    )


def chosen(request: SelftestRequest) -> tuple[Scenario, ...]:
    """Return the scenarios that were asked for.

    Raises:
        UsageError: There are none.
    """
    found = tuple(
        one
        for one in load()
        if any(fnmatchcase(one.name, pattern) for pattern in request.only or ("*",))
        and (one.fast or not request.fast)
    )
    if not found:
        raise UsageError(
            f"No scenario is called {', '.join(request.only)}.", cure="todo selftest --help"
        )
    return found
