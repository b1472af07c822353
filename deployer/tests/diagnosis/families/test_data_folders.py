import pytest

from deployer.diagnosis.families.data_folders import RULES
from deployer.diagnosis.finding import Finding
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import Tree, claim, crashing, from_yaml, owned, pod, snapshot, status

CLAIMED: Tree = {"volumes": [{"name": "v", "persistentVolumeClaim": {"claimName": "data"}}]}
EXPANDS = """
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: standard}
provisioner: example.com/disk
allowVolumeExpansion: EXPANDS
"""


def database(log: str, image: str = "postgres:17", *, expands: bool = True) -> Finding:
    broken = pod(
        "db-0", crashing(1), image=image, metadata=owned("StatefulSet", "db"), spec=CLAIMED
    )
    classes = from_yaml(EXPANDS.replace("EXPANDS", str(expands).lower()))
    return only(RULES, snapshot(broken, claim("data"), *classes, logs={"db-0/app": log}))


def body(finding: Finding) -> Tree:
    assert finding.fix is not None
    assert finding.fix.patch is not None
    found = finding.fix.patch.body["spec"]
    assert isinstance(found, dict)
    return found


def test_a_disk_that_is_not_empty() -> None:
    finding = database(
        'initdb: error: directory "/var/lib/postgresql/data" exists but is not empty\n'
        "It contains a lost+found directory, perhaps due to it being a mount point."
    )
    assert finding.rule == "storage.data-not-empty"
    (one,) = body(finding)["template"]["spec"]["containers"]
    assert one["env"] == [{"name": "PGDATA", "value": "/var/lib/postgresql/data/pgdata"}]


def test_data_of_an_older_version() -> None:
    finding = database(
        "FATAL:  database files are incompatible with server\nDETAIL:  The data directory was "
        "initialized by PostgreSQL version 16, which is not compatible with this version 17.2."
    )
    assert finding.rule == "storage.data-version"
    assert finding.cause == "its data is of PostgreSQL 16, and the image has 17.2"
    assert finding.cure == "kubectl set image statefulset/db app=postgres:16 -n shop"


@pytest.mark.parametrize(
    ("log", "image", "group"),
    [
        ('FATAL:  data directory "/data" has wrong ownership', "postgres:17", 999),
        ('FATAL:  data directory "/data" has invalid permissions', "postgres:17-alpine", 70),
        ("chmod: changing permissions of '/data': Operation not permitted", "postgres:17", 999),
        ('initdb: error: could not create directory "/d/x": Permission denied', "postgres:17", 999),
    ],
)
def test_data_of_another_user(log: str, image: str, group: int) -> None:
    finding = database(log, image)
    assert finding.rule == "storage.data-owner"
    assert body(finding)["template"]["spec"] == {"securityContext": {"fsGroup": group}}


def test_a_full_disk_is_made_larger_where_that_is_possible() -> None:
    log = 'PANIC:  could not write to file "pg_wal/x": No space left on device'
    finding = database(log)
    assert finding.rule == "storage.disk-full"
    assert body(finding) == {"resources": {"requests": {"storage": "2048Mi"}}}
    fixed = database(log, expands=False)
    assert fixed.fix is not None
    assert not fixed.fix.automatic


@pytest.mark.parametrize(
    ("state", "log"),
    [
        (status(), "No space left on device"),
        (crashing(1), "FATAL: password authentication failed"),
        (crashing(1), ""),
    ],
)
def test_other_words(state: Tree, log: str) -> None:
    assert run(RULES, snapshot(pod("db-0", state), logs={"db-0/app": log})) == ()
