"""Where the description of a pod is changed, by what made it."""

import pytest

from deployer.diagnosis.families._fixes import change_container, change_pods, maker, read_logs
from deployer.diagnosis.reading import containers
from tests.diagnosis.objects import (
    Part,
    Tree,
    crashing,
    cron_job,
    deployment,
    job,
    merged,
    owned,
    pod,
    replica_set,
    snapshot,
    stateful_set,
)

CHANGE: Tree = {"enableServiceLinks": False}


@pytest.mark.parametrize(
    ("parts", "kind", "name", "body"),
    [
        ((deployment(), replica_set()), "Deployment", "web", {"template": {"spec": CHANGE}}),
        ((stateful_set("db"),), "StatefulSet", "db", {"template": {"spec": CHANGE}}),
        (
            (cron_job(), job("nightly-1", metadata=owned("CronJob", "nightly"))),
            "CronJob",
            "nightly",
            {"jobTemplate": {"spec": {"template": {"spec": CHANGE}}}},
        ),
    ],
)
def test_the_template_of_the_highest_controller_is_changed(
    parts: tuple[Part, ...], kind: str, name: str, body: Tree
) -> None:
    owner = {"Deployment": ("ReplicaSet", "web-5f"), "CronJob": ("Job", "nightly-1")}
    one = pod("x-1", metadata=owned(*owner.get(kind, (kind, name))))
    fix = change_pods(snapshot(one, *parts), one, "do it", CHANGE)
    assert fix.patch is not None
    assert (fix.patch.kind, fix.patch.name, fix.patch.namespace) == (kind, name, "shop")
    assert fix.patch.body == {"spec": body}
    assert fix.summary == f"do it in {kind} {name}"
    assert bool(fix.undo) == (kind != "CronJob")


def test_a_replica_set_that_cannot_be_read_still_leads_to_its_deployment() -> None:
    about = merged(owned("ReplicaSet", "web-5f"), {"labels": {"pod-template-hash": "5f"}})
    one = pod("web-5f-1", metadata=about)
    found = snapshot(one, unreadable={"ReplicaSet": "not followed"})
    assert str(maker(found, one)) == "Deployment web"


@pytest.mark.parametrize("about", [{}, owned("Job", "migrate")])
def test_what_cannot_be_changed_has_to_be_made_anew(about: Tree) -> None:
    one = pod("x-1", metadata=about)
    fix = change_pods(snapshot(one, job("migrate")), one, "do it", CHANGE)
    assert (fix.automatic, fix.risk) == (False, "destructive")
    assert "anew: do it" in fix.summary


def test_our_own_app_is_changed_where_it_is_described() -> None:
    one = pod("x-1", labels={"app.kubernetes.io/part-of": "todo"})
    assert change_pods(snapshot(one), one, "do it", CHANGE).command == ("./todo", "up")
    told = change_pods(snapshot(one), one, "do it", CHANGE, ours="edit app.yaml")
    assert told.summary == "edit app.yaml, then run ./todo up"


def test_an_init_container_is_changed_among_its_kind() -> None:
    init = {"initContainers": [{"name": "wait", "image": "a:1"}]}
    one = pod("db-0", spec=init, metadata=owned("StatefulSet", "db"))
    first, second = containers(one)
    for each, field in ((first, "initContainers"), (second, "containers")):
        fix = change_container(snapshot(one), each, "do it", {"image": "b"})
        assert fix.patch is not None
        assert fix.patch.body["spec"]["template"]["spec"] == {
            field: [{"name": each.name, "image": "b"}]
        }


def test_the_log_of_the_run_before_is_read_once_there_was_one() -> None:
    fresh, again = pod("a"), pod("b", crashing(1))
    for one, previous in ((fresh, False), (again, True)):
        (container,) = containers(one)
        assert ("--previous" in read_logs(snapshot(one), container).command) == previous
