"""A container runs, but a probe says that it is not well. Source: the kubelet's events, specs."""

from collections.abc import Iterator

from deployer.diagnosis.families._probe_words import Explained, explain
from deployer.diagnosis.families._probes import Failure, asks, failures
from deployer.diagnosis.families._words import told
from deployer.diagnosis.finding import Evidence, Finding, Fix, Rule
from deployer.diagnosis.reading import condition, holds
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

GATE_SECONDS = 20.0
"""Seconds that whoever sets a readiness gate may take."""


def probe_fails(snapshot: Snapshot) -> Iterator[Finding]:
    """Find containers that are not ready, or are killed, because a probe fails."""
    for found in failures(snapshot):
        explained = explain(snapshot, found)
        # What stands in the specification no time mends; but a port need not be declared.
        plain = explained is not None and explained.static and (found.text or explained.proven)
        if explained and (plain or not found.early):
            yield _finding(snapshot, found, explained)


def _finding(snapshot: Snapshot, found: Failure, explained: Explained) -> Finding:
    one = found.container
    kills = ", so that it is killed and started again and again" if found.kills else ""
    asked = f"its {found.kind.lower()} probe {asks(found.probe)}"
    events = told(found.event) if found.event else ()
    mild = (one.running and one.ready) or (found.early and not explained.proven)
    return Finding(
        rule=explained.rule,
        object=snapshot.ref(one.pod, one.name),
        cause=f"{asked}: {explained.why}{kills}",
        fix=explained.fix(snapshot, found),
        evidence=(Evidence(what=found.field, value=asks(found.probe)), *events),
        severity="warning" if mild else "critical",
        confidence=explained.confidence,
        patience=0.0 if explained.static and not mild else None,
    )


def gate_is_closed(snapshot: Snapshot) -> Iterator[Finding]:
    """Find pods whose containers are ready, and that wait for a word of another program."""
    for pod in snapshot.pods:
        gates = (pod.spec and pod.spec.readinessGates) or []
        closed = [one.conditionType for one in gates if not holds(pod, one.conditionType)]
        ready, inside = condition(pod, "Ready"), condition(pod, "ContainersReady")
        if not closed or meta(pod).deletionTimestamp or inside is None:
            continue
        if inside.status == "True" and snapshot.since(inside.lastTransitionTime) > GATE_SECONDS:
            said = (ready.message or ready.reason or "") if ready else ""
            yield Finding(
                rule="probe.gate",
                object=snapshot.ref(pod),
                cause=f"its containers are ready, but nobody sets its condition {closed[0]} "
                "(readinessGates)",
                fix=Fix(
                    summary=f"install the controller that sets {closed[0]}, or remove the gate"
                ),
                evidence=(
                    Evidence(what="spec.readinessGates", value=", ".join(closed)),
                    *((Evidence(what="condition Ready", value=said),) if said else ()),
                ),
                patience=None,
            )


RULES: tuple[Rule, ...] = (probe_fails, gate_is_closed)
