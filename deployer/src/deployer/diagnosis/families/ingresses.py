"""An Ingress leads nowhere. Source: what it names, compared with what there is."""

import difflib
from collections.abc import Iterator

from lightkube.resources.networking_v1 import Ingress

from deployer.diagnosis.families._services import backends
from deployer.diagnosis.finding import Evidence, Finding, Fix, Rule
from deployer.diagnosis.patches import PUT_BACK, is_ours, kubectl, patch_of
from deployer.diagnosis.reading import annotations, listed
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

CLASS = "kubernetes.io/ingress.class"
"""The annotation that named the class before there was a field for it."""
DEFAULT = "ingressclass.kubernetes.io/is-default-class"
SETTLES = 60.0
"""Seconds in which a controller takes up a new Ingress."""


def has_no_class(snapshot: Snapshot) -> Iterator[Finding]:
    """Find Ingresses whose class does not exist, or which no controller takes up."""
    if not snapshot.readable("IngressClass"):
        return
    known = [meta(one).name or "" for one in snapshot.ingress_classes]
    default = any(annotations(one).get(DEFAULT) == "true" for one in snapshot.ingress_classes)
    for one in snapshot.ingresses:
        named = (one.spec.ingressClassName if one.spec else None) or ""
        old = annotations(one).get(CLASS, "")
        # Controllers take up classes of the annotation without an IngressClass of that name.
        if named and named not in known:
            yield _unknown_class(snapshot, one, named, known)
        elif not named and not old and not default and not _is_taken(one):
            yield _no_controller(snapshot, one, known)


def _is_taken(one: Ingress) -> bool:
    status = one.status
    return bool(status and status.loadBalancer and status.loadBalancer.ingress)


def _unknown_class(snapshot: Snapshot, one: Ingress, named: str, known: list[str]) -> Finding:
    near = difflib.get_close_matches(named, known, n=1) or (known if len(known) == 1 else [])
    there = f"there is {listed(known)}" if known else "there is none at all: no controller runs"
    return Finding(
        rule="network.ingress-class",
        object=snapshot.ref(one),
        cause=f"its class {named} does not exist; {there}",
        evidence=(
            Evidence(what="spec.ingressClassName", value=named),
            Evidence(what="IngressClasses", value=listed(known, 6) or "none"),
        ),
        fix=_classed(snapshot, one, near[0], named) if near else _install(),
    )


def _no_controller(snapshot: Snapshot, one: Ingress, known: list[str]) -> Finding:
    there = (
        f"none of the classes {listed(known)} is the default" if known else "there are no classes"
    )
    return Finding(
        rule="network.ingress-no-controller",
        object=snapshot.ref(one),
        cause=f"it names no class, and {there}: no controller takes it up",
        evidence=(
            Evidence(what="spec.ingressClassName", value="not set"),
            Evidence(what="status.loadBalancer", value="{}"),
        ),
        fix=_classed(snapshot, one, known[0], "nothing") if len(known) == 1 else _install(),
        patience=SETTLES,
    )


def _classed(snapshot: Snapshot, one: Ingress, name: str, before: str) -> Fix:
    return Fix(
        summary=f"set its class to {name}",
        patch=patch_of(one, {"spec": {"ingressClassName": name}}, namespace=snapshot.namespace),
        undo=f"set spec.ingressClassName back to {before}",
    )


def _install() -> Fix:
    return Fix(
        summary="install an ingress controller (minikube addons enable ingress), or name its class"
    )


def leads_nowhere(snapshot: Snapshot) -> Iterator[Finding]:
    """Find Ingresses whose Services, or ports of them, do not exist."""
    if not snapshot.readable("Service"):
        return
    for one in snapshot.ingresses:
        for path, backend in dict(backends(one)).items():
            service = snapshot.service(backend.name)
            if service is None:
                known = [meta(other).name or "" for other in snapshot.services]
                yield _no_service(snapshot, one, path, backend.name, known)
                continue
            wanted = backend.port.name or backend.port.number if backend.port else None
            ports = (service.spec.ports if service.spec else None) or []
            offered: list[str | int] = [p.port for p in ports] + [p.name for p in ports if p.name]
            if wanted is not None and wanted not in offered:
                yield _no_port(snapshot, one, path, backend.name, wanted, offered)


def _no_service(
    snapshot: Snapshot, one: Ingress, path: str, name: str, known: list[str]
) -> Finding:
    near = difflib.get_close_matches(name, known, n=1)
    there = f"; did it mean {near[0]}?" if near else ""
    return Finding(
        rule="network.ingress-backend",
        object=snapshot.ref(one),
        cause=f"it sends {path} to Service {name}, which does not exist{there}",
        evidence=(Evidence(what=f"backend of {path}", value=name),),
        fix=_correct(
            one, f"send {path} to a Service that exists" + (f": {near[0]}" if near else "")
        ),
    )


def _no_port(
    snapshot: Snapshot,
    one: Ingress,
    path: str,
    name: str,
    wanted: str | int,
    offered: list[str | int],
) -> Finding:
    there = listed([str(port) for port in offered], 6) or "none"
    return Finding(
        rule="network.ingress-backend",
        object=snapshot.ref(one),
        cause=f"it sends {path} to port {wanted} of Service {name}, which has {there}",
        evidence=(Evidence(what=f"backend of {path}", value=f"{name}:{wanted}"),),
        fix=_correct(one, f"send {path} to a port that Service {name} has ({there})"),
    )


def _correct(one: Ingress, summary: str) -> Fix:
    if is_ours(one):
        return PUT_BACK
    return Fix(summary=summary)


def lacks_certificate(snapshot: Snapshot) -> Iterator[Finding]:
    """Find Ingresses whose certificate's Secret does not exist."""
    if not snapshot.readable("Secret"):
        return
    for one in snapshot.ingresses:
        for tls in (one.spec.tls if one.spec else None) or ():
            name = tls.secretName
            if not name or snapshot.secret(name):
                continue
            ref = snapshot.ref(one)
            words = ("create", "secret", "tls", name, "--cert=CERT.pem", "--key=KEY.pem")
            command = kubectl(ref.namespace, *words)
            yield Finding(
                rule="network.ingress-certificate",
                object=ref,
                cause=f"the Secret {name}, which should hold its certificate, does not exist:"
                " browsers are warned",
                evidence=(Evidence(what="spec.tls[].secretName", value=name),),
                severity="warning",
                fix=Fix(summary=f"make it: {' '.join(command)}   (cert-manager may be at it)"),
                patience=None,
            )


RULES: tuple[Rule, ...] = (has_no_class, leads_nowhere, lacks_certificate)
