"""A container starts and ends again. Source: exit codes, OCI reasons, our own programs' logs."""

import re
from collections.abc import Iterator

from deployer.diagnosis.finding import Confidence, Finding, Rule
from deployer.diagnosis.snapshot import ContainerState, PodState, Snapshot
from deployer.results import Evidence

LOG_LINES = 8
EXITS = {
    126: "its program cannot be executed",
    127: "its program was not found",
    134: "it aborted itself; JavaScript does so when its memory is full",
    137: "it was killed",
    139: "it crashed in native code",
}
DATABASE = (
    (r"password authentication failed", "the database refuses the password in DATABASE_URL"),
    (
        r"could not translate host name|Name or service not known|getaddrinfo|resolve host",
        "the host in DATABASE_URL is not known in the cluster",
    ),
    (
        r"connection refused|Connection refused|timeout expired|could not connect|OperationalError",
        "the database in DATABASE_URL does not answer",
    ),
    (r'database "[^"]+" does not exist', "the database that DATABASE_URL names does not exist"),
)
"""Words of psycopg and PostgreSQL, and what they mean."""


def crashes(snapshot: Snapshot) -> Iterator[Finding]:
    """Find containers that crash again and again."""
    for pod in snapshot.pods:
        for container in pod.containers:
            if container.waiting == "CrashLoopBackOff":
                yield _explain(pod, container)


def job_fails(snapshot: Snapshot) -> Iterator[Finding]:
    """Find pods of jobs and tests that ended badly."""
    for pod in snapshot.pods:
        if pod.phase == "Failed":
            for container in pod.containers:
                if container.exit_code:
                    # A job is tried twice; helm tells when it gives up.
                    yield _explain(pod, container).model_copy(update={"patience": None})


def _explain(pod: PodState, container: ContainerState) -> Finding:
    rule, cause, cure, confidence = _cause(pod, container)
    lines = container.log.strip().splitlines()[-LOG_LINES:]
    return Finding(
        rule=rule,
        object=f"Pod {pod.name}/{container.name}",
        cause=cause,
        cure=cure,
        confidence=confidence,
        evidence=(
            Evidence(what="lastState.terminated.reason", value=container.ended or "unknown"),
            Evidence(what="lastState.terminated.exitCode", value=str(container.exit_code)),
            *((Evidence(what="log", value="\n".join(lines)),) if lines else ()),
        ),
    )


def _cause(pod: PodState, container: ContainerState) -> tuple[str, str, str, Confidence]:
    if container.ended == "OOMKilled":
        cause = "it needs more memory than its limit"
        return "crash.out-of-memory", cause, "raise limits.memory in app.yaml", "proof"
    for pattern, meaning in DATABASE:
        if re.search(pattern, container.log):
            return "crash.database", meaning, "check DATABASE_URL in .env", "strong"
    what = "the migration" if pod.component == "migration" else "it"
    meaning = EXITS.get(
        container.exit_code or 0, f"{what} ends with exit code {container.exit_code}"
    )
    last = next((line for line in reversed(container.log.splitlines()) if line.strip()), "")
    cause = f"{meaning}: {last.strip()[:200]}" if last else meaning
    return "crash.exit", cause, "./todo logs", "strong"


RULES: tuple[Rule, ...] = (crashes, job_fails)
