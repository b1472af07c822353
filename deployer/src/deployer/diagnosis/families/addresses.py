"""A container is told to call a Service that does not exist, or a port that it does not have."""

import re
from collections.abc import Iterator

from deployer.diagnosis.families._addresses import (
    Address,
    Target,
    addresses,
    exists,
    ports_of,
    target,
)
from deployer.diagnosis.families._fixes import change_container
from deployer.diagnosis.families._words import did_you_mean, nearest
from deployer.diagnosis.finding import Evidence, Finding, Fix, Rule
from deployer.diagnosis.reading import Container, all_containers, phase
from deployer.diagnosis.redaction import HIDDEN
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

SECRETIVE = re.compile(r"://[^/@\s]*:[^/@\s]*@|(?i:pass|secret|token|key)\w*=")
"""A password in a URL, before its host or after it."""


def calls_nobody(snapshot: Snapshot) -> Iterator[Finding]:
    """Find variables whose host is no Service."""
    for one, address, found in _calls(snapshot):
        # A name alone may be anything; it is worth a word only where something is wrong.
        if exists(snapshot, found) or (one.ready and not address.is_url):
            continue
        known = [meta(service).name or "" for service in snapshot.services]
        if found.namespace != snapshot.namespace:
            inside = [each.partition("/") for each in snapshot.services_elsewhere]
            known = [name for space, _, name in inside if space == found.namespace]
        where = f"namespace {found.namespace}"
        cause = f"{address.variable} names the host {address.host}, and {where} has no Service "
        cause += f"{found.name}{did_you_mean(found.name, known)}"
        better = nearest(found.name, known)
        host = address.host.replace(found.name, better, 1)
        fix = _correct(snapshot, one, address, host, address.port) if better else None
        yield _finding(snapshot, one, address, "config.service-unknown", cause, fix)


def calls_the_wrong_port(snapshot: Snapshot) -> Iterator[Finding]:
    """Find variables whose port is none of the Service's."""
    for one, address, found in _calls(snapshot):
        service = snapshot.service(found.name) if found.namespace == snapshot.namespace else None
        ports = ports_of(service) if service else frozenset()
        if not ports or address.port is None or address.port in ports:
            continue
        offered = ", ".join(str(port) for port in sorted(ports))
        cause = f"{address.variable} names port {address.port} of Service {found.name}, which has "
        cause += f"port {offered}"
        (port, *others) = sorted(ports)
        fix = None if others else _correct(snapshot, one, address, address.host, port)
        yield _finding(snapshot, one, address, "config.service-port", cause, fix)


def _calls(snapshot: Snapshot) -> Iterator[tuple[Container, Address, Target]]:
    for one in all_containers(snapshot):
        if phase(one.pod) not in {"Succeeded", "Failed"}:
            for address in addresses(one):
                found = target(snapshot, one.pod, address.host)
                if found:
                    yield one, address, found


def _correct(
    snapshot: Snapshot, one: Container, address: Address, host: str, port: int | None
) -> Fix | None:
    """Return the change of a variable to another host and port; None when it cannot be written."""
    value = next((v.value or "" for v in one.spec.env or [] if v.name == address.variable), "")
    old, new = address.host, host
    if port != address.port:
        old, new = f"{old}:{address.port}", f"{new}:{port}"
    if SECRETIVE.search(value) or HIDDEN in value or old not in value:
        # A password must not stand in a finding, nor what hides it in a variable.
        return None
    change = {"env": [{"name": address.variable, "value": value.replace(old, new, 1)}]}
    return change_container(snapshot, one, f"set {address.variable} to {new}", change)


def _finding(
    snapshot: Snapshot, one: Container, address: Address, rule: str, cause: str, fix: Fix | None
) -> Finding:
    port = f":{address.port}" if address.port else ""
    return Finding(
        rule=rule,
        object=snapshot.ref(one.pod, one.name),
        cause=cause,
        fix=fix or Fix(summary=f"correct {address.variable}"),
        evidence=(Evidence(what=f"env {address.variable}", value=f"{address.host}{port}"),),
        severity="warning" if one.ready else "critical",
        confidence="proof" if address.is_url else "strong",
        patience=None if one.ready else 0.0,
    )


RULES: tuple[Rule, ...] = (calls_nobody, calls_the_wrong_port)
