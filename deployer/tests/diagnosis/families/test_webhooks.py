from collections.abc import Mapping

import pytest

from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.finding import Finding
from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.asking import fix_of, found, the
from tests.diagnosis.families.test_admission import DOWN, refused
from tests.diagnosis.objects import Part, from_yaml, service, snapshot

CONFIGURATION = """
kind: ValidatingWebhookConfiguration
apiVersion: admissionregistration.k8s.io/v1
metadata: {name: guard, namespace: null}
webhooks:
  - name: check.example.com
    admissionReviewVersions: [v1]
    sideEffects: None
    failurePolicy: Fail
    clientConfig: {service: {name: policy, namespace: guard}}
    namespaceSelector: {matchLabels: {checked: "yes"}}
    rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
"""
SPACE = """
kind: Namespace
apiVersion: v1
metadata: {name: shop, namespace: null, labels: {checked: "yes"}}
"""


def given(
    configuration: str = CONFIGURATION,
    space: str = SPACE,
    *more: Part,
    elsewhere: tuple[str, ...] = (),
    unreadable: Mapping[str, str] | None = None,
) -> Snapshot:
    parts = (*from_yaml(configuration), *from_yaml(space), *more)
    return snapshot(*parts, services_elsewhere=elsewhere, unreadable=unreadable or {})


def gone(given: Snapshot) -> list[Finding]:
    return found(given, "admission.webhook-gone")


def test_a_webhook_whose_service_is_gone_refuses_all() -> None:
    (finding,) = gone(given())
    assert str(finding.object) == "ValidatingWebhookConfiguration guard"
    assert "Service policy in namespace guard does not exist" in finding.cause
    assert fix_of(finding).risk == "destructive"
    assert fix_of(finding).command == (
        "kubectl",
        "delete",
        "validatingwebhookconfiguration",
        "guard",
    )


@pytest.mark.parametrize(
    "harmless",
    [
        given(elsewhere=("guard/policy",)),
        given(
            CONFIGURATION.replace("namespace: guard", "namespace: shop"), SPACE, service("policy")
        ),
        given(CONFIGURATION.replace("failurePolicy: Fail", "failurePolicy: Ignore")),
        given(space=SPACE.replace('"yes"', '"no"')),
        given(CONFIGURATION.replace("rules: [{", "rules: [{scope: Cluster, ")),
        given(unreadable={"Services": "forbidden"}),
        given(
            CONFIGURATION.replace("service: {name: policy, namespace: guard}", 'url: "https://x"')
        ),
    ],
    ids=["elsewhere", "here", "ignore", "other namespaces", "cluster objects", "unreadable", "url"],
)
def test_a_webhook_that_holds_nothing_up_is_none(harmless: Snapshot) -> None:
    assert gone(harmless) == []


def test_a_service_of_this_namespace_that_does_not_answer_is_only_a_symptom() -> None:
    here = refused(DOWN.replace("policy.guard.svc", "policy.shop.svc"), service("policy"))
    finding = the(here, "admission.webhook-down")
    assert str(finding.object) == "Service policy"
    assert finding.symptom
    assert "Deployment web" in {str(one) for one in finding.causes}


def test_what_a_webhook_that_is_gone_holds_up_hangs_below_it() -> None:
    parts = refused(DOWN)
    here = snapshot(
        *parts.deployments, *parts.replica_sets, *from_yaml(CONFIGURATION), *from_yaml(SPACE)
    )
    (problem,) = diagnose(here).problems
    assert problem.finding.rule == "admission.webhook-gone"
    assert "admission.webhook-down" in {one.rule for one in problem.symptoms}
