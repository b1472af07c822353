"""Names that do not resolve. Source: CoreDNS's own state, pods' DNS settings, programs' words."""

import re
from collections.abc import Iterator

from deployer.diagnosis.families._addresses import addresses, target
from deployer.diagnosis.families._fixes import change_pods
from deployer.diagnosis.families._words import did_you_mean
from deployer.diagnosis.finding import Evidence, Finding, Fix, ObjectRef, Rule
from deployer.diagnosis.reading import (
    Container,
    all_containers,
    containers,
    is_ready,
    labels,
    short,
)
from deployer.diagnosis.snapshot import Snapshot
from deployer.diagnosis.starting import is_starting
from deployer.tools.kube import meta

UNKNOWN_HOST = re.compile(
    r"getaddrinfo ENOTFOUND (?P<a>[\w.-]+)"
    r'|could not translate host name "(?P<b>[^"]+)" to address: (?:Name or service not known|Name'
    r" does)"
    r"|lookup (?P<c>[\w.-]+?)\.?(?: on \S+)?: no such host"
    r"|[Cc]ould not resolve host:? (?P<d>[\w.-]+)"
    r"|failed to resolve host '(?P<e>[^']+)'"
)
"""What Node.js, libpq, Go, curl and psycopg say of names that do not exist."""
UNANSWERED = re.compile(
    r"EAI_AGAIN|[Tt]emporary failure in name resolution|server misbehaving|:53: i/o timeout"
    r"|no servers could be reached"
)
"""What they say when no DNS server answers."""
DNS_LABEL = ("k8s-app", "kube-dns")


def does_not_exist(snapshot: Snapshot) -> Iterator[Finding]:
    """Find programs that look for a host that is no Service."""
    if not snapshot.readable("Service"):
        return
    for one in all_containers(snapshot):
        found = UNKNOWN_HOST.search(snapshot.log(meta(one.pod).name or "", one.name))
        host = next((group for group in found.groups() if group), "") if found else ""
        wanted = target(snapshot, one.pod, host) if host else None
        if found is None or wanted is None:
            continue
        own = wanted.namespace == snapshot.namespace
        elsewhere = [s.partition("/") for s in snapshot.services_elsewhere]
        spaces = [space for space, _, name in elsewhere if name == wanted.name]
        if snapshot.service(wanted.name) if own else wanted.namespace in spaces:
            continue
        known = [meta(service).name or "" for service in snapshot.services]
        there = (
            f"; there is one in namespace {spaces[0]}: {wanted.name}.{spaces[0]}"
            if spaces
            else did_you_mean(wanted.name, known)
        )
        yield Finding(
            rule="network.unknown-host",
            object=snapshot.ref(one.pod, one.name),
            cause=f"it looks for the host {host}, and namespace {wanted.namespace} has no Service"
            f" {wanted.name}{there}",
            evidence=(Evidence(what="log", value=short(found[0])),),
            severity="warning" if one.ready else "critical",
            confidence="strong",
            fix=Fix(summary=f"correct the address that it is given ({host})"),
            patience=None,
        )


def is_down(snapshot: Snapshot) -> Iterator[Finding]:
    """Find a cluster whose DNS does not run."""
    if not snapshot.readable("SystemPod", "SystemDeployment"):
        return
    name, value = DNS_LABEL
    servers = [pod for pod in snapshot.system_pods if labels(pod).get(name) == value]
    makers = [one for one in snapshot.system_deployments if labels(one).get(name) == value]
    if not (servers or makers) or any(is_ready(pod) for pod in servers):
        return
    if any(is_starting(snapshot, pod) for pod in servers):
        return
    why = next(
        (one.waiting.reason for pod in servers for one in containers(pod) if one.waiting.reason), ""
    )
    maker = meta(makers[0]).name or "" if makers else ""
    scaled = bool(makers) and makers[0].spec.replicas == 0
    state = "is scaled to 0" if scaled else f"is not ready ({why or 'no pod of it is'})"
    place = ("-n", "kube-system")
    command = (
        ("kubectl", "scale", f"deployment/{maker}", "--replicas=1", *place)
        if scaled
        else ("kubectl", "rollout", "restart", f"deployment/{maker}", *place)
    )
    about = ("Deployment", maker) if maker else ("Pod", meta(servers[0]).name or "")
    yield Finding(
        rule="network.dns-down",
        object=ObjectRef(kind=about[0], namespace="kube-system", name=about[1]),
        cause=f"the cluster's DNS {state}: no name of a Service can be looked up",
        evidence=(Evidence(what="ready pods with k8s-app=kube-dns", value=f"0 of {len(servers)}"),),
        fix=Fix(
            summary="scale it up" if scaled else "start it anew; its log says why it stopped",
            command=command if maker else (),
            undo=f"kubectl scale deployment/{maker} --replicas=0 -n kube-system" if scaled else "",
        ),
        causes=tuple(_helpless(snapshot)),
    )


def _helpless(snapshot: Snapshot) -> Iterator[ObjectRef]:
    """Return the containers whose words show that they got no answer."""
    for one in all_containers(snapshot):
        log = snapshot.log(meta(one.pod).name or "", one.name)
        if UNANSWERED.search(log) or UNKNOWN_HOST.search(log):
            yield snapshot.ref(one.pod, one.name)


def asks_elsewhere(snapshot: Snapshot) -> Iterator[Finding]:
    """Find pods that are told to call Services and to ask a DNS that does not know them."""
    for one in all_containers(snapshot):
        spec = one.pod.spec
        policy = (spec and spec.dnsPolicy) or "ClusterFirst"
        on_host = bool(spec and spec.hostNetwork) and policy == "ClusterFirst"
        if one.init or not (policy == "Default" or on_host):
            continue
        called = _service_of(snapshot, one)
        log = snapshot.log(meta(one.pod).name or "", one.name)
        said = UNKNOWN_HOST.search(log) or UNANSWERED.search(log)
        if not called or (one.ready and not said):
            continue
        right = "ClusterFirstWithHostNet" if spec and spec.hostNetwork else "ClusterFirst"
        yield Finding(
            rule="network.dns-policy",
            object=snapshot.ref(one.pod, one.name),
            cause=f"it is told to call {called}, but asks the node's DNS, which knows no Services"
            f" (dnsPolicy {policy}{', on the host network' if on_host else ''})",
            evidence=(
                Evidence(what="spec.dnsPolicy", value=policy),
                *((Evidence(what="log", value=short(said[0])),) if said else ()),
            ),
            confidence="strong",
            fix=change_pods(snapshot, one.pod, f"set dnsPolicy to {right}", {"dnsPolicy": right}),
        )


def _service_of(snapshot: Snapshot, one: Container) -> str:
    """Return a Service whose name stands in a container's environment."""
    known = {meta(service).name for service in snapshot.services}
    hosts = [address.host for address in addresses(one)]
    hosts += [g for g in _said_hosts(snapshot, one) if g]
    return next((host for host in hosts if host.split(".")[0] in known), "")


def _said_hosts(snapshot: Snapshot, one: Container) -> tuple[str | None, ...]:
    found = UNKNOWN_HOST.search(snapshot.log(meta(one.pod).name or "", one.name))
    return found.groups() if found else ()


RULES: tuple[Rule, ...] = (is_down, asks_elsewhere, does_not_exist)
