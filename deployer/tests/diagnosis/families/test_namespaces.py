"""Conditions as the namespace controller of 1.34 to 1.37 words them."""

from lightkube.resources.core_v1 import Namespace

from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.asking import fix_of, found, the
from tests.diagnosis.objects import ago, from_yaml, made, snapshot

REMAINING = {
    "type": "NamespaceFinalizersRemaining",
    "status": "True",
    "reason": "SomeFinalizersRemain",
    "message": "Some content in the namespace has finalizers remaining: example.com/lock in 2"
    " resource instances",
}
CONTENT = {
    "type": "NamespaceContentRemaining",
    "status": "True",
    "reason": "SomeResourcesRemain",
    "message": "Some resources are remaining: configmaps. has 2 resource instances",
}
DISCOVERY = {
    "type": "NamespaceDeletionDiscoveryFailure",
    "status": "True",
    "reason": "DiscoveryFailed",
    "message": "Discovery failed for some groups, 1 failing: unable to retrieve the complete list"
    " of server APIs: metrics.k8s.io/v1beta1: stale GroupVersion discovery: metrics.k8s.io/v1beta1",
}
FAILURE = {
    "type": "NamespaceDeletionContentFailure",
    "status": "True",
    "reason": "ContentDeletionFailed",
    "message": "Failed to delete all resource types, 1 remaining: admission webhook denied the"
    " request",
}
API = """
kind: APIService
apiVersion: apiregistration.k8s.io/v1
metadata: {name: v1beta1.metrics.k8s.io, namespace: null}
spec: {groupPriorityMinimum: 100, versionPriority: 100}
status: {conditions: [{type: Available, status: "False", reason: MissingEndpoints}]}
"""


def ending(*conditions: dict[str, str], seconds: float = 300) -> Snapshot:
    about = {"deletionTimestamp": ago(seconds), "namespace": None}
    status = {"phase": "Terminating", "conditions": list(conditions)}
    return snapshot(made(Namespace, "shop", {"metadata": about, "status": status}))


def test_the_finalizer_and_what_carries_it_are_named() -> None:
    finding = the(ending(CONTENT, REMAINING), "namespace.finalizers")
    assert "waits for configmaps" in finding.cause
    assert "the finalizer example.com/lock" in finding.cause
    assert fix_of(finding).risk == "read"
    assert finding.cure == "kubectl get configmaps -n shop"


def test_an_api_that_is_away_is_the_cause_before_all_else() -> None:
    given = ending(REMAINING, DISCOVERY)
    assert "an API does not answer" in the(given, "namespace.discovery-failed").cause
    (api,) = from_yaml(API)
    known = snapshot(given.own_namespace, api)  # type: ignore[arg-type]  # it is there
    finding = the(known, "namespace.discovery-failed")
    assert str(finding.object) == "APIService v1beta1.metrics.k8s.io"
    assert fix_of(finding).risk == "destructive"
    assert found(known, "namespace.finalizers") == []


def test_content_that_cannot_be_deleted() -> None:
    assert "webhook denied" in the(ending(FAILURE), "namespace.content-failed").cause


def test_without_a_word_it_is_told_after_a_while() -> None:
    assert the(ending(), "namespace.terminating").cause.startswith(
        "it is being deleted since 5 min"
    )
    assert found(ending(seconds=20), "namespace.") == []


def test_a_namespace_that_stays_is_well() -> None:
    over = {**REMAINING, "status": "False"}
    status = {"phase": "Active", "conditions": [over]}
    assert found(snapshot(made(Namespace, "shop", {"status": status})), "namespace.") == []
    assert found(ending(over, seconds=5), "namespace.") == []
