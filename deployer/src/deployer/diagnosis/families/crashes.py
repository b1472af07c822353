"""A container starts and ends again. Source: exit codes, OCI reasons, the program's last words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lightkube.models.core_v1 import ContainerStateTerminated

from deployer.diagnosis.families import commands
from deployer.diagnosis.families._crashing import (
    failing,
    hook_failed,
    killed_by_probe,
    last_word,
    log_of,
    logged,
)
from deployer.diagnosis.families._fixes import change_container, look_at, read_logs
from deployer.diagnosis.families._room import bytes_of
from deployer.diagnosis.families._words import ends
from deployer.diagnosis.finding import Confidence, Evidence, Finding, Fix, Rule, Severity
from deployer.diagnosis.patches import is_ours
from deployer.diagnosis.reading import Container, labels, phase
from deployer.diagnosis.snapshot import Snapshot

UVICORN_FAILED = 3
STARTUP_FAILED = "Application startup failed"
KILLED = 137
HEAP = re.compile(r"JavaScript heap out of memory|Reached heap limit")
DESCRIBED = frozenset({"OOMKilled", "Completed", "ContainerStatusUnknown", *commands.REASONS})


class Meaning(NamedTuple):
    """What an exit code means."""

    rule: str
    cause: str
    confidence: Confidence
    advice: str = ""


EXITS = {
    134: Meaning("crash.aborted", "it aborted itself (SIGABRT)", "weak"),
    135: Meaning(
        "crash.bus-error",
        "it ran out of shared memory, or read a file that had shrunk (SIGBUS)",
        "strong",
        "mount an emptyDir with medium: Memory at /dev/shm",
    ),
    137: Meaning(
        "crash.killed", "it was killed from outside (SIGKILL), and not for memory", "weak"
    ),
    139: Meaning(
        "crash.native",
        "it crashed in native code (SIGSEGV)",
        "strong",
        "use an image with the C library and the processor that its packages were built for",
    ),
    143: Meaning(
        "crash.ended", "it was told to end (SIGTERM), and the cluster does not say why", "weak"
    ),
}


def runs_out_of_memory(snapshot: Snapshot) -> Iterator[Finding]:
    """Find containers that were killed because they used more memory than they may."""
    for one, end, severity in failing(snapshot):
        said = f"{one.waiting.message or ''} {end.message or ''}"
        if end.reason == "OOMKilled" or commands.TOO_SMALL in said:
            yield _out_of_memory(snapshot, one, severity)


def _out_of_memory(snapshot: Snapshot, one: Container, severity: Severity) -> Finding:
    limit = (one.spec.resources and (one.spec.resources.limits or {}).get("memory")) or ""
    if not limit:
        cause, fix = (
            "the node ran out of memory, and it has no limit",
            Fix(summary="give the node more memory, or give every container a limit"),
        )
    else:
        cause = f"it needs more memory than its limit of {limit}"
        more = f"{max(16, 2 * bytes_of(limit) // 1024**2)}Mi"
        fix = change_container(
            snapshot,
            one,
            f"raise its memory limit to {more}",
            {"resources": {"limits": {"memory": more}}},
            ours="raise limits.memory in app.yaml",
        )
    stated = (Evidence(what="resources.limits.memory", value=limit),) if limit else ()
    return Finding(
        rule="crash.out-of-memory",
        object=snapshot.ref(one.pod, one.name),
        cause=cause,
        fix=fix,
        evidence=(*ends(one), *stated),
        severity=severity,
        patience=None if severity == "warning" else 0.0,
    )


def ends_at_once(snapshot: Snapshot) -> Iterator[Finding]:
    """Find containers that do their work, end well, and are started again and again."""
    for one, end, severity in failing(snapshot):
        ended_by_others = killed_by_probe(snapshot, one) or hook_failed(snapshot, one)
        if end.exitCode == 0 and end.reason == "Completed" and not (one.init or ended_by_others):
            yield Finding(
                rule="crash.completed",
                object=snapshot.ref(one.pod, one.name),
                cause="its program ends well, but a pod such as this must keep running",
                fix=Fix(summary="start a program that stays in the foreground, or make it a Job"),
                evidence=(*ends(one), *logged(log_of(snapshot, one))),
                severity=severity,
            )


def ends_badly(snapshot: Snapshot) -> Iterator[Finding]:
    """Find containers whose program ends with an exit code that tells of trouble."""
    for one, end, severity in failing(snapshot):
        said = f"{one.waiting.message or ''} {end.message or ''}"
        if end.reason in DESCRIBED or not end.exitCode or commands.TOO_SMALL in said:
            continue
        if commands.fault_of(snapshot, one) or killed_by_probe(snapshot, one):
            continue
        yield _explain(snapshot, one, end, severity)


def _explain(
    snapshot: Snapshot, one: Container, end: ContainerStateTerminated, severity: Severity
) -> Finding:
    log = log_of(snapshot, one)
    rule, cause, confidence, advice = _meaning(one, end.exitCode, log)
    ours = f"{advice}, then run ./todo up" if is_ours(one.pod) and advice else advice
    fix = Fix(summary=ours) if ours else read_logs(snapshot, one)
    if end.exitCode == KILLED and not log:
        fix = look_at(snapshot, one.pod)
    # A job is tried again by itself; its owner tells when it gives up.
    final = phase(one.pod) == "Failed" or severity == "warning"
    return Finding(
        rule=rule,
        object=snapshot.ref(one.pod, one.name),
        cause=cause,
        fix=fix,
        evidence=(*ends(one), *logged(log)),
        severity=severity,
        confidence=confidence,
        patience=None if final else 0.0,
    )


def _meaning(one: Container, code: int, log: str) -> Meaning:
    if HEAP.search(log):
        cause = "its JavaScript heap is full, before the container's memory is"
        return Meaning(
            "crash.heap",
            cause,
            "strong",
            "set NODE_OPTIONS=--max-old-space-size to three quarters of its memory limit",
        )
    word = last_word(log)
    if code in EXITS:
        known = EXITS[code]
        return known._replace(cause=f"{known.cause}: {word[:200]}") if word else known
    if code == UVICORN_FAILED and STARTUP_FAILED in log:
        before = [line for line in log.splitlines() if STARTUP_FAILED not in line]
        word = last_word("\n".join(before)) or word
        return Meaning("crash.startup", f"its start failed: {word[:200]}", "weak")
    what = "the migration" if _component(one) == "migration" else "it"
    cause = f"{what} ends with exit code {code}"
    return Meaning("crash.exit", f"{cause}: {word[:200]}" if word else cause, "weak")


def _component(one: Container) -> str:
    return labels(one.pod).get("app.kubernetes.io/component", "")


RULES: tuple[Rule, ...] = (runs_out_of_memory, ends_at_once, ends_badly)
