"""Services, what carries labels that they may select, and what leads to them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lightkube.models.networking_v1 import IngressServiceBackend
from lightkube.resources.core_v1 import Pod, Service
from lightkube.resources.networking_v1 import Ingress

from deployer.diagnosis.reading import labels, phase, selects, template_of
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import Thing, meta


class Labelled(NamedTuple):
    """Something whose pods carry labels."""

    name: str
    labels: Mapping[str, str]


def selecting(snapshot: Snapshot) -> Iterator[tuple[Service, Mapping[str, str]]]:
    """Return the Services that select pods, with their selectors."""
    for service in snapshot.services:
        spec = service.spec
        if spec and spec.selector and spec.type != "ExternalName":
            yield service, spec.selector


def carriers(snapshot: Snapshot) -> list[Labelled]:
    """Return the pods and what makes pods, with the pods' labels."""
    makers: list[Thing] = [
        *snapshot.deployments,
        *snapshot.stateful_sets,
        *snapshot.daemon_sets,
        *snapshot.replica_sets,
        *snapshot.jobs,
    ]
    found = []
    for one in makers:
        template = template_of(one)
        about = template.metadata.labels if template and template.metadata else None
        found.append(Labelled(str(snapshot.ref(one)), about or {}))
    pods = [one for one in snapshot.pods if phase(one) not in {"Succeeded", "Failed"}]
    return found + [Labelled(str(snapshot.ref(one)), labels(one)) for one in pods]


def serves(pod: Pod, selector: Mapping[str, str]) -> bool:
    """Tell whether a pod belongs to a selector's Service and has not ended."""
    ended = phase(pod) in {"Succeeded", "Failed"}
    return selects(selector, labels(pod)) and not ended and not meta(pod).deletionTimestamp


def backends(one: Ingress) -> Iterator[tuple[str, IngressServiceBackend]]:
    """Return where requests are sent, by host and path."""
    spec = one.spec
    if spec is None:
        return
    if spec.defaultBackend and spec.defaultBackend.service:
        yield "(default)", spec.defaultBackend.service
    for rule in spec.rules or ():
        for path in rule.http.paths if rule.http else ():
            if path.backend.service:
                yield f"{rule.host or '*'}{path.path or '/'}", path.backend.service
