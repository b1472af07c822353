"""Applies the fix of one finding: shown first, asked for, tried, done, and looked at again."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import anyio

from deployer.clusters import find_cluster
from deployer.diagnosis.engine import diagnose as judge
from deployer.diagnosis.finding import Fix
from deployer.diagnosis.fixing import Fixer, check
from deployer.diagnosis.healing import Cure
from deployer.diagnosis.problem import Diagnosis, FixFacts, Problem
from deployer.diagnosis.snapshot import Snapshot
from deployer.errors import UsageError
from deployer.events import Events
from deployer.frozen import Frozen
from deployer.pipeline.diagnose import last_report, look, summary
from deployer.pipeline.target import named_or_last
from deployer.requests import Access
from deployer.results import Evidence, Result, Status
from deployer.steps import step
from deployer.tools.kube import connect

AGAIN_SECONDS = 2.0


class FixRequest(Frozen):
    """Which finding, and where."""

    finding: str
    """An id of the last report, a rule, an object, or `rule/object`."""
    namespace: str
    on: str | None = None
    wait_seconds: float = 120


class Proposal(Frozen):
    """What a person is asked to agree to."""

    problem: Problem
    fix: Fix
    difference: str
    """What the server would change."""


Consent = Callable[[Proposal], bool]
"""Shows a proposal and returns whether it was agreed to."""


async def fix(request: FixRequest, agrees: Consent, events: Events) -> Result[FixFacts]:
    """Apply a finding's fix, if the person agrees.

    Returns:
        `done` when the finding is gone afterwards; `unhealthy` when it is still there.

    Raises:
        UsageError: There is no such finding, or no fix that a program could apply.
        DeployerError: The server refuses the change.
    """
    cluster = find_cluster(named_or_last(request.on))
    access = await cluster.access()
    with step("look", events) as running:
        snapshot = await look(access, request.namespace)
        problem = chosen(judge(snapshot), last_report(request.namespace), request.finding)
        running.done(f"{problem.id}: {problem.finding}")
    place = Place(access, cluster.tool_folders, request.wait_seconds)
    return await mend(place, snapshot, problem, agrees, events)


class Place(NamedTuple):
    """Where a fix is applied, and how long its effect is waited for."""

    access: Access
    folders: tuple[Path, ...] = ()
    wait_seconds: float = 120


async def mend(
    place: Place, snapshot: Snapshot, problem: Problem, agrees: Consent, events: Events
) -> Result[FixFacts]:
    """Try a problem's fix on the server, ask, apply it, and look until it helped.

    Raises:
        UsageError: There is no fix that a program could apply.
        DeployerError: The server refuses the change.
    """
    started = time.monotonic()
    wanted = check(problem.finding.fix)
    cure = Cure(snapshot, problem)
    async with connect(place.access, snapshot.namespace) as client:
        fixer = Fixer(client, place.access, place.folders)
        proposal = Proposal(problem=problem, fix=wanted, difference=await fixer.preview(wanted))
        if not agrees(proposal):
            return _declined(proposal)
        with step("apply", events) as running:
            running.done(await fixer.apply(wanted))
    with step("verify", events) as running:
        after = await until_gone(place.access, cure, place.wait_seconds)
        running.done("it is gone" if cure.worked else "it is still there")
    return _result(proposal, after, cure, time.monotonic() - started)


def chosen(found: Diagnosis, before: Diagnosis | None, name: str) -> Problem:
    """Return the problem that a person means; ids are those of the report that was last shown.

    Raises:
        UsageError: There is none, or it is gone by now, or there are several.
    """
    shown = next(
        (one for one in (before.problems if before else ()) if one.id == name.upper()), None
    )
    if shown is not None:
        about = {shown.finding.object, *shown.also}
        named = [
            one
            for one in found.problems
            if one.finding.rule == shown.finding.rule and about & {one.finding.object, *one.also}
        ]
        if not named:
            raise UsageError(f"{name} is gone by now: {shown.finding}", cure="./todo diagnose")
        return named[0]
    named = [one for one in found.problems if one.named(name)]
    if len(named) == 1:
        return named[0]
    known = ", ".join(f"{one.id} ({one.finding.rule})" for one in found.problems) or "none"
    what = "There is no finding" if not named else "There are several findings"
    raise UsageError(f"{what} {name!r}.", cause=f"Findings: {known}.", cure="./todo diagnose")


async def until_gone(access: Access, cure: Cure, seconds: float) -> Diagnosis:
    """Look again until the problem is gone and stays gone, or the time is over."""
    deadline = time.monotonic() + seconds
    while True:
        snapshot = await look(access, cure.namespace)
        after = judge(snapshot)
        if cure.look(snapshot, after) or time.monotonic() > deadline:
            return after
        await anyio.sleep(AGAIN_SECONDS)


def _declined(proposal: Proposal) -> Result[FixFacts]:
    return Result(
        agent="diagnosis",
        status=Status.UNCHANGED,
        summary="Nothing was changed.",
        facts=FixFacts(
            problem=proposal.problem,
            difference=proposal.difference,
            applied=False,
            verified=False,
            undo="",
            remaining=1,
        ),
    )


def _result(proposal: Proposal, after: Diagnosis, cure: Cure, seconds: float) -> Result[FixFacts]:
    worked, undo = cure.worked, proposal.fix.undo
    said = (
        f"Fixed: {proposal.problem.finding}." if worked else "The fix was applied and did not help."
    )
    return Result(
        agent="diagnosis",
        status=Status.DONE if worked else Status.UNHEALTHY,
        summary=said,
        facts=FixFacts(
            problem=proposal.problem,
            difference=proposal.difference,
            applied=True,
            verified=worked,
            undo=undo,
            remaining=len(after.problems),
        ),
        evidence=(
            Evidence(what="afterwards", value=summary(after)),
            *((Evidence(what="undo", value=undo),) if undo else ()),
        ),
        next_step="./todo diagnose" if after.problems else None,
        seconds=seconds,
    )
