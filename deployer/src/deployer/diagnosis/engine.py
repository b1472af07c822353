"""Applies every rule to a snapshot, and puts root causes before what follows from them."""

from collections.abc import Callable, Sequence

from deployer.diagnosis.chains import Reach, chains
from deployer.diagnosis.finding import Finding, ObjectRef
from deployer.diagnosis.graph import Effects, key
from deployer.diagnosis.groups import Group, folded
from deployer.diagnosis.problem import Diagnosis, Problem
from deployer.diagnosis.registry import RULES
from deployer.diagnosis.relevance import current
from deployer.diagnosis.snapshot import Snapshot
from deployer.diagnosis.unknown import unexplained
from deployer.tools.kube import Thing


def diagnose(snapshot: Snapshot) -> Diagnosis:
    """Return what is wrong: root causes first, each with the symptoms that it explains."""
    snapshot = current(snapshot)
    effects = Effects(snapshot)
    groups = folded(snapshot, findings(snapshot))
    explained = _explained_by(snapshot, Reach(effects, groups), groups)
    groups += folded(snapshot, unexplained(snapshot, explained))
    found = chains(snapshot, Reach(effects, groups), groups)
    return Diagnosis(
        namespace=snapshot.namespace,
        taken_at=snapshot.taken_at,
        kubernetes=snapshot.kubernetes,
        pods=len(snapshot.pods),
        problems=tuple(
            Problem(
                id=f"F{number}",
                finding=root.head,
                also=root.also,
                symptoms=tuple(one.head for one in below),
            )
            for number, (root, below) in enumerate(found, 1)
        ),
        unreadable=dict(snapshot.unreadable),
    )


def findings(snapshot: Snapshot) -> tuple[Finding, ...]:
    """Return what every rule finds, in the rules' order, each cause of an object only once."""
    seen: dict[tuple[str, ObjectRef], Finding] = {}
    for rule in RULES:
        for one in rule(snapshot):
            seen.setdefault((one.rule, one.object), one)
    return tuple(seen.values())


def _explained_by(
    snapshot: Snapshot, reach: Reach, groups: Sequence[Group]
) -> Callable[[Thing], bool]:
    """Return what tells whether a finding accounts for an object that is not well."""
    about = {key(one) for group in groups for one in group.objects if not group.head.symptom}

    def is_explained(thing: Thing) -> bool:
        name = key(snapshot.ref(thing))
        return name in about or any(
            one.head.severity == "critical" and not one.head.symptom for one in reach.breaking(name)
        )

    return is_explained
