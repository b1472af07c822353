"""Which NetworkPolicies stop which traffic, worked out from the objects alone.

Source: the API's documentation of `networking.k8s.io/v1`. Policies only add up: traffic passes a
side that no policy selects, and else when one rule of one of its policies lets it through. Both the
sender's egress and the receiver's ingress have to agree.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from typing import Literal

from lightkube.models.meta_v1 import LabelSelector
from lightkube.models.networking_v1 import (
    IPBlock,
    NetworkPolicyPeer,
    NetworkPolicyPort,
    NetworkPolicySpec,
)
from lightkube.resources.core_v1 import Pod
from lightkube.resources.networking_v1 import NetworkPolicy

from deployer.diagnosis.reading import matches
from deployer.tools.kube import meta

Side = Literal["Ingress", "Egress"]
NAME_LABEL = "kubernetes.io/metadata.name"
"""The label that the API server gives every namespace, with its name."""


@dataclass(frozen=True, kw_only=True)
class Party:
    """One end of a connection.

    Args:
        namespace: Empty for what is outside of the cluster.
        labels: The pod's.
        namespace_labels: Those of its namespace; its name alone when they are not known.
        address: Empty when not known; then address blocks are taken to hold it.
        ports: The pod's named ports: name to (number, protocol).
    """

    namespace: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    namespace_labels: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    ports: Mapping[str, tuple[int, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Blocked:
    """Traffic that does not pass.

    Args:
        side: `Egress` when it does not leave the sender, `Ingress` when the receiver refuses it.
        policies: All that select that end on that side: one more rule in any of them would do.
    """

    side: Side
    policies: tuple[NetworkPolicy, ...]

    @property
    def names(self) -> str:
        """The policies' names, for a person."""
        return ", ".join(meta(one).name or "" for one in self.policies)


def party(pod: Pod, namespace: str, namespace_labels: Mapping[str, str] | None = None) -> Party:
    """Return a pod as an end of a connection.

    Args:
        pod: Any pod.
        namespace: Its namespace, when the pod does not say it.
        namespace_labels: Those of its namespace; its name alone when they are not known.
    """
    space = meta(pod).namespace or namespace
    containers = pod.spec.containers if pod.spec else []
    ports = {
        port.name: (port.containerPort, port.protocol or "TCP")
        for container in containers
        for port in container.ports or []
        if port.name
    }
    return Party(
        namespace=space,
        labels=meta(pod).labels or {},
        namespace_labels={NAME_LABEL: space} | dict(namespace_labels or {}),
        address=(pod.status.podIP or "") if pod.status else "",
        ports=ports,
    )


def blocked(
    policies: Iterable[NetworkPolicy],
    source: Party,
    target: Party,
    port: int,
    protocol: str = "TCP",
) -> Blocked | None:
    """Return what stops a connection, or None when it passes.

    Args:
        policies: Those of both ends' namespaces.
        source: Who connects.
        target: To whom.
        port: The number on the target, behind any Service.
        protocol: `TCP`, `UDP` or `SCTP`.
    """
    known = tuple(policies)
    ends: tuple[tuple[Side, Party, Party], ...] = (
        ("Egress", source, target),
        ("Ingress", target, source),
    )
    for side, own, other in ends:
        selecting = tuple(_selecting(known, own, side))
        wanted = _Wanted(side, other, target, port, protocol)
        if selecting and not any(wanted.passes(one) for one in selecting):
            return Blocked(side, selecting)
    return None


def types_of(spec: NetworkPolicySpec) -> tuple[str, ...]:
    """Return the sides that a policy rules over, as the API server fills them in."""
    if spec.policyTypes:
        return tuple(spec.policyTypes)
    return ("Ingress", "Egress") if spec.egress else ("Ingress",)


def _selecting(
    policies: Iterable[NetworkPolicy], end: Party, side: Side
) -> Iterator[NetworkPolicy]:
    for policy in policies:
        spec = policy.spec
        if spec is None or meta(policy).namespace != end.namespace or not end.namespace:
            continue
        if side in types_of(spec) and _fits(spec.podSelector, end.labels):
            yield policy


@dataclass(frozen=True)
class _Wanted:
    """One connection, seen from one of its ends."""

    side: Side
    other: Party
    target: Party
    port: int
    protocol: str

    def passes(self, policy: NetworkPolicy) -> bool:
        """Tell whether a rule of the policy lets it through."""
        return any(
            (not peers or any(self._is_peer(policy, one) for one in peers))
            and (not ports or any(self._is_port(one) for one in ports))
            for peers, ports in _rules(policy, self.side)
        )

    def _is_peer(self, policy: NetworkPolicy, peer: NetworkPolicyPeer) -> bool:
        if peer.ipBlock is not None:
            return _holds(peer.ipBlock, self.other.address)
        if not self.other.namespace:
            return False
        # Both selectors in one item have to fit; each item of the list is enough by itself.
        if peer.namespaceSelector is None:
            fits = self.other.namespace == meta(policy).namespace
        else:
            fits = matches(peer.namespaceSelector, self.other.namespace_labels)
        return fits and _fits(peer.podSelector, self.other.labels)

    def _is_port(self, wanted: NetworkPolicyPort) -> bool:
        if (wanted.protocol or "TCP") != self.protocol:
            return False
        if wanted.port is None:
            return True
        if isinstance(wanted.port, str):
            # A name is always one of the receiving pod's, whichever side the rule is on.
            return self.target.ports.get(wanted.port) == (self.port, self.protocol)
        return wanted.port <= self.port <= (wanted.endPort or wanted.port)


def _fits(selector: LabelSelector | None, labels: Mapping[str, str]) -> bool:
    """Tell whether a pod selector matches; one that is left out matches every pod."""
    return selector is None or matches(selector, labels)


type _Rule = tuple[list[NetworkPolicyPeer] | None, list[NetworkPolicyPort] | None]


def _rules(policy: NetworkPolicy, side: Side) -> Iterator[_Rule]:
    spec = policy.spec or NetworkPolicySpec()
    if side == "Ingress":
        yield from ((rule.from_, rule.ports) for rule in spec.ingress or [])
    else:
        yield from ((rule.to, rule.ports) for rule in spec.egress or [])


def _holds(block: IPBlock, address: str) -> bool:
    """Tell whether a block holds an address; an unknown one is taken to be in it."""
    if not address:
        return True
    known = ip_address(address)
    return known in ip_network(block.cidr, strict=False) and not any(
        known in ip_network(one, strict=False) for one in block.except_ or []
    )
