import pytest
from lightkube.resources.core_v1 import PersistentVolumeClaim

from deployer.diagnosis.families.storage import RULES
from deployer.diagnosis.finding import Finding
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import Part, Tree, ago, claim, event, from_yaml, merged, snapshot

ABOUT = "PersistentVolumeClaim/data"
DEFAULT = {"annotations": {"storageclass.kubernetes.io/is-default-class": "true"}}


def pending(seconds: float = 300, **spec: object) -> PersistentVolumeClaim:
    bare: Tree = {
        "metadata": {"creationTimestamp": ago(seconds)},
        "spec": {"volumeName": None},
        "status": {"phase": "Pending"},
    }
    return claim("data", **merged(bare, {"spec": spec}))


def storage_class(name: str = "standard", *, default: bool = True, mode: str = "Immediate") -> Part:
    (one,) = from_yaml(f"""
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {{name: {name}, annotations: {DEFAULT["annotations"] if default else {}}}}
provisioner: example.com/disk
volumeBindingMode: {mode}
""")
    return one


def volume(phase: str, name: str = "data") -> Part:
    (one,) = from_yaml(f"""
apiVersion: v1
kind: PersistentVolume
metadata: {{name: pv-old}}
spec:
  storageClassName: manual
  claimRef: {{namespace: shop, name: {name}, uid: earlier}}
status: {{phase: {phase}}}
""")
    return one


@pytest.mark.parametrize(
    "told",
    [
        (),
        (event(ABOUT, "ProvisioningFailed", 'storageclass.storage.k8s.io "standrd" not found'),),
    ],
)
def test_a_class_that_does_not_exist(told: tuple[Part, ...]) -> None:
    finding = only(RULES, snapshot(pending(storageClassName="standrd"), storage_class(), *told))
    assert finding.rule == "storage.class-missing"
    assert str(finding.object) == "PersistentVolumeClaim data"
    assert finding.cause.endswith("standrd does not exist; the nearest that exists is standard")
    assert finding.cure.endswith("storageClassName: standard")
    assert finding.fix is not None
    assert (finding.fix.risk, finding.patience) == ("destructive", 0)


def test_a_class_unlike_any_other_is_answered_with_those_that_there_are() -> None:
    finding = only(RULES, snapshot(pending(storageClassName="fast"), storage_class()))
    assert finding.cause.endswith("fast does not exist; there is standard")


def test_classes_that_cannot_be_read_are_missing_only_when_the_cluster_says_so() -> None:
    unread = {"StorageClass": "forbidden"}
    fast = pending(storageClassName="fast")
    assert run(RULES, snapshot(fast, unreadable=unread)) == ()
    told = event(ABOUT, "ProvisioningFailed", 'storageclass.storage.k8s.io "fast" not found')
    assert only(RULES, snapshot(fast, told, unreadable=unread)).rule == "storage.class-missing"


UNBOUND = event(
    ABOUT,
    "FailedBinding",
    "no persistent volumes available for this claim and no storage class is set",
    type="Normal",
)


def test_no_default_class() -> None:
    found = snapshot(pending(storageClassName=None), storage_class(default=False), UNBOUND)
    finding = only(RULES, found)
    assert finding.rule == "storage.no-default-class"
    assert finding.fix is not None
    assert finding.fix.patch is not None
    assert finding.fix.patch.kind == "StorageClass"
    assert finding.fix.patch.body == {"metadata": DEFAULT}
    assert finding.fix.undo.startswith("kubectl annotate storageclass standard")
    alone = only(RULES, snapshot(pending(storageClassName=None), UNBOUND))
    assert "install" in alone.cure


def test_no_class_on_purpose_and_no_volume_that_fits() -> None:
    finding = only(RULES, snapshot(pending(storageClassName=""), storage_class(), UNBOUND))
    assert finding.rule == "storage.no-volume"


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        (
            (
                'failed to provision volume with StorageClass "standard": NodePath only supports '
                "ReadWriteOnce and ReadWriteOncePod (1.22+) access modes"
            ),
            "storage.access-mode",
        ),
        ("failed to provision volume: quota exceeded", "storage.provisioning"),
    ],
)
def test_what_the_provisioner_says(said: str, rule: str) -> None:
    told = event(ABOUT, "ProvisioningFailed", said)
    finding = only(RULES, snapshot(pending(accessModes=["ReadWriteMany"]), storage_class(), told))
    assert finding.rule == rule
    assert finding.evidence[-1].value == said


def silent(claimed: PersistentVolumeClaim, mode: str = "Immediate") -> tuple[Finding, ...]:
    return run(RULES, snapshot(claimed, storage_class(mode=mode)))


def test_a_provisioner_that_does_not_answer() -> None:
    (finding,) = silent(pending())
    assert finding.rule == "storage.provisioner-silent"
    assert "example.com/disk" in finding.cause
    placed = pending()
    assert placed.metadata
    placed.metadata.annotations = {"volume.kubernetes.io/selected-node": "node-1"}
    (late,) = silent(placed, "WaitForFirstConsumer")
    assert late.rule == "storage.provisioner-silent"


def test_a_volume_that_belongs_to_an_earlier_claim() -> None:
    finding = only(RULES, snapshot(pending(storageClassName="manual"), volume("Released")))
    assert finding.rule == "storage.volume-released"
    assert str(finding.object) == "PersistentVolume pv-old"
    assert [str(one) for one in finding.causes] == [ABOUT.replace("/", " ")]
    assert finding.fix is not None
    assert (finding.fix.risk, finding.fix.automatic) == ("destructive", True)


@pytest.mark.parametrize(
    "parts",
    [
        (claim("data"), storage_class()),
        (pending(20), storage_class()),
        (pending(), storage_class(mode="WaitForFirstConsumer")),
        (pending(90), storage_class(), event(ABOUT, "Provisioning", "begins", type="Normal")),
        (
            pending(),
            storage_class(mode="WaitForFirstConsumer"),
            event(ABOUT, "WaitForFirstConsumer", "waiting for first consumer", type="Normal"),
        ),
        (pending(30, storageClassName="manual"), volume("Available")),
        (pending(30, storageClassName="manual"), volume("Released", "other")),
        (pending(30, storageClassName=None), storage_class()),
    ],
)
def test_claims_that_have_a_volume_or_may_get_one(parts: tuple[Part, ...]) -> None:
    assert run(RULES, snapshot(*parts)) == ()
