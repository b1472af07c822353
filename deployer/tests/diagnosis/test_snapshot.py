from deployer.diagnosis.reference import ObjectRef
from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.objects import (
    NAMESPACE,
    config_map,
    cron_job,
    deployment,
    event,
    job,
    merged,
    node,
    owned,
    pod,
    replica_set,
    secret,
    service,
    snapshot,
)


def test_what_is_saved_is_read_back_just_so() -> None:
    one = snapshot(
        pod("web-1", metadata=owned("ReplicaSet", "web-5f")),
        replica_set(),
        deployment(),
        service(),
        node(),
        config_map("settings", "a", "b"),
        secret("keys", "k"),
        event("Pod/web-1", "BackOff", "x"),
        logs={"web-1/app": "one\ntwo"},
        unreadable={"Node": "forbidden"},
    )
    again = Snapshot.from_json(one.to_json())
    assert again == one
    assert again.to_json() == one.to_json()


def test_owners_are_followed_to_the_top() -> None:
    mine = pod("web-1", metadata=owned("ReplicaSet", "web-5f"))
    one = snapshot(mine, replica_set(), deployment(), pod("other"))
    assert [str(owner) for owner in one.owners(mine)] == ["ReplicaSet web-5f", "Deployment web"]
    assert one.pods_of(one.deployments[0]) == (mine,)
    assert one.children(one.deployments[0]) == one.replica_sets


def test_an_owner_that_is_gone_is_still_named() -> None:
    one = snapshot(pod("web-1", metadata=owned("ReplicaSet", "gone")))
    assert [str(owner) for owner in one.owners(one.pods[0])] == ["ReplicaSet gone"]
    assert one.owner(one.pods[0]) is None


def test_a_pod_of_a_job_of_a_cron_job() -> None:
    mine = pod("n-1", metadata=owned("Job", "nightly-1"))
    one = snapshot(mine, job("nightly-1", metadata=owned("CronJob", "nightly")), cron_job())
    assert one.pods_of(one.cron_jobs[0]) == (mine,)


def test_owners_in_a_circle_come_to_an_end() -> None:
    first = job("a", metadata=owned("Job", "b"))
    second = job("b", metadata=owned("Job", "a"))
    assert len(snapshot(first, second).owners(first)) < 10


def test_things_are_found_by_kind_and_name() -> None:
    one = snapshot(pod("web"), service("web"), config_map("web"), secret("keys", "k"), node("n"))
    assert one.service("web") is one.services[0]
    assert one.pod("web") is one.pods[0]
    assert one.secret("web") is None
    assert one.node("n") is not None
    assert one.find("Ingress", "web") is None


def test_events_are_found_by_their_object() -> None:
    mine, other = event("Pod/web-1", "A"), event("Service/web-1", "B")
    assert snapshot(mine, other).events_of("Pod", "web-1") == (mine,)


def test_not_readable_is_not_the_same_as_not_there() -> None:
    one = snapshot(unreadable={"Secret": "forbidden"})
    assert not one.readable("Secret", "Pod")
    assert one.readable("Pod")


def test_cluster_wide_objects_have_no_namespace() -> None:
    one = snapshot(node("n"), pod("p"))
    assert one.ref(one.nodes[0]) == ObjectRef(kind="Node", namespace="", name="n")
    assert one.ref(one.pods[0], "app").namespace == NAMESPACE


def test_merging_keeps_what_is_not_named() -> None:
    assert merged({"a": {"b": 1, "c": 2}}, {"a": {"b": 3}}) == {"a": {"b": 3, "c": 2}}
