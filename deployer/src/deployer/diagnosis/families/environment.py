"""What surrounds a program makes it fail. Source: specs, and what the program said."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from deployer.diagnosis.families._fixes import change_container, change_pods
from deployer.diagnosis.families._words import ends
from deployer.diagnosis.finding import Evidence, Finding, Fix, Rule
from deployer.diagnosis.patches import PUT_BACK, is_ours
from deployer.diagnosis.reading import Container, all_containers, short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

LINK = re.compile(r"tcp://(?P<address>\d+\.\d+\.\d+\.\d+):(?P<port>\d+)")
READ_ONLY = re.compile(r"(?i)read-only file system")
PATH = re.compile(r"(?P<path>/[\w.@/+-]+)")


def is_confused_by_links(snapshot: Snapshot) -> Iterator[Finding]:
    """Find programs that take a variable that Kubernetes makes of a Service for their own."""
    services = {
        (service.spec and service.spec.clusterIP) or "": meta(service).name or ""
        for service in snapshot.services
    }
    for one in all_containers(snapshot):
        spec = one.pod.spec
        if one.ready or one.ended is None or (spec and spec.enableServiceLinks is False):
            continue
        log = snapshot.log(meta(one.pod).name or "", one.name)
        line, name = _linked(log, services)
        if name:
            yield _confused(snapshot, one, name, Evidence(what="log", value=short(line)))
        elif one.ended.exitCode and not log:
            name = _read(one, services.values())
            words = short(" ".join([*(one.spec.command or []), *(one.spec.args or [])]))
            if name:
                yield _confused(snapshot, one, name, Evidence(what="command", value=words))


def _linked(log: str, services: dict[str, str]) -> tuple[str, str]:
    for line in log.splitlines():
        found = LINK.search(line)
        name = services.get(found["address"], "") if found else ""
        if name:
            return line, name
    return "", ""


def _variable(service: str) -> str:
    return f"{service.upper().replace('-', '_')}_PORT"


def _read(one: Container, services: Iterable[str]) -> str:
    """Return the Service whose variable a command reads although nobody set it on purpose."""
    text = " ".join([*(one.spec.command or []), *(one.spec.args or [])])
    own = {each.name for each in one.spec.env or []}
    for name in services:
        if _variable(name) not in own and re.search(rf"\b{_variable(name)}\b", text):
            return name
    return ""


def _confused(snapshot: Snapshot, one: Container, name: str, shown: Evidence) -> Finding:
    variable = _variable(name)
    return Finding(
        rule="config.service-links",
        object=snapshot.ref(one.pod, one.name),
        cause=f"Kubernetes sets {variable} because there is a Service {name}, and the program "
        "takes it for its own setting",
        fix=_unlinked(snapshot, one, name),
        evidence=(shown, *ends(one)),
        confidence="strong",
    )


def _unlinked(snapshot: Snapshot, one: Container, name: str) -> Fix:
    """Return the change that gives the program the number that it expects; it may need one."""
    service = snapshot.service(name)
    ports = (service.spec.ports if service and service.spec else None) or []
    if len(ports) == 1:
        value = str(ports[0].port)
        change = {"env": [{"name": _variable(name), "value": value}]}
        return change_container(snapshot, one, f"set {_variable(name)} to {value}", change)
    summary = "turn off those variables (enableServiceLinks: false)"
    return change_pods(snapshot, one.pod, summary, {"enableServiceLinks": False})


def cannot_write(snapshot: Snapshot) -> Iterator[Finding]:
    """Find programs that write to a root file system that is read-only on purpose."""
    for one in all_containers(snapshot):
        security = one.spec.securityContext
        if one.ready or not (security and security.readOnlyRootFilesystem):
            continue
        log = snapshot.log(meta(one.pod).name or "", one.name)
        line = next((text for text in reversed(log.splitlines()) if READ_ONLY.search(text)), "")
        if line:
            yield _read_only(snapshot, one, line)


def _read_only(snapshot: Snapshot, one: Container, line: str) -> Finding:
    found = PATH.search(READ_ONLY.split(line)[-1]) or PATH.search(line)
    path = found["path"] if found else ""
    what = f" {path}" if path else ""
    return Finding(
        rule="config.read-only",
        object=snapshot.ref(one.pod, one.name),
        cause=f"it wants to write{what}, and its root file system is read-only",
        fix=_writable(snapshot, one, path),
        evidence=(
            Evidence(what="securityContext.readOnlyRootFilesystem", value="true"),
            Evidence(what="log", value=short(line)),
        ),
        confidence="strong",
    )


def _writable(snapshot: Snapshot, one: Container, path: str) -> Fix:
    folder = str(PurePosixPath(path).parent)
    if is_ours(one.pod):
        return PUT_BACK
    if folder in {"/", "."}:
        return Fix(summary="mount an emptyDir at the folder that it writes to")
    field = "initContainers" if one.init else "containers"
    mounts = {"name": one.name, "volumeMounts": [{"name": "writable", "mountPath": folder}]}
    spec: dict[str, Any] = {"volumes": [{"name": "writable", "emptyDir": {}}], field: [mounts]}
    return change_pods(snapshot, one.pod, f"mount an emptyDir at {folder}", spec)


RULES: tuple[Rule, ...] = (is_confused_by_links, cannot_write)
