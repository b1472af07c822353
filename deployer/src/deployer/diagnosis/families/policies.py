"""NetworkPolicies that stop what pods need. Source: the policies, worked out without the network.

Whether a cluster's network keeps policies at all cannot be seen from its API.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families._addresses import addresses
from deployer.diagnosis.families._calls import Call, answering, calls, misses
from deployer.diagnosis.finding import Evidence, Finding, Fix, Patch, Rule
from deployer.diagnosis.patches import PUT_BACK, is_ours
from deployer.diagnosis.reading import Container, all_containers, labels, phase
from deployer.diagnosis.snapshot import Snapshot
from deployer.diagnosis.traffic import NAME_LABEL, Blocked, Party, blocked, party
from deployer.tools.kube import meta

VOLATILE = frozenset({"pod-template-hash", "controller-revision-hash", "pod-template-generation"})
NUMBERED = frozenset({"statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index"})
"""Labels of one pod alone."""
DNS = Party(
    namespace="kube-system",
    labels={"k8s-app": "kube-dns"},
    namespace_labels={NAME_LABEL: "kube-system"},
)
DNS_PORT = 53
TO_DNS: Mapping[str, Any] = {
    "to": [{"namespaceSelector": {"matchLabels": {NAME_LABEL: "kube-system"}}}],
    "ports": [{"protocol": protocol, "port": DNS_PORT} for protocol in ("UDP", "TCP")],
}
"""The rule that lets a pod ask the cluster's DNS."""


def stops_a_call(snapshot: Snapshot) -> Iterator[Finding]:
    """Find policies because of which a pod cannot reach a Service that it is told to call."""
    if not snapshot.readable("NetworkPolicy", "Pod"):
        return
    seen: set[tuple[object, ...]] = set()
    for call in calls(snapshot) if snapshot.network_policies else ():
        stopped = list(_stops(snapshot, call))
        if not stopped or any(stop is None for *_, stop in stopped):
            continue
        pod, port, stop = stopped[0]
        assert stop is not None  # noqa: S101 - none was let through
        key = stop.names, stop.side, _who(snapshot, call.caller.pod), meta(call.service).name, port
        if key not in seen:
            seen.add(key)
            yield _stopped(snapshot, call, pod, port, stop)


def _stops(snapshot: Snapshot, call: Call) -> Iterator[tuple[Pod, str, Blocked | None]]:
    """Return each pod that would answer, at which port, and what stops the call to it."""
    source = _party(snapshot, call.caller.pod)
    for pod, port, protocol in answering(snapshot, call):
        target = _party(snapshot, pod)
        stop = blocked(snapshot.network_policies, source, target, port, protocol)
        yield pod, f"{protocol} {port}", stop


def _stopped(snapshot: Snapshot, call: Call, pod: Pod, port: str, stop: Blocked) -> Finding:
    who, (protocol, number) = _who(snapshot, call.caller.pod), port.split()
    comes_in = stop.side == "Ingress"
    peer = {"podSelector": {"matchLabels": _own_labels(call.caller.pod if comes_in else pod)}}
    rule = {
        "from" if comes_in else "to": [peer],
        "ports": [{"protocol": protocol, "port": int(number)}],
    }
    cause = (
        f"{_subject(stop)} {who} reach Service {meta(call.service).name}: {stop.side.lower()} to"
        f" {meta(pod).name} at {port} is not allowed"
    )
    finding = _finding(snapshot, call.caller, stop, "network.policy-blocks", cause)
    needs = Evidence(what=f"{meta(call.caller.pod).name} {call.because}", value=call.value)
    return _with(finding, needs, _opened(snapshot, stop, rule))


def _subject(stop: Blocked) -> str:
    return "it does not let" if len(stop.policies) == 1 else f"none of {stop.names} lets"


def stops_names(snapshot: Snapshot) -> Iterator[Finding]:
    """Find policies because of which a pod cannot look up the names that it is told to call."""
    if not snapshot.readable("NetworkPolicy"):
        return
    seen: set[tuple[str, str]] = set()
    for one in all_containers(snapshot) if snapshot.network_policies else ():
        named = next((a for a in addresses(one) if not a.host.replace(".", "").isdigit()), None)
        if phase(one.pod) in {"Succeeded", "Failed"} or named is None:
            continue
        stop = blocked(snapshot.network_policies, _party(snapshot, one.pod), DNS, DNS_PORT, "UDP")
        who = _who(snapshot, one.pod)
        if stop is None or stop.side != "Egress" or (stop.names, who) in seen:
            continue
        seen.add((stop.names, who))
        cause = f"{_subject(stop)} {who} ask the cluster's DNS (UDP 53), so it can look up no name"
        finding = _finding(snapshot, one, stop, "network.policy-blocks-dns", cause)
        needs = Evidence(what=f"{meta(one.pod).name} env {named.variable}", value=named.host)
        yield _with(finding, needs, _opened(snapshot, stop, TO_DNS))


def _finding(
    snapshot: Snapshot, caller: Container, stop: Blocked, rule: str, cause: str
) -> Finding:
    """Return a finding about a policy; critical only where something is seen to be wrong."""
    return Finding(
        rule=rule,
        object=snapshot.ref(stop.policies[0]),
        cause=cause,
        evidence=tuple(
            Evidence(what=f"NetworkPolicy {meta(one).name} rules over", value=stop.side)
            for one in stop.policies
        ),
        severity="critical" if misses(snapshot, caller) else "warning",
        confidence="strong",
        causes=(snapshot.ref(caller.pod, caller.name),),
    )


def _with(finding: Finding, needs: Evidence, fix: Fix) -> Finding:
    return finding.model_copy(update={"evidence": (*finding.evidence, needs), "fix": fix})


def _opened(snapshot: Snapshot, stop: Blocked, rule: Mapping[str, Any]) -> Fix:
    """Return the fix that adds one rule to a policy."""
    policy, path = stop.policies[0], stop.side.lower()
    if is_ours(policy):
        return PUT_BACK
    there = getattr(policy.spec, path) if policy.spec else None
    place, value = (f"/spec/{path}/-", rule) if there else (f"/spec/{path}", [rule])
    ref = snapshot.ref(policy)
    return Fix(
        summary=f"let just that through: one more {path} rule in {ref}",
        patch=Patch(
            kind=ref.kind,
            name=ref.name,
            namespace=ref.namespace,
            type="json",
            body=[{"op": "add", "path": place, "value": value}],
        ),
        undo=f"take that {path} rule out again",
    )


def _party(snapshot: Snapshot, pod: Pod) -> Party:
    space = snapshot.own_namespace
    return party(pod, snapshot.namespace, labels(space) if space else None)


def _who(snapshot: Snapshot, pod: Pod) -> str:
    owners = snapshot.owners(pod)
    return str(owners[-1] if owners else snapshot.ref(pod))


def _own_labels(pod: Pod) -> dict[str, str]:
    return {k: v for k, v in labels(pod).items() if k not in VOLATILE | NUMBERED}


RULES: tuple[Rule, ...] = (stops_a_call, stops_names)
