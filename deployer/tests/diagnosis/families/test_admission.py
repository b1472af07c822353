"""What the API says when it refuses pods, copied from 1.37, and what is made of it."""

import pytest
from lightkube.core.resource import Resource

from deployer.diagnosis.finding import Finding
from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.asking import body_of, fix_of, found
from tests.diagnosis.objects import (
    Part,
    Tree,
    daemon_set,
    deployment,
    event,
    from_yaml,
    job,
    merged,
    pod,
    replica_set,
    snapshot,
    stateful_set,
)
from tests.snapshots import QUOTA

NOTHING = {"replicas": 0, "readyReplicas": 0}
FORBIDDEN = (
    'pods "web-5f-abcde" is forbidden: User "system:serviceaccount:shop:maker" cannot create'
    ' resource "pods" in API group "" in the namespace "shop"'
)
ACCOUNT = (
    'pods "web-5f-" is forbidden: error looking up service account shop/wep: serviceaccount "wep"'
    " not"
    " found"
)
DOWN = (
    'Internal error occurred: failed calling webhook "check.example.com": failed to call webhook:'
    ' Post "https://policy.guard.svc:443/check?timeout=10s": no endpoints available for service'
    ' "policy"'
)


def failing(message: str) -> Tree:
    """The status of a ReplicaSet that gets no pods."""
    said = {
        "type": "ReplicaFailure",
        "status": "True",
        "reason": "FailedCreate",
        "message": message,
    }
    return {"replicas": 0, "readyReplicas": 0, "conditions": [said]}


def refused(message: str, *more: Part, **of_deployment: object) -> Snapshot:
    return snapshot(
        deployment(**merged({"status": NOTHING}, of_deployment)),
        replica_set(status=failing(message)),
        *more,
    )


def admission(given: Snapshot) -> list[Finding]:
    return found(given, "admission.", "apply.")


CASES = [
    (
        "admission.quota-unstated",
        (
            'pods "web" is forbidden: failed quota: q: must specify limits.cpu for: app;'
            " requests.memory for:"
            " app"
        ),
        "the quota q takes only pods that state limits.cpu for: app",
    ),
    (
        "admission.limit-range",
        'pods "web" is forbidden: maximum cpu usage per Container is 500m, but limit is 1',
        "at most 500m cpu per container, but its limit is 1",
    ),
    (
        "admission.limit-range",
        'pods "web" is forbidden: minimum memory usage per Pod is 64Mi.  No request is specified',
        "at least 64Mi memory per pod, but it states none",
    ),
    ("admission.service-account", ACCOUNT, "wep"),
    (
        "admission.webhook-denied",
        'admission webhook "check.example.com" denied the request: no label team',
        "check.example.com forbids its pods: no label team",
    ),
    (
        "admission.webhook-denied",
        'admission webhook "check.example.com" denied the request without explanation',
        "does not say why",
    ),
    ("admission.webhook-down", DOWN, "Service policy in namespace guard should"),
    ("admission.forbidden", FORBIDDEN, "maker may not create pods in namespace shop"),
    (
        "admission.priority-class",
        'pods "web" is forbidden: no PriorityClass with name gold was found',
        "gold",
    ),
    ("admission.refused", 'pods "web" is forbidden: something of a later Kubernetes', "later"),
]


@pytest.mark.parametrize(("rule", "said", "part"), CASES, ids=[f"{c[0]}" for c in CASES])
def test_the_api_s_words_are_explained(rule: str, said: str, part: str) -> None:
    (finding,) = admission(refused(said))
    assert finding.rule == rule
    assert part in finding.cause
    assert str(finding.object) == "Deployment web"
    assert [str(one) for one in finding.causes] == ["ReplicaSet web-5f"]
    assert said.split("\n", maxsplit=1)[0][:60] in finding.evidence[0].value


