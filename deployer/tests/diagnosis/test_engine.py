"""Root causes first: what hangs below what, on snapshots with rules of the test's own."""

from collections.abc import Iterator

import pytest

from deployer.diagnosis import engine
from deployer.diagnosis.engine import diagnose, findings
from deployer.diagnosis.finding import Evidence, Finding, ObjectRef
from deployer.diagnosis.problem import Problem
from deployer.diagnosis.registry import RULES
from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.objects import (
    NAMESPACE,
    Part,
    ago,
    claim,
    crashing,
    deployment,
    event,
    from_yaml,
    job,
    node,
    owned,
    pod,
    replica_set,
    service,
    snapshot,
    stateful_set,
    status,
    waiting,
)
from tests.snapshots import QUOTA

EVENTS_ALONE = {"ReplicaSet": "not followed"}
REFUSED = event("ReplicaSet/web-5f", "FailedCreate", QUOTA)


def finding(rule: str, about: str, said: str = "x", **changes: object) -> Finding:
    kind, _, name = about.partition("/")
    name, _, container = name.partition("/")
    ref = ObjectRef(kind=kind, namespace=NAMESPACE, name=name, container=container)
    base: dict[str, object] = {"rule": rule, "object": ref, "cause": said}
    evidence = (Evidence(what="log", value=said),)
    return Finding.model_validate(base | {"evidence": evidence} | changes)


def told(
    monkeypatch: pytest.MonkeyPatch, parts: tuple[Part, ...], *found: Finding
) -> dict[str, list[str]]:
    """Root rules with the rules below them, when rules find just this."""

    def rule(one: Snapshot) -> Iterator[Finding]:
        del one
        yield from found

    monkeypatch.setattr(engine, "RULES", (rule,))
    problems = diagnose(snapshot(*parts)).problems
    return {one.finding.rule: [below.rule for below in one.symptoms] for one in problems}


WEB = (
    pod("web-1", crashing(), metadata=owned("ReplicaSet", "web-5f")),
    replica_set(),
    deployment(),
)


def test_a_symptom_hangs_below_the_cause_that_its_owner_owns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rollout = finding("rollout", "Deployment/web", symptom=True)
    assert told(monkeypatch, WEB, rollout, finding("crash", "Pod/web-1/app")) == {
        "crash": ["rollout"]
    }


def test_from_a_pod_to_its_ingress_in_three_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    ingress = from_yaml("""
kind: Ingress
apiVersion: networking.k8s.io/v1
metadata: {name: shop}
spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
""")
    found = told(
        monkeypatch,
        (*WEB, service(), *ingress),
        finding("no-backend", "Ingress/shop", symptom=True),
        finding("no-endpoints", "Service/web", symptom=True),
        finding("crash", "Pod/web-1/app"),
    )
    assert found == {"crash": ["no-backend", "no-endpoints"]}


def test_a_crash_for_want_of_a_database_hangs_below_what_ails_the_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    labels = {"app": "db"}
    parts = (
        *WEB,
        pod("db-0", crashing(137, "OOMKilled"), labels=labels, metadata=owned("StatefulSet", "db")),
        stateful_set("db", spec={"template": {"metadata": {"labels": labels}}}),
        service("db", spec={"selector": labels}),
    )
    found = told(
        monkeypatch,
        parts,
        finding("crash", "Pod/web-1/app", 'could not translate host name "db" to address'),
        finding("memory", "Pod/db-0/app"),
        finding("no-endpoints", "Service/db", symptom=True),
    )
    assert found == {"memory": ["crash", "no-endpoints"]}


