import pytest

from deployer.diagnosis.kinds import Event
from deployer.diagnosis.relevance import current
from tests.diagnosis.objects import (
    Part,
    claim,
    deployment,
    event,
    job,
    owned,
    pod,
    replica_set,
    snapshot,
    status,
)

FAILED = event("ReplicaSet/web-5f", "FailedCreate", "no")
NO_PODS = {"replicas": 0, "readyReplicas": 0}


def kept(*parts: Part, unreadable: dict[str, str] | None = None) -> tuple[Event, ...]:
    return current(snapshot(*parts, unreadable=unreadable or {})).events


@pytest.mark.parametrize(
    "parts",
    [
        (FAILED, replica_set(status=NO_PODS), deployment()),
        (event("Pod/web-1", "Unhealthy", "x"), pod("web-1", status(ready=False))),
        (event("Pod/web-1", "Unhealthy", "x", seconds=10), pod("web-1")),
        (
            event("PersistentVolumeClaim/data", "ProvisioningFailed"),
            claim(status={"phase": "Pending"}),
        ),
        (event("Node/elsewhere", "Rebooted"), event("Gateway/x", "Refused"))[1:],
        (event("Job/migrate", "FailedCreate"), job(status={"active": None})),
    ],
)
def test_warnings_about_what_is_there_and_not_well_are_kept(parts: tuple[Part, ...]) -> None:
    assert kept(*parts) == (parts[0],)


@pytest.mark.parametrize(
    "parts",
    [
        (FAILED, replica_set(), deployment()),
        (FAILED, deployment()),
        (event("Pod/gone", "BackOff"),),
        (event("Pod/web-1", "Unhealthy", seconds=3550), pod("web-1")),
        (event("Pod/web-1", "BackOff", object_uid="another"), pod("web-1", status(ready=False))),
        (
            event("Pod/web-1", "BackOff"),
            pod("web-1", status(ready=False), status={"phase": "Succeeded"}),
        ),
        (event("PersistentVolumeClaim/data", "ProvisioningFailed"), claim()),
        (event("Job/migrate", "FailedCreate"), job()),
    ],
)
def test_warnings_that_outlived_their_cause_are_left_out(parts: tuple[Part, ...]) -> None:
    assert kept(*parts) == ()


def test_a_replica_set_that_was_replaced_says_nothing_more() -> None:
    newer = {"annotations": {"deployment.kubernetes.io/revision": "2"}}
    old = replica_set(status=NO_PODS)
    assert kept(FAILED, old, replica_set("web-6a", metadata=newer), deployment()) == ()
    assert kept(
        FAILED, replica_set(metadata=newer, status=NO_PODS), replica_set("web-4"), deployment()
    )


def test_what_could_not_be_listed_may_still_be_there() -> None:
    gone = event("Pod/web-1", "BackOff")
    assert kept(gone, unreadable={"Pod": "forbidden"}) == (gone,)


def test_an_old_pod_of_another_owner_is_judged_by_itself() -> None:
    mine = pod("web-1", status(ready=False), metadata=owned("ReplicaSet", "other"))
    told = event("Pod/web-1", "BackOff")
    assert kept(told, mine) == (told,)