@pytest.mark.parametrize("said", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_refusals_of_the_past_are_no_failures(said: str) -> None:
    made: list[Part] = [
        replica_set(),
        event("ReplicaSet/web-5f", "FailedCreate", f"Error creating: {said}"),
        event("ReplicaSet/web-gone", "FailedCreate", f"Error creating: {said}"),
    ]
    assert admission(snapshot(deployment(), *made)) == []


def test_a_normal_event_of_the_same_name_is_none() -> None:
    told = event("ReplicaSet/web-5f", "FailedCreate", QUOTA, type="Normal")
    assert admission(snapshot(replica_set(status=NOTHING), told)) == []


@pytest.mark.parametrize(
    ("maker", "about"),
    [
        (stateful_set(status=NOTHING), "StatefulSet/web"),
        (daemon_set(status={"currentNumberScheduled": 0}), "DaemonSet/web"),
        (job(status={"active": 0}), "Job/migrate"),
    ],
)
def test_every_maker_of_pods_is_looked_at(maker: Resource, about: str) -> None:
    said = event(about, "FailedCreate", f"create Pod web-0 failed error: {ACCOUNT}")
    (finding,) = admission(snapshot(maker, said))
    assert f"{finding.object.kind}/{finding.object.name}" == about
    assert finding.causes == ()


def test_a_job_that_ended_or_runs_is_not_refused() -> None:
    said = event("Job/migrate", "FailedCreate", ACCOUNT)
    done = {"type": "Complete", "status": "True"}
    assert admission(snapshot(job(), said)) == []
    assert admission(snapshot(job(status={"active": 0, "conditions": [done]}), said)) == []


def test_events_count_where_nothing_else_can_be_read() -> None:
    said = event("ReplicaSet/web-5f", "FailedCreate", f"Error creating: {QUOTA}")
    (finding,) = admission(snapshot(said, unreadable={"ReplicaSet": "not followed"}))
    assert finding.rule == "admission.quota"
    assert str(finding.object) == "ReplicaSet web-5f"
    assert finding.patience == 45


def test_a_full_quota_is_worked_out_and_raised_for_all_missing_pods() -> None:
    (quota,) = from_yaml(
        "{kind: ResourceQuota, apiVersion: v1, metadata: {name: todo}, spec: {hard: {pods: '3'}}}"
    )
    given = refused(QUOTA, quota)
    (finding,) = admission(given)
    assert finding.rule == "admission.quota"
    assert "limits.cpu: 3750m of 4 used, 750m more wanted" in finding.cause
    assert body_of(finding) == {
        "spec": {"hard": {"limits.cpu": "4500m", "limits.memory": "9216Mi"}}
    }
    assert "limits.cpu=4" in fix_of(finding).undo


def test_our_own_quota_is_a_matter_of_app_yaml() -> None:
    ours = {"labels": {"app.kubernetes.io/part-of": "todo"}}
    (finding,) = admission(refused(QUOTA, metadata=ours))
    assert "app.yaml" in finding.cure


def test_a_rollout_that_needs_room_for_one_more_pod_is_told_apart() -> None:
    old = replica_set("web-old")
    new = replica_set(
        status=failing(QUOTA), metadata={"annotations": {"deployment.kubernetes.io/revision": "2"}}
    )
    (finding,) = admission(snapshot(deployment(), old, new))
    assert finding.rule == "admission.quota-surge"
    assert body_of(finding) == {
        "spec": {"strategy": {"rollingUpdate": {"maxSurge": 0, "maxUnavailable": 1}}}
    }
    assert "25%" in fix_of(finding).undo


def test_amounts_that_a_quota_wants_are_put_into_the_template() -> None:
    (finding,) = admission(refused(CASES[0][1]))
    (container,) = body_of(finding)["spec"]["template"]["spec"]["containers"]
    assert container["name"] == "app"
    assert set(container["resources"]["limits"]) == {"cpu"}
    assert set(container["resources"]["requests"]) == {"memory"}


def test_all_bounds_that_are_passed_are_told_and_kept() -> None:
    (finding,) = admission(
        refused(
            'pods "web" is forbidden: [minimum memory usage per Container is 16Mi, but request is'
            " 8Mi,"
            " maximum cpu usage per Container is 100m, but limit is 300m]"
        )
    )
    assert "at least 16Mi memory per container, but its request is 8Mi; at most" in finding.cause
    (container,) = body_of(finding)["spec"]["template"]["spec"]["containers"]
    assert container["resources"] == {"requests": {"memory": "16Mi"}, "limits": {"cpu": "100m"}}


def test_a_service_account_is_made_and_the_nearest_one_named() -> None:
    near = from_yaml("{kind: ServiceAccount, apiVersion: v1, metadata: {name: web}}")
    (finding,) = admission(refused(ACCOUNT, *near))
    assert finding.cure == "kubectl create serviceaccount wep -n shop"
    assert "there is web" in finding.cause
    assert finding.patience == 45


def test_rights_are_given_for_just_this() -> None:
    (finding,) = admission(refused(FORBIDDEN))
    assert (
        "kubectl create role maker-create-pods --verb=create --resource=pods -n shop"
        in finding.cure
    )
    assert "--serviceaccount=shop:maker" in finding.cure


def test_a_program_that_the_api_turns_away_says_so_in_its_log() -> None:
    said = '{"error":"' + FORBIDDEN.replace('"', r"\"") + '"}'
    one = pod("web-1", labels={})
    (finding,) = admission(snapshot(one, logs={"web-1/app": said}))
    assert finding.rule == "admission.forbidden"
    assert str(finding.object) == "Pod web-1/app"
    assert finding.confidence == "strong"
    assert admission(snapshot(one, logs={"web-1/app": "GET /forbidden 403"})) == []