def test_an_address_names_its_service(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = (*WEB, service("db", spec={"selector": {"app": "db"}, "clusterIP": "10.96.0.7"}))
    found = told(
        monkeypatch,
        parts,
        finding("crash", "Pod/web-1/app", "10.96.0.7:5432 failed: Connection refused"),
        finding("selector", "Service/db"),
    )
    assert found == {"selector": ["crash"]}


def test_two_independent_causes_stay_two(monkeypatch: pytest.MonkeyPatch) -> None:
    other = pod("db-0", waiting("ImagePullBackOff"), labels={"app": "db"})
    found = told(
        monkeypatch,
        (*WEB, other),
        finding("crash", "Pod/web-1/app", "ValueError: x"),
        finding("image", "Pod/db-0/app"),
    )
    assert found == {"crash": [], "image": []}


def test_what_a_finding_says_that_it_breaks_hangs_below_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = ObjectRef(kind="Deployment", namespace=NAMESPACE, name="web")
    found = told(
        monkeypatch,
        WEB,
        finding("crash", "Pod/web-1/app"),
        finding("policy", "NetworkPolicy/none", causes=(broken,)),
    )
    assert found == {"policy": ["crash"]}


def test_of_two_explanations_of_one_container_the_surer_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = told(
        monkeypatch,
        WEB,
        finding("exit", "Pod/web-1/app", confidence="strong"),
        finding("memory", "Pod/web-1/app", confidence="proof"),
        finding("not-ready", "Pod/web-1", confidence="strong"),
    )
    assert found == {"memory": ["exit", "not-ready"]}


def test_a_warning_does_not_explain_an_outage(monkeypatch: pytest.MonkeyPatch) -> None:
    found = told(
        monkeypatch,
        (pod("web-1", status(ready=False)), node()),
        finding("pressure", "Node/node-1", severity="warning"),
    )
    assert found == {"unknown": [], "pressure": []}


def test_symptoms_without_a_cause_are_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = (replica_set(), deployment(), service())
    found = told(
        monkeypatch,
        quiet,
        finding("no-endpoints", "Service/web", symptom=True),
        finding("rollout", "Deployment/web", symptom=True),
    )
    assert found == {"rollout": ["no-endpoints"]}


def problem(*parts: Part) -> Problem:
    (one,) = diagnose(snapshot(*parts)).problems
    return one


def test_one_cause_of_many_pods_is_told_once() -> None:
    pods = [
        pod(f"web-{n}", waiting("ErrImageNeverPull"), metadata=owned("ReplicaSet", "web-5f"))
        for n in range(5)
    ]
    one = problem(*pods, replica_set(), deployment())
    assert one.id == "F1"
    assert [str(ref) for ref in one.also] == [f"Pod web-{n}/app" for n in range(1, 5)]


def test_what_nobody_can_explain_is_called_unknown_with_what_is_known() -> None:
    silent = pod("web-1", status(ready=False), status={"phase": "Running"})
    one = problem(silent, event("Pod/web-1", "Strange", "never seen before"))
    assert one.finding.rule == "unknown"
    assert "never seen before" in " ".join(item.value for item in one.finding.evidence)


@pytest.mark.parametrize(
    "quiet",
    [
        pod("young", status(ready=False), metadata={"creationTimestamp": ago(20)}),
        pod("done", status(ready=False), status={"phase": "Succeeded"}),
        pod("going", status(ready=False), metadata={"deletionTimestamp": ago(5)}),
    ],
)
def test_a_pod_that_needs_time_or_is_done_is_not_unknown(quiet: Part) -> None:
    assert diagnose(snapshot(quiet)).problems == ()


def test_a_failed_try_of_a_job_is_not_unknown_before_the_job_gives_up() -> None:
    silent = status(ready=False, state={"terminated": {"exitCode": 1}})
    tried = pod("m-1", silent, metadata=owned("Job", "migrate"), status={"phase": "Failed"})
    assert diagnose(snapshot(tried, job(status={"active": 1}))).problems[1:] == ()
    gave_up = job(status={"conditions": [{"type": "Failed", "status": "True"}]})
    assert diagnose(snapshot(tried, gave_up)).problems


def test_a_slow_start_within_its_own_budget_is_not_unknown() -> None:
    probe = {"periodSeconds": 10, "failureThreshold": 60, "httpGet": {"port": 8000}}
    slow = pod("web-1", status(ready=False), metadata={"creationTimestamp": ago(300)})
    assert diagnose(snapshot(slow)).problems
    assert slow.spec is not None
    tree = {"name": "app", "image": "registry.example/app:1", "startupProbe": probe}
    slow = pod(
        "web-1",
        status(ready=False),
        metadata={"creationTimestamp": ago(300)},
        spec={"containers": [tree]},
    )
    assert diagnose(snapshot(slow)).problems == ()


def test_a_healthy_namespace_has_no_problems() -> None:
    assert diagnose(snapshot(pod("web-1"), service(), node(), claim())).problems == ()


def test_the_same_thing_is_told_once() -> None:
    again = event("ReplicaSet/web-5f", "FailedCreate", QUOTA, seconds=5)
    assert len(findings(snapshot(REFUSED, again, unreadable=EVENTS_ALONE))) == 1


def test_a_finding_reads_as_a_sentence() -> None:
    one = problem(pod("web-1", waiting("ErrImageNeverPull")))
    assert str(one.finding).startswith("Pod web-1/app: ")


@pytest.mark.parametrize("name", ["F1", "f1", "Pod web-1/app", "web-1"])
def test_a_problem_goes_by_many_names(name: str) -> None:
    assert problem(pod("web-1", waiting("ErrImageNeverPull"))).named(name)


def test_rules_change_nothing() -> None:
    one = snapshot(pod("web-1", crashing()), REFUSED)
    before = one.to_json()
    for rule in RULES:
        list(rule(one))
    assert one.to_json() == before
