"""What helps when a probe fails."""

from typing import Any

from deployer.diagnosis.families._fixes import change_container, read_logs
from deployer.diagnosis.families._probes import KINDS, Failure, port_of, probe_of
from deployer.diagnosis.families._words import nearest
from deployer.diagnosis.finding import Fix
from deployer.diagnosis.patches import PUT_BACK, is_ours
from deployer.diagnosis.snapshot import Snapshot

ANSWER_SECONDS = 5
LONGER = 4
"""How many times as long a slow start is allowed to take."""


def _change(snapshot: Snapshot, found: Failure, summary: str, changes: dict[str, Any]) -> Fix:
    return change_container(snapshot, found.container, summary, {found.field: changes})


def _handler(found: Failure) -> str:
    if found.probe.httpGet:
        return "httpGet"
    return "tcpSocket" if found.probe.tcpSocket else "grpc"


def declared_port(found: Failure) -> int | None:
    """Return the one port that a container declares; None when it declares none or several."""
    ports = sorted(found.container.ports)
    return ports[0] if len(ports) == 1 else None


def correct_port(snapshot: Snapshot, found: Failure) -> Fix:
    """Return the change to the port that was meant: the similar name, or the only port."""
    port = port_of(found.probe)
    names = found.container.port_names
    better: int | str | None = nearest(port, names) if isinstance(port, str) else None
    better = better or declared_port(found)
    if better is None:
        return Fix(summary=f"name the port that the program listens at in {found.field}")
    summary = f"ask port {better} in {found.field}"
    return _change(snapshot, found, summary, {_handler(found): {"port": better}})


def correct_path(snapshot: Snapshot, found: Failure) -> Fix:
    """Return the change to the path that another probe of the container asks with success."""
    own = found.probe.httpGet.path if found.probe.httpGet else None
    for kind in KINDS:
        other = probe_of(found.container, kind)
        path = other.httpGet.path if other and other.httpGet else None
        if kind != found.kind and path and path != own:
            return _change(
                snapshot, found, f"ask {path} in {found.field}", {"httpGet": {"path": path}}
            )
    if is_ours(found.container.pod):
        return PUT_BACK
    return Fix(summary=f"name a path in {found.field}.httpGet.path that answers 200 to anybody")


def say_host(snapshot: Snapshot, found: Failure) -> Fix:
    """Return the change that lets the probe name a host which the program accepts."""
    headers = [{"name": "Host", "value": "localhost"}]
    summary = f"name a host that it accepts in {found.field} (httpHeaders: Host: localhost)"
    return _change(snapshot, found, summary, {"httpGet": {"httpHeaders": headers}})


def correct_scheme(snapshot: Snapshot, found: Failure) -> Fix:
    """Return the change from HTTPS to HTTP, or the other way round."""
    if found.probe.httpGet is None:
        return read_logs(snapshot, found.container)
    better = "HTTP" if (found.probe.httpGet.scheme or "HTTP") == "HTTPS" else "HTTPS"
    return _change(
        snapshot, found, f"ask by {better} in {found.field}", {"httpGet": {"scheme": better}}
    )


def longer_answer(snapshot: Snapshot, found: Failure) -> Fix:
    """Return the change that gives the program more time for its answer."""
    limit = max(ANSWER_SECONDS, 2 * (found.probe.timeoutSeconds or 1))
    summary = f"allow {limit} s for the answer in {found.field}"
    return _change(snapshot, found, summary, {"timeoutSeconds": limit})


def longer_start(snapshot: Snapshot, found: Failure) -> Fix:
    """Return the change that gives the program more time to start."""
    tries = LONGER * (found.probe.failureThreshold or 3)
    summary = f"allow {tries} failures in {found.field}"
    return _change(snapshot, found, summary, {"failureThreshold": tries})


def listen_everywhere(snapshot: Snapshot, found: Failure) -> Fix:
    """Return how a program is told to listen at all addresses."""
    del snapshot, found
    return Fix(summary="let the program listen at 0.0.0.0 (--host 0.0.0.0, HOST or HOSTNAME)")


def mend_command(snapshot: Snapshot, found: Failure) -> Fix:
    """Return how a probe's command is mended."""
    del snapshot
    return Fix(summary=f"name a program in {found.field}.exec.command that the image has")


def read_why(snapshot: Snapshot, found: Failure) -> Fix:
    """Return how to read what the program says itself."""
    return read_logs(snapshot, found.container)
