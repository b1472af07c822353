import pytest

from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.asking import body_of, fix_of, found, the
from tests.diagnosis.objects import Tree, ago, deployment, job, pod, service, snapshot

RULE = "network.selector"


def selecting(selector: Tree, *, labels: Tree | None = None, **fields: Tree) -> Snapshot:
    template = {"template": {"metadata": {"labels": labels or {"app": "web", "tier": "front"}}}}
    return snapshot(
        service(spec={"selector": selector}, metadata=fields.get("metadata", {})),
        deployment(spec=template),
        unreadable=fields.get("unreadable", {}),
    )


def only(selector: Tree) -> Snapshot:
    """A Service with just this selector: the builder would merge it with the usual one."""
    given = selecting(selector)
    (one,) = given.services
    assert one.spec is not None
    one.spec.selector = selector
    return given


def test_the_one_label_that_differs_is_named_and_set() -> None:
    finding = the(only({"app": "wep", "tier": "front"}), RULE)
    assert (
        "nearest are those of Deployment web: it asks for app=wep, they have app=web"
        in finding.cause
    )
    assert body_of(finding) == {"spec": {"selector": {"app": "web"}}}
    assert fix_of(finding).undo == "set spec.selector back to app=wep,tier=front"
    assert finding.severity == "critical"


def test_a_label_that_they_lack_is_taken_out() -> None:
    finding = the(only({"app": "web", "version": "2"}), RULE)
    assert "they have no label version" in finding.cause
    assert body_of(finding) == {"spec": {"selector": {"version": None}}}


def test_nothing_alike_is_no_guess() -> None:
    finding = the(only({"kafka": "broker"}), RULE)
    assert fix_of(finding).patch is None
    assert finding.severity == "warning"


def test_our_own_service_is_put_back() -> None:
    given = only({"app": "wep"})
    given.services[0].metadata.labels = {"app.kubernetes.io/part-of": "todo"}  # type: ignore[union-attr]
    assert the(given, RULE).cure == "./todo up"


@pytest.mark.parametrize(
    "given",
    [
        selecting({"app": "web"}),
        snapshot(service(), pod()),
        snapshot(service(spec={"type": "ExternalName", "externalName": "db.example"})),
        snapshot(service(spec={"selector": None})),
        snapshot(service(), job(spec={"template": {"metadata": {"labels": {"app": "web"}}}})),
        snapshot(service(), unreadable={"Pod": "forbidden"}),
    ],
    ids=["workload", "pod", "external name", "no selector", "job", "unreadable"],
)
def test_services_that_may_lead_somewhere_are_none(given: Snapshot) -> None:
    assert found(given, RULE) == []


def test_a_service_that_was_just_made_gets_time() -> None:
    young = selecting({"app": "other"}, metadata={"creationTimestamp": ago(3)})
    assert the(young, RULE).patience == 30
