import pytest

from deployer.diagnosis.families.claims import RULES
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import Part, ago, claim, pod, snapshot

USER = pod(
    "db-0",
    spec={"volumes": [{"name": "v", "persistentVolumeClaim": {"claimName": "data"}}]},
)


def leaving(seconds: float) -> Part:
    about = {"deletionTimestamp": ago(seconds), "finalizers": ["kubernetes.io/pvc-protection"]}
    return claim("data", metadata=about)


def growing(seconds: float) -> Part:
    one = {"type": "FileSystemResizePending", "status": "True", "lastTransitionTime": ago(seconds)}
    return claim("data", status={"conditions": [one]})


@pytest.mark.parametrize(
    ("parts", "rule"),
    [
        ((claim("data", status={"phase": "Lost"}),), "storage.lost"),
        ((leaving(120), USER), "storage.claim-in-use"),
        ((growing(600),), "storage.resize-pending"),
    ],
)
def test_claims_that_are_not_well(parts: tuple[Part, ...], rule: str) -> None:
    finding = only(RULES, snapshot(*parts))
    assert finding.rule == rule
    assert str(finding.object) == "PersistentVolumeClaim data"


@pytest.mark.parametrize(
    "parts", [(claim("data"), USER), (leaving(120),), (leaving(10), USER), (growing(30),)]
)
def test_claims_that_are_well_or_on_their_way(parts: tuple[Part, ...]) -> None:
    assert run(RULES, snapshot(*parts)) == ()
