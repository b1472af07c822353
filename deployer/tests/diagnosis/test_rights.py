"""The rights of the operations server are what its tools ask for."""

from deployer.diagnosis.fixing import KINDS
from deployer.diagnosis.rights import MENDED, Rule, to_look, to_mend
from deployer.diagnosis.snapshot import CLUSTER_WIDE, OBJECTS


def resources(rules: tuple[Rule, ...], verb: str) -> set[str]:
    return {name for rule in rules if verb in rule.verbs for name in rule.resources}


def test_all_that_a_snapshot_lists_in_a_namespace_may_be_listed() -> None:
    listed = resources(to_look(), "list")
    assert {"pods", "deployments", "endpointslices", "networkpolicies", "events"} <= listed
    count = len([kind for kind in OBJECTS.values() if kind.__name__ not in CLUSTER_WIDE])
    assert len(listed) == count + len({"configmaps", "events"})


def test_nobody_who_looks_reads_secrets_or_changes_anything() -> None:
    assert {verb for rule in to_look() for verb in rule.verbs} == {"get", "list"}
    assert "secrets" not in resources((*to_look(), *to_mend()), "list")
    assert "secrets" not in resources((*to_look(), *to_mend()), "get")


def test_what_is_mended_can_be_patched_by_a_fix() -> None:
    assert set(MENDED) <= KINDS.keys()
    assert len(resources(to_mend(), "patch")) == len(MENDED)
    assert {"resourcequotas", "pods", "configmaps"}.isdisjoint(resources(to_mend(), "patch"))
