"""A container's program cannot be started. Source: runc's messages, exit codes 126 and 127."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from deployer.diagnosis.families._crashing import failing, log_of, logged
from deployer.diagnosis.families._fixes import change_container, look_at
from deployer.diagnosis.families._words import ends, nearest, waits
from deployer.diagnosis.finding import Finding, Fix, Rule, Severity
from deployer.diagnosis.patches import PUT_BACK, is_ours
from deployer.diagnosis.reading import Container, all_containers, short
from deployer.diagnosis.redaction import HIDDEN
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

REASONS = frozenset({"StartError", "ContainerCannotRun"})
"""The runtime's reasons when it could not start a program."""
NOT_EXECUTABLE, NOT_FOUND = 126, 127
PROGRAM = re.compile(r'exec: \\?"(?P<program>[^"\\]+)\\?"')
BY_SHELL = re.compile(
    r"(?:sh|bash|ash|dash)(?::.*?)?: (?:line )?(?:\d+: )?(?P<program>[\w./@+-]+): "
    r"(?:command )?not found"
)
TOO_SMALL = "container init was OOM-killed"
ALIKE = 0.7
"""How similar a known program must be to be offered, as `difflib` measures it."""
MISSING = re.compile(r"executable file not found|no such file or directory|not found")
FORBIDDEN = re.compile(r"(?i)permission denied")
CARRIAGE_RETURN = re.compile(r"\\r|\r|\^M")
DIRECTORY = re.compile(
    r'chdir to cwd \(\\?"(?P<path>[^"\\]+)|container init: mkdir (?P<made>[^:\s]+): '
)
MOUNTING = re.compile(r"error mounting .* to rootfs at \\?\"(?P<path>[^\"\\]+)")
_NAMES = """
sh bash python python3 pip uv uvicorn gunicorn celery alembic flask django-admin node npm npx yarn
pnpm next java ruby rails bundle php php-fpm perl go nginx httpd caddy haproxy postgres redis-server
mysqld mongod sleep tail cat echo ls date curl wget env tini true false entrypoint.sh
docker-entrypoint.sh start.sh run.sh
"""
PROGRAMS = tuple(_NAMES.split())
"""Names that a slip of the pen may have meant."""


class Fault(NamedTuple):
    """Why a program cannot be started."""

    rule: str
    cause: str
    advice: str
    program: str = ""


def cannot_be_started(snapshot: Snapshot) -> Iterator[Finding]:
    """Find containers whose command does not exist or must not be executed."""
    for one, severity in _candidates(snapshot):
        fault = fault_of(snapshot, one)
        if fault:
            log = snapshot.log(meta(one.pod).name or "", one.name)
            yield Finding(
                rule=fault.rule,
                object=snapshot.ref(one.pod, one.name),
                cause=fault.cause,
                fix=_fix(snapshot, one, fault),
                evidence=(*(waits(one) if one.waiting.reason else ()), *ends(one), *logged(log)),
                severity=severity,
            )


def _candidates(snapshot: Snapshot) -> Iterator[tuple[Container, Severity]]:
    yield from ((one, severity) for one, _, severity in failing(snapshot))
    for one in all_containers(snapshot):
        # The first attempt has no end before it.
        if one.waiting.reason == "RunContainerError" and one.ended is None:
            yield one, "critical"


def fault_of(snapshot: Snapshot, one: Container) -> Fault | None:
    """Return why a container's program cannot be started; None when that is not its trouble."""
    end = one.ended
    if end is None or end.reason in REASONS:
        said = (end and end.message) or one.waiting.message or ""
        return None if TOO_SMALL in said or "exec format error" in said else _of_runtime(said)
    log = log_of(snapshot, one)
    if end.exitCode == NOT_FOUND:
        return _by_shell(log)
    if end.exitCode == NOT_EXECUTABLE:
        cause = "its program is there, but may not be executed, or is no program"
        return Fault("crash.not-executable", cause, "make it executable in the image: chmod +x")
    return None


def _by_shell(log: str) -> Fault:
    if CARRIAGE_RETURN.search(log):
        cause = "its script has the line ends of Windows, which Linux takes for part of the name"
        return Fault("crash.line-ends", cause, "save the script with Unix line ends (LF)")
    found = BY_SHELL.search(log)
    program = found["program"] if found else ""
    cause = f"its image has no program {program}" if program else "its program was not found"
    return Fault("crash.command-not-found", cause, "", program)


def _of_runtime(said: str) -> Fault:
    mount, folder, found = MOUNTING.search(said), DIRECTORY.search(said), PROGRAM.search(said)
    program = found["program"] if found else ""
    if mount:
        cause = f"a volume cannot be mounted at {mount['path']}: one is a file, the other a folder"
        cause = (
            cause if "not a directory" in said else f"a volume cannot be mounted at {mount['path']}"
        )
        return Fault("config.mount-path", cause, "mend mountPath or subPath in volumeMounts")
    if folder:
        path = folder["path"] or folder["made"]
        cause = f"its working directory {path} does not exist in the image, and cannot be made"
        return Fault("config.working-directory", cause, "mend workingDir")
    if FORBIDDEN.search(said):
        cause = f"its program {program} may not be executed".replace("  ", " ")
        return Fault("crash.not-executable", cause, "make it executable in the image: chmod +x")
    if MISSING.search(said):
        cause = f"its image has no program {program}" if program else "its program was not found"
        return Fault("crash.command-not-found", cause, "", program)
    # What the layers of the runtime put in front of it says nothing.
    reason = said.strip().rpartition("container process: ")[-1]
    return Fault("crash.not-started", f"the runtime cannot start it: {short(reason, 160)}", "")


def _fix(snapshot: Snapshot, one: Container, fault: Fault) -> Fix:
    if is_ours(one.pod):
        return PUT_BACK
    better = nearest(fault.program, PROGRAMS, close=ALIKE) if fault.program else ""
    for field in ("command", "args"):
        words = list(getattr(one.spec, field) or [])
        if better and fault.program in words and not any(HIDDEN in word for word in words):
            words[words.index(fault.program)] = better
            return change_container(snapshot, one, f"start {better} instead", {field: words})
        if better and any(fault.program in word for word in words):
            return Fix(summary=f"write {better} instead of {fault.program} in its {field}")
    if fault.advice:
        return Fix(summary=fault.advice)
    if fault.program and fault.program in " ".join(
        [*(one.spec.command or []), *(one.spec.args or [])]
    ):
        return Fix(summary=f"name a program in its command that image {one.image} has")
    return look_at(snapshot, one.pod)


RULES: tuple[Rule, ...] = (cannot_be_started,)
