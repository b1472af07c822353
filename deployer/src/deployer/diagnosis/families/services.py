"""A Service leads to ports that nobody listens at, or to nobody at all."""

import difflib
from collections.abc import Iterator, Mapping

from lightkube.models.core_v1 import ServicePort
from lightkube.resources.apps_v1 import Deployment, StatefulSet
from lightkube.resources.core_v1 import Pod, Service

from deployer.diagnosis.families._services import carriers, selecting, serves
from deployer.diagnosis.finding import Evidence, Finding, Fix, Rule
from deployer.diagnosis.patches import PUT_BACK, is_ours, patch_of
from deployer.diagnosis.reading import containers, is_ready, listed, selects
from deployer.diagnosis.snapshot import Snapshot
from deployer.diagnosis.starting import is_starting
from deployer.tools.kube import meta

SETTLES = 30.0
"""Seconds in which pods of a Service that was just made may appear."""
UNSERVED_SECONDS = 120.0
"""After so long no controller will give a Service an address."""


def has_no_such_port(snapshot: Snapshot) -> Iterator[Finding]:
    """Find Services whose target port is none of those that their pods have."""
    for service, selector in selecting(snapshot):
        pods = [pod for pod in snapshot.selected(selector) if serves(pod, selector)]
        ports = (service.spec.ports if service.spec else None) or []
        for port in ports if pods else ():
            target = port.targetPort if port.targetPort is not None else port.port
            names, numbers = _ports(pods, port.protocol or "TCP")
            if isinstance(target, str) and target not in names:
                yield _wrong_name(snapshot, service, port, target, names)
            elif isinstance(target, int) and numbers and target not in numbers:
                yield _wrong_number(snapshot, service, port, target, names, numbers)


def _ports(pods: list[Pod], protocol: str) -> tuple[dict[str, int], set[int]]:
    """Return the named ports and the numbers that pods declare, sidecars' and probes' included."""
    names: dict[str, int] = {}
    numbers: set[int] = set()
    for one in (one for pod in pods for one in containers(pod) if not one.init or one.sidecar):
        for port in one.spec.ports or ():
            if (port.protocol or "TCP") == protocol:
                numbers.add(port.containerPort)
                names |= {port.name: port.containerPort} if port.name else {}
    return names, numbers


def _wrong_name(
    snapshot: Snapshot, service: Service, port: ServicePort, target: str, names: dict[str, int]
) -> Finding:
    near = difflib.get_close_matches(target, names, n=1) or (list(names) if len(names) == 1 else [])
    there = f"they have {listed(names, 6)}" if names else "they name no port"
    return _wrong_port(
        snapshot,
        service,
        port,
        f"port {port.port} leads to the port named {target} of its pods, and {there}",
        near[0] if near else None,
    )


def _wrong_number(
    snapshot: Snapshot,
    service: Service,
    port: ServicePort,
    target: int,
    names: dict[str, int],
    numbers: set[int],
) -> Finding:
    right = names.get(port.name or "") or (next(iter(numbers)) if len(numbers) == 1 else None)
    finding = _wrong_port(
        snapshot,
        service,
        port,
        f"port {port.port} leads to port {target} of its pods, and they listen at"
        f" {listed([str(one) for one in sorted(numbers)], 6)}",
        right,
    )
    # A program may listen at a port that its specification does not name.
    return finding.model_copy(update={"confidence": "strong"})


def _wrong_port(
    snapshot: Snapshot, service: Service, port: ServicePort, cause: str, right: str | int | None
) -> Finding:
    fix = Fix(summary="correct the Service's targetPort")
    if is_ours(service):
        fix = PUT_BACK
    elif right is not None:
        change = {"port": port.port, "protocol": port.protocol or "TCP", "targetPort": right}
        fix = Fix(
            summary=f"set the targetPort of port {port.port} to {right}",
            patch=patch_of(service, {"spec": {"ports": [change]}}, namespace=snapshot.namespace),
            undo=f"set it back to {port.targetPort}",
        )
    return Finding(
        rule="network.target-port",
        object=snapshot.ref(service),
        cause=cause,
        evidence=(Evidence(what="spec.ports[].targetPort", value=str(port.targetPort)),),
        fix=fix,
    )


def has_nobody_ready(snapshot: Snapshot) -> Iterator[Finding]:
    """Find Services of whose pods none is ready; why is told by rules about the pods."""
    there = carriers(snapshot)
    for service, selector in selecting(snapshot):
        spec = service.spec
        pods = [pod for pod in snapshot.selected(selector) if serves(pod, selector)]
        is_meant = any(selects(selector, one.labels) for one in there)
        if not is_meant or (spec and spec.publishNotReadyAddresses):
            continue
        if any(is_ready(pod) or is_starting(snapshot, pod) for pod in pods):
            continue
        if not pods and (snapshot.age(service) < SETTLES or _none_wanted(snapshot, selector)):
            continue
        cause = f"none of its {len(pods)} pods is ready" if pods else "it has no pods"
        yield Finding(
            rule="network.no-ready-endpoints",
            object=snapshot.ref(service),
            cause=f"{cause}: who calls it is refused",
            evidence=(Evidence(what="endpoints ready", value=f"0 of {len(pods)}"),),
            symptom=True,
            patience=None,
        )


def _none_wanted(snapshot: Snapshot, selector: Mapping[str, str]) -> bool:
    """Tell whether all that could serve is scaled to zero, which is told where it was done."""
    workloads: tuple[Deployment | StatefulSet, ...] = (
        *snapshot.deployments,
        *snapshot.stateful_sets,
    )
    found = [
        one
        for one in workloads
        if one.spec.template.metadata and selects(selector, one.spec.template.metadata.labels or {})
    ]
    return bool(found) and all(one.spec.replicas == 0 for one in found)


def gets_no_address(snapshot: Snapshot) -> Iterator[Finding]:
    """Find load balancers that nobody provides; on a local cluster that is as it should be."""
    for service in snapshot.services:
        spec, status = service.spec, service.status
        given = status.loadBalancer.ingress if status and status.loadBalancer else None
        if spec is None or spec.type != "LoadBalancer" or given:
            continue
        if snapshot.age(service) < UNSERVED_SECONDS:
            continue
        ports = listed(str(port.port) for port in spec.ports or ())
        forward = f"kubectl port-forward service/{meta(service).name} {ports}"
        yield Finding(
            rule="network.no-load-balancer",
            object=snapshot.ref(service),
            cause="it waits for an external address, and nothing in this cluster gives any",
            evidence=(
                Evidence(what="spec.type", value="LoadBalancer"),
                Evidence(what="status.loadBalancer", value="{}"),
            ),
            severity="info",
            fix=Fix(
                summary="minikube tunnel, cloud-provider-kind or MetalLB give addresses; or reach"
                " it"
                f" with: {forward} -n {snapshot.namespace}"
            ),
            patience=None,
        )


RULES: tuple[Rule, ...] = (has_no_such_port, has_nobody_ready, gets_no_address)
