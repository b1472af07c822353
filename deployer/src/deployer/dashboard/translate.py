"""Events, problems and bounds of a namespace as the page shows them."""

import shlex
from collections.abc import Iterable

from deployer.dashboard.instances import summed
from deployer.dashboard.view import Amount, Fixing, Happening, Problem, Symptom
from deployer.diagnosis.finding import Fix
from deployer.diagnosis.fixing import check
from deployer.diagnosis.problem import Diagnosis
from deployer.diagnosis.problem import Problem as Found
from deployer.diagnosis.redaction import clean_text
from deployer.diagnosis.snapshot import Snapshot
from deployer.errors import UsageError

MOST_EVENTS = 300


def happenings(snapshot: Snapshot) -> tuple[Happening, ...]:
    """Return the latest events, newest first."""
    return tuple(
        Happening(
            at=one.last_seen or one.first_seen,
            warning=one.type == "Warning",
            object=f"{one.kind} {one.name}",
            reason=one.reason,
            message=clean_text(one.message),
            count=one.count,
        )
        for one in reversed(snapshot.events[-MOST_EVENTS:])
    )


def problems(diagnosis: Diagnosis) -> tuple[Problem, ...]:
    """Return the root causes in the engine's order."""
    return tuple(_problem(one) for one in diagnosis.problems)


def problem_id(found: Found) -> str:
    """Return what the page calls a problem: the same as long as it is the same problem."""
    return f"{found.finding.rule}/{found.finding.object}"


def _problem(found: Found) -> Problem:
    one = found.finding
    return Problem(
        id=problem_id(found),
        rule=one.rule,
        object=str(one.object),
        name=one.object.name,
        cause=one.cause,
        severity=one.severity,
        confidence=one.confidence,
        evidence=one.evidence,
        also=tuple(str(other) for other in found.also),
        symptoms=tuple(Symptom(object=str(s.object), cause=s.cause) for s in found.symptoms),
        fix=_fixing(one.fix) if one.fix else None,
    )


def _fixing(fix: Fix) -> Fixing:
    return Fixing(
        summary=fix.summary,
        command=shlex.join(fix.command),
        risk=fix.risk,
        automatic=_can_be_applied(fix),
        undo=fix.undo,
    )


def _can_be_applied(fix: Fix) -> bool:
    try:
        return check(fix).risk in {"safe", "destructive"}
    except UsageError:
        return False


def budget(snapshot: Snapshot) -> tuple[Amount, str]:
    """Return what all together may use and who says so: the quota, or else the nodes."""
    limits = [
        {"cpu": hard["limits.cpu"], "memory": hard["limits.memory"]}
        for quota in snapshot.quotas
        if (hard := (quota.spec and quota.spec.hard) or {}).keys()
        >= {"limits.cpu", "limits.memory"}
    ]
    if limits:
        return _least(summed([one]) for one in limits), "quota"
    nodes = [node.status.allocatable for node in snapshot.nodes if node.status]
    return summed(nodes), "nodes"


def _least(bounds: Iterable[Amount]) -> Amount:
    found = list(bounds)
    return Amount(
        cpu=min((one.cpu for one in found if one.cpu is not None), default=None),
        memory=min((one.memory for one in found if one.memory is not None), default=None),
    )
