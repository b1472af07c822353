from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.healing import Cure
from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.objects import (
    Part,
    ago,
    crashing,
    deployment,
    owned,
    pod,
    replica_set,
    snapshot,
    status,
)

WEB = (replica_set(), deployment())


def at(*parts: Part) -> Snapshot:
    return snapshot(*WEB, *parts)


BROKEN = at(pod("web-1", crashing(1), metadata=owned("ReplicaSet", "web-5f")))
WELL = at(pod("web-2", metadata=owned("ReplicaSet", "web-5f")))


def cure() -> Cure:
    return Cure(BROKEN, diagnose(BROKEN).problems[0])


def looked(one: Cure, *states: Snapshot) -> bool:
    return [one.look(state, diagnose(state)) for state in states][-1]


def test_it_worked_when_it_is_well_twice_in_a_row() -> None:
    assert not looked(cure(), WELL)
    assert looked(cure(), WELL, WELL)


def test_a_quiet_moment_between_two_crashes_is_no_cure() -> None:
    assert not looked(cure(), WELL, BROKEN, WELL)


def test_another_pod_of_the_same_owner_with_the_same_trouble_is_no_cure() -> None:
    again = at(pod("web-9", crashing(1), metadata=owned("ReplicaSet", "web-5f")))
    assert not looked(cure(), again, again)


def test_a_pod_that_is_not_ready_yet_is_waited_for() -> None:
    young = owned("ReplicaSet", "web-5f") | {"creationTimestamp": ago(5)}
    starting = at(pod("web-2", status(ready=False), metadata=young))
    assert not looked(cure(), starting, starting)


def test_trouble_of_others_does_not_matter() -> None:
    other = at(
        pod("web-2", metadata=owned("ReplicaSet", "web-5f")), pod("other", crashing(1), labels={})
    )
    assert looked(cure(), other, other)
