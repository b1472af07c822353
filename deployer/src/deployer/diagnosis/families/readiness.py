"""A container runs and is not ready. Source: events `Unhealthy` of the kubelet."""

from collections.abc import Iterator

from deployer.diagnosis.finding import Finding, Rule
from deployer.diagnosis.snapshot import Snapshot
from deployer.results import Evidence


def is_not_ready(snapshot: Snapshot) -> Iterator[Finding]:
    """Find running pods whose probes fail; that may end by itself at any time."""
    for pod in snapshot.pods:
        failing = [one for one in snapshot.events_of(pod.name) if one.reason == "Unhealthy"]
        if pod.phase == "Running" and not pod.ready and not pod.deleting and failing:
            said = failing[-1].message
            yield Finding(
                rule="ready.probe",
                object=f"Pod {pod.name}",
                cause=f"it runs, but is not ready: {said[:200]}",
                cure="./todo logs",
                evidence=(Evidence(what="event Unhealthy", value=said[:400]),),
                confidence="strong",
                patience=None,
            )


RULES: tuple[Rule, ...] = (is_not_ready,)
