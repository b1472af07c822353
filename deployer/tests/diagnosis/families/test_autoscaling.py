import pytest

from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.asking import body_of, found, the
from tests.diagnosis.objects import Part, Tree, autoscaler, deployment, from_yaml, snapshot

NO_REQUEST = (
    "the HPA was unable to compute the replica count: failed to get cpu utilization: missing"
    " request for cpu in container app of Pod web-5f-1"
)
UNREADY = (
    "the HPA was unable to compute the replica count: failed to get cpu utilization: did not"
    " receive metrics for targeted pods (pods might be unready)"
)
NO_API = (
    "the HPA was unable to compute the replica count: failed to get cpu utilization: unable to get"
    " metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could"
    " not find the requested resource (get pods.metrics.k8s.io)"
)
API = """
kind: APIService
apiVersion: apiregistration.k8s.io/v1
metadata: {name: v1beta1.metrics.k8s.io, namespace: null}
spec: {groupPriorityMinimum: 100, versionPriority: 100}
status: {conditions: [{type: Available, status: "True"}]}
"""
AWAY = API.replace('"True"', '"False", reason: MissingEndpoints')


def scaler(type_: str, state: str, reason: str, message: str = "", **spec: object) -> Part:
    said: Tree = {"type": type_, "status": state, "reason": reason, "message": message}
    return autoscaler(spec=spec, status={"conditions": [said]})


def measured(message: str, api: str = API) -> Snapshot:
    one = scaler("ScalingActive", "False", "FailedGetResourceMetric", message)
    return snapshot(one, deployment(), *from_yaml(api))


def test_a_container_without_requests_cannot_be_scaled_by_use() -> None:
    finding = the(measured(NO_REQUEST), "autoscaler.no-request")
    assert str(finding.object) == "Deployment web"
    assert "container app requests no cpu" in finding.cause
    (container,) = body_of(finding)["spec"]["template"]["spec"]["containers"]
    assert container == {"name": "app", "resources": {"requests": {"cpu": "100m"}}}


@pytest.mark.parametrize(
    ("given", "part", "about"),
    [
        (measured(NO_API), "has no measurements", "HorizontalPodAutoscaler web"),
        (measured(NO_API, AWAY), "does not answer", "APIService v1beta1.metrics.k8s.io"),
        (
            snapshot(scaler("ScalingActive", "False", "FailedGetResourceMetric", NO_API)),
            "is not installed",
            "HorizontalPodAutoscaler web",
        ),
    ],
    ids=["empty", "away", "not installed"],
)
def test_nothing_measures(given: Snapshot, part: str, about: str) -> None:
    finding = the(given, "autoscaler.no-metrics")
    assert part in finding.cause
    assert str(finding.object) == about


def test_pods_that_are_not_ready_are_the_cause_and_not_the_autoscaler() -> None:
    assert the(measured(UNREADY), "autoscaler.not-active").symptom


def test_a_target_that_is_not_there() -> None:
    lost = scaler(
        "AbleToScale",
        "False",
        "FailedGetScale",
        "the HPA controller was unable to get the target's current scale: deployments.apps"
        ' "wep" not found',
        scaleTargetRef={"apiVersion": "apps/v1", "kind": "Deployment", "name": "wep"},
    )
    finding = the(snapshot(lost, deployment()), "autoscaler.no-target")
    assert "Deployment wep, which does not exist; there are web" in finding.cause
    assert body_of(finding)["spec"]["scaleTargetRef"]["name"] == "web"


def test_more_pods_would_be_needed_than_may_be() -> None:
    full = scaler("ScalingLimited", "True", "TooManyReplicas")
    finding = the(snapshot(full), "autoscaler.at-maximum")
    assert "more than the 3 pods" in finding.cause
    assert body_of(finding) == {"spec": {"maxReplicas": 6}}
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    "well",
    [
        scaler("ScalingActive", "True", "ValidMetricFound"),
        scaler("ScalingActive", "False", "ScalingDisabled"),
        scaler("ScalingLimited", "False", "DesiredWithinRange"),
        scaler("ScalingLimited", "True", "TooFewReplicas"),
        scaler("AbleToScale", "True", "ReadyForNewScale"),
        autoscaler(),
    ],
)
def test_autoscalers_at_work_or_at_rest_are_well(well: Part) -> None:
    assert found(snapshot(well, deployment()), "autoscaler.") == []


def budget(bound: str, allowed: int, healthy: int = 2) -> Snapshot:
    return snapshot(
        *from_yaml(f"""
kind: PodDisruptionBudget
apiVersion: policy/v1
metadata: {{name: web}}
spec: {{{bound}}}
status:
  {{expectedPods: 2, currentHealthy: {healthy}, desiredHealthy: 2, disruptionsAllowed: {allowed}}}
""")
    )


def test_a_budget_that_never_lets_a_pod_go() -> None:
    finding = the(budget("minAvailable: 2", 0), "disruption-budget.allows-none")
    assert "with minAvailable 2 and 2 pods" in finding.cause
    assert body_of(finding) == {"spec": {"minAvailable": None, "maxUnavailable": 1}}
    assert finding.severity == "info"


def test_budgets_that_let_pods_go_or_wait_for_sick_ones_are_well() -> None:
    assert found(budget("maxUnavailable: 1", 1), "disruption-budget.") == []
    assert found(budget("minAvailable: 2", 0, healthy=1), "disruption-budget.") == []
