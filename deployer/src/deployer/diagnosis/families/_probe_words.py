"""Why a probe fails. Source: the kubelet's words, the specification, what the program logs."""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import NamedTuple

from deployer.diagnosis.families._probe_fixes import (
    correct_path,
    correct_port,
    correct_scheme,
    declared_port,
    listen_everywhere,
    longer_answer,
    longer_start,
    mend_command,
    read_why,
    say_host,
)
from deployer.diagnosis.families._probes import Failure, number_of, port_of, seconds
from deployer.diagnosis.families._words import nearest
from deployer.diagnosis.finding import Confidence, Fix
from deployer.diagnosis.reading import short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

STATUS = re.compile(r"statuscode: (?P<status>\d+)")
REFUSED = re.compile(r"connection refused")
NO_PROGRAM = re.compile(
    r'exec: \\?"(?P<program>[^"\\]+)\\?": (executable file not found|stat|permission)'
)
LOOPBACK = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\]):(?P<port>\d+)")
OUTSIDE = re.compile(r"//(?!127\.|localhost|\[::1\])[^\s/:]+:(?P<port>\d+)")
"""Another address that a program says it has; development servers print both kinds."""
LISTENS = re.compile(r"(?i)(?:running|listening|started|ready|serving)\b.*?:(?P<port>\d{2,5})\b")
REDIRECTED = 3
"""The hundreds of such an answer."""
STREAM = re.compile(r"/(mcp|sse|events|stream)/?$")


class Explained(NamedTuple):
    """Why a probe fails."""

    rule: str
    why: str
    fix: Callable[[Snapshot, Failure], Fix]
    confidence: Confidence = "proof"
    static: bool = False
    """Whether it stands in the specification, so that no time mends it."""

    @property
    def proven(self) -> bool:
        """Whether there can be no other reason."""
        return self.static and self.confidence == "proof"


STATUSES = {
    HTTPStatus.NOT_FOUND: Explained("probe.path", "there is nothing at that path", correct_path),
    HTTPStatus.UNAUTHORIZED: Explained(
        "probe.forbidden",
        "that path wants to know who asks, and the kubelet is nobody",
        correct_path,
    ),
    HTTPStatus.FORBIDDEN: Explained(
        "probe.forbidden", "that path is not for everybody, and the kubelet is nobody", correct_path
    ),
    HTTPStatus.BAD_REQUEST: Explained(
        "probe.host",
        "perhaps the host name is checked, and the kubelet asks by the pod's address",
        say_host,
        "strong",
    ),
}
LATE = re.compile(
    r"context deadline exceeded|Client\.Timeout|i/o timeout|timed out|timeout: |did not complete"
)
WORDS = (
    (
        re.compile(r"grpc health protocol|failed to connect service"),
        Explained("probe.grpc", "no gRPC health service answers there", read_why, "strong"),
    ),
    (
        re.compile(r"server gave HTTP response to HTTPS|first record does not look like a TLS"),
        Explained("probe.scheme", "HTTPS is asked, and HTTP spoken", correct_scheme, static=True),
    ),
    (
        re.compile(r"malformed HTTP|EOF|connection reset"),
        Explained("probe.scheme", "another protocol is spoken there", correct_scheme, "weak"),
    ),
)
"""What is said of a connection, and what that means; the first match counts."""


def explain(snapshot: Snapshot, found: Failure) -> Explained | None:
    """Return why a probe fails; None when nothing is said and nothing is plainly wrong."""
    port = port_of(found.probe)
    one, number = found.container, number_of(found.container, found.probe)
    if isinstance(port, str) and number is None:
        names = sorted(one.port_names)
        guess = nearest(port, names)
        has = f", but {', '.join(names)}" if names else ""
        why = f"the container has no port named {port}{has}"
        why += f"; {guess} was probably meant" if guess else ""
        return Explained("probe.port-name", why, correct_port, static=True)
    if not found.text:
        return _undeclared(found) if not found.kills else None
    return (
        _by_status(found) or _by_connection(snapshot, found) or _by_command(found) or _other(found)
    )


def _undeclared(found: Failure) -> Explained | None:
    """Return that a probe asks a port that the container does not declare; it may have others."""
    number, better = number_of(found.container, found.probe), declared_port(found)
    if better is None or number is None or number in found.container.ports:
        return None
    return Explained(
        "probe.port", f"the container declares port {better}", correct_port, "strong", static=True
    )


def _by_status(found: Failure) -> Explained | None:
    match = STATUS.search(found.text)
    if match is None:
        return None
    status = int(match["status"])
    known = STATUSES.get(HTTPStatus(status)) if status in STATUSES else None
    if known is None and status // 100 == REDIRECTED:
        known = Explained("probe.redirect", "it is sent elsewhere", correct_path)
    if known is None:
        why = "the program itself answers that it is not well"
        known = Explained("probe.unhealthy", why, read_why, "weak")
    return known._replace(why=f"{known.why} ({status})")


def _by_connection(snapshot: Snapshot, found: Failure) -> Explained | None:
    if REFUSED.search(found.text):
        return _refused(snapshot, found)
    for pattern, known in WORDS:
        if pattern.search(found.text) and (known.rule != "probe.grpc" or found.probe.grpc):
            return known
    return _late(found) if LATE.search(found.text) else None


def _late(found: Failure) -> Explained:
    path = (found.probe.httpGet and found.probe.httpGet.path) or ""
    if STREAM.search(path):
        why = "that path keeps its answer open as a stream of events, so that it never ends"
        return Explained("probe.stream", why, correct_path, "strong", static=True)
    why = f"the answer takes longer than {found.probe.timeoutSeconds or 1} s (timeoutSeconds)"
    return Explained("probe.timeout", why, longer_answer, "strong")


def _refused(snapshot: Snapshot, found: Failure) -> Explained:
    number = number_of(found.container, found.probe)
    wrong = _undeclared(found)
    log = snapshot.log(meta(found.container.pod).name or "", found.container.name)
    loopback = LOOPBACK.search(log)
    listens = [int(one["port"]) for one in LISTENS.finditer(log)]
    if wrong:
        return wrong._replace(why=f"nothing listens at port {number}, and {wrong.why}")
    elsewhere = {int(one["port"]) for one in OUTSIDE.finditer(log)}
    if loopback and int(loopback["port"]) == number and number not in elsewhere:
        why = f"the program listens at {loopback[0]} only, which is not reached from outside"
        return Explained("probe.loopback", why, listen_everywhere, "strong", static=True)
    if listens and number not in listens:
        why = f"nothing listens at port {number}; the program says that it listens at {listens[-1]}"
        return Explained("probe.port", why, correct_port, "strong")
    if found.kind == "Startup":
        why = f"it does not listen within the {seconds(found.probe):.0f} s that it is given"
        return Explained("probe.startup-budget", why, longer_start, "strong")
    return Explained("probe.refused", f"nothing listens at port {number}", read_why, "strong")


def _by_command(found: Failure) -> Explained | None:
    if found.probe.exec is None:
        return None
    program = NO_PROGRAM.search(found.text)
    if program:
        why = f"the image has no program {program['program']} that may be executed"
        return Explained("probe.command", why, mend_command, static=True)
    return Explained(
        "probe.command-fails", f"it says: {short(found.text, 160)}", read_why, "strong"
    )


def _other(found: Failure) -> Explained:
    return Explained("probe.unhealthy", short(found.text, 160), read_why, "weak")
