"""What is wrong, from the facts and from what the rules of the diagnosis found."""

from collections.abc import Iterable, Iterator

from deployer.diagnosis.problem import Diagnosis
from deployer.diagnosis.problem import Problem as Diagnosed
from deployer.health import MonitorFacts, PodHealth, Problem, Workload
from deployer.quantity import mebibytes

FULL = 0.9
"""The share of a limit above which what is bounded by it is about to fail."""
SOON_DAYS = 14
LOGS = "./todo logs"


def with_problems(facts: MonitorFacts, diagnosis: Diagnosis) -> MonitorFacts:
    """Return the facts with what is wrong, and with what could be better.

    Args:
        facts: What was seen.
        diagnosis: The root causes that the rules found.
    """
    found = diagnosis.problems
    named = [_diagnosed(one) for one in found if one.finding.severity == "critical"]
    known = named or list(_too_few(facts.workloads))
    wrong = [*known, *_of_nodes(facts), *_nearly_full(facts), *_certificates(facts)]
    advice = [_diagnosed(one) for one in found if one.finding.severity == "warning"]
    return facts.model_copy(
        update={"problems": _once(wrong), "advice": _once([*advice, *_drift(facts)])}
    )


def _diagnosed(problem: Diagnosed) -> Problem:
    one = problem.finding
    more = f" (and {len(problem.also)} more like it)" if problem.also else ""
    return Problem(
        key=f"{one.rule} {one.object}",
        object=str(one.object),
        cause=one.cause.rstrip(".") + more,
        cure=one.cure,
        finding=problem.id,
        named=f"{one.rule}/{one.object.name}",
        confidence=one.confidence,
        evidence=one.evidence,
        symptoms=tuple(str(symptom) for symptom in problem.symptoms),
    )


def _too_few(workloads: Iterable[Workload]) -> Iterator[Problem]:
    for one in workloads:
        if one.ready < one.wanted:
            yield Problem(
                key=f"ready {one.name}",
                object=one.service,
                cause=f"{one.ready} of {one.wanted} pods are ready",
                cure=LOGS,
            )


def _of_nodes(facts: MonitorFacts) -> Iterator[Problem]:
    for node in facts.nodes:
        said = ("is not ready",) if not node.ready else ()
        for what in (*said, *(f"has {one}" for one in node.pressures if one != "cordoned")):
            yield Problem(
                key=f"node {node.name} {what}",
                object=f"Node {node.name}",
                cause=f"it {what}",
                cure=f"kubectl describe node {node.name}",
            )


def _nearly_full(facts: MonitorFacts) -> Iterator[Problem]:
    for pod in facts.pods:
        yield from _memory(pod)
    for volume in facts.volumes:
        if volume.share is not None and volume.share > FULL:
            yield Problem(
                key=f"volume {volume.claim}",
                object=f"PersistentVolumeClaim {volume.claim}",
                cause=f"its volume is {volume.share:.0%} full",
                cure=f"remove data, or give {volume.claim} more room",
            )


def _memory(pod: PodHealth) -> Iterator[Problem]:
    used, limit = pod.used.memory_bytes, pod.limits.memory_bytes
    if used and limit and used > FULL * limit:
        yield Problem(
            key=f"memory {pod.name}",
            object=pod.name,
            cause=f"it uses {mebibytes(used)} of {mebibytes(limit)}, and is killed at the limit",
            cure="raise limits.memory in app.yaml",
        )


def _certificates(facts: MonitorFacts) -> Iterator[Problem]:
    for one in facts.certificates:
        if one.days_left < SOON_DAYS:
            when = "ended" if one.days_left < 0 else f"ends in {one.days_left:.0f} days"
            yield Problem(
                key=f"certificate {one.where} {one.subject}",
                object=one.where,
                cause=f"its certificate {when}, on {one.not_after:%Y-%m-%d}",
                cure="renew it",
            )


def _drift(facts: MonitorFacts) -> Iterator[Problem]:
    for one in facts.drift:
        yield Problem(
            key=f"drift {one.object} {one.found}",
            object=one.object,
            cause=f"{one.why} ({one.found} instead of {one.expected})",
            cure="./todo up",
        )


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple({one.key: one for one in problems}.values())
