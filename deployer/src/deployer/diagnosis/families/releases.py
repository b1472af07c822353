"""A Helm release is not as it should be. Source: the labels and the note of its newest revision."""

from collections.abc import Iterator

from deployer.app import load_app
from deployer.diagnosis.finding import Evidence, Finding, Fix, ObjectRef, Rule
from deployer.diagnosis.kinds import HelmRelease
from deployer.diagnosis.patches import UP
from deployer.diagnosis.reading import short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.refusals import refusal_of

AT_WORK, DEAD = 300.0, 900.0
"""Seconds in which helm may still be at work, as it is by default, and in which at most."""
SYMPTOMS = frozenset({"helm.timeout", "helm.hook"})
"""Refusals behind which something else is the cause."""


def is_locked(snapshot: Snapshot) -> Iterator[Finding]:
    """Find releases that a helm which died left locked."""
    for one in snapshot.releases:
        since = snapshot.since(one.changed)
        if not one.status.startswith("pending-") or since < AT_WORK:
            continue
        is_dead = since > DEAD
        yield Finding(
            rule="helm.pending",
            object=_ref(one),
            cause=f"its revision {one.revision} is {one.status} since {_span(since)}: the helm that"
            f" worked on it {'died' if is_dead else 'seems to have died'}, and no other may touch"
            f" it",
            evidence=(
                Evidence(what="status", value=one.status),
                Evidence(what="changed", value=f"{_span(since)} ago"),
            ),
            severity="critical" if is_dead else "warning",
            confidence="strong" if is_dead else "weak",
            fix=_unlocked(one),
            patience=max(0.0, DEAD - since),
        )


def _unlocked(one: HelmRelease) -> Fix:
    place = ("-n", one.namespace)
    if _is_ours(one):
        return Fix(summary="let the deployer take it over", command=UP)
    if one.deployed:
        return Fix(
            summary=f"go back to revision {one.deployed}, the last that was deployed (first make"
            f" sure"
            " that no helm runs)",
            risk="destructive",
            command=("helm", "rollback", one.name, str(one.deployed), *place),
        )
    return Fix(
        summary="take away what never came up, then install it again (first make sure that no helm"
        " runs)",
        risk="destructive",
        command=("helm", "uninstall", one.name, *place),
    )


def failed(snapshot: Snapshot) -> Iterator[Finding]:
    """Find releases whose newest revision failed, with the reason that Helm noted."""
    for one in snapshot.releases:
        if one.status != "failed":
            continue
        known = refusal_of(one.description, release=one.name, namespace=one.namespace)
        why = known.why if known else short(one.description, 200) or "Helm does not say why"
        runs = f"; revision {one.deployed} goes on running" if one.deployed else ""
        yield Finding(
            rule="helm.failed",
            object=_ref(one),
            cause=f"revision {one.revision} failed: {why}{runs}",
            evidence=(
                Evidence(what="status", value="failed"),
                Evidence(what="description", value=short(one.description)),
            ),
            severity="warning" if one.deployed else "critical",
            confidence="strong",
            symptom=known is None or known.rule in SYMPTOMS,
            fix=_repaired(one, known.cure if known and known.rule not in SYMPTOMS else ""),
            patience=None,
        )


def _repaired(one: HelmRelease, cure: str) -> Fix:
    if _is_ours(one):
        return Fix(summary="cure the cause, then deploy again", command=UP)
    if cure:
        return Fix(summary=cure)
    back = f"; helm rollback {one.name} {one.deployed} goes back" if one.deployed else ""
    return Fix(summary=f"cure what its pods say, then run helm upgrade --install again{back}")


def does_not_go(snapshot: Snapshot) -> Iterator[Finding]:
    """Find releases that are being uninstalled for so long that the helm must have died."""
    for one in snapshot.releases:
        since = snapshot.since(one.changed)
        if one.status == "uninstalling" and since > DEAD:
            yield Finding(
                rule="helm.uninstalling",
                object=_ref(one),
                cause=f"it is being uninstalled since {_span(since)}; that was broken off",
                evidence=(Evidence(what="status", value=one.status),),
                severity="warning",
                confidence="strong",
                fix=Fix(
                    summary="uninstall what is left of it",
                    risk="destructive",
                    command=("helm", "uninstall", one.name, "-n", one.namespace),
                ),
            )


def _ref(one: HelmRelease) -> ObjectRef:
    return ObjectRef(kind="HelmRelease", namespace=one.namespace, name=one.name)


def _is_ours(one: HelmRelease) -> bool:
    app = load_app()
    names = {app.chart(service).name for service in app.services}
    return one.namespace == app.namespace and one.name in names


def _span(seconds: float) -> str:
    return f"{seconds / 60:.0f} minutes" if seconds < 2 * 3600 else f"{seconds / 3600:.0f} hours"


RULES: tuple[Rule, ...] = (is_locked, failed, does_not_go)
