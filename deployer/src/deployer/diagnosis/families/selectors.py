"""A Service selects no pods. Source: its selector and all labels, compared."""

import difflib
from collections.abc import Iterator, Mapping

from lightkube.resources.core_v1 import Service

from deployer.diagnosis.families._services import Labelled, carriers, selecting
from deployer.diagnosis.finding import Evidence, Finding, Fix, Rule
from deployer.diagnosis.patches import PUT_BACK, is_ours, patch_of
from deployer.diagnosis.reading import selects
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

SETTLES = 30.0
"""Seconds in which pods of a Service that was just made may appear."""
ALIKE = 0.4
"""The least likeness, from 0 to 1, at which labels were probably meant."""
VOLATILE = frozenset({"pod-template-hash", "controller-revision-hash", "pod-template-generation"})
"""Labels that controllers add; no selector of a person names them."""


def selects_nothing(snapshot: Snapshot) -> Iterator[Finding]:
    """Find Services whose selector matches no pod, and no workload that would make one."""
    if not snapshot.readable("Pod", "Deployment", "StatefulSet", "DaemonSet"):
        return
    there = carriers(snapshot)
    for service, selector in selecting(snapshot):
        if snapshot.selected(selector) or any(selects(selector, one.labels) for one in there):
            continue
        near = _nearest(meta(service).name or "", selector, there)
        yield _unmatched(snapshot, service, selector, near)


def _unmatched(
    snapshot: Snapshot, service: Service, selector: Mapping[str, str], near: Labelled | None
) -> Finding:
    said = _pairs(selector)
    evidence = [Evidence(what="spec.selector", value=said)]
    if near is None:
        return Finding(
            rule="network.selector",
            object=snapshot.ref(service),
            cause=f"its selector {said} matches no pod, and no workload here has such labels",
            evidence=tuple(evidence),
            severity="warning",
            fix=Fix(summary="make the selector match the labels of the pods that it is for"),
            patience=SETTLES,
        )
    has = near.labels
    wrong = {key: has.get(key) for key, value in selector.items() if has.get(key) != value}
    told = "; ".join(
        f"it asks for {key}={selector[key]}, they have "
        + (f"{key}={value}" if value is not None else f"no label {key}")
        for key, value in wrong.items()
    )
    evidence.append(Evidence(what=f"labels of {near.name}", value=_pairs(near.labels)))
    change = ", ".join(f"{key}={v}" if v else f"without {key}" for key, v in wrong.items())
    return Finding(
        rule="network.selector",
        object=snapshot.ref(service),
        cause=f"its selector matches no pod; nearest are those of {near.name}: {told}",
        evidence=tuple(evidence),
        fix=PUT_BACK
        if is_ours(service)
        else Fix(
            summary=f"set the selector to {change}",
            patch=patch_of(service, {"spec": {"selector": wrong}}, namespace=snapshot.namespace),
            undo=f"set spec.selector back to {said}",
        ),
        patience=SETTLES,
    )


def _nearest(name: str, selector: Mapping[str, str], there: list[Labelled]) -> Labelled | None:
    """Return what the selector was most likely meant for; None when nothing is like it."""

    def likeness(one: Labelled) -> float:
        alike = [_alike(value, one.labels.get(key)) for key, value in selector.items()]
        return sum(alike) / len(alike) + _alike(name, one.name.rpartition(" ")[2]) / 10

    best = max(there, key=likeness, default=None)
    return best if best is not None and likeness(best) > ALIKE else None


def _alike(wanted: str, value: str | None) -> float:
    return difflib.SequenceMatcher(None, wanted, value).ratio() if value else 0.0


def _pairs(found: Mapping[str, str]) -> str:
    return ",".join(f"{key}={value}" for key, value in found.items() if key not in VOLATILE)


RULES: tuple[Rule, ...] = (selects_nothing,)
