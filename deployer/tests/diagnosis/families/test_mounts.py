import pytest
from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families.mounts import RULES
from deployer.diagnosis.finding import Finding
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import (
    Tree,
    deployment,
    event,
    merged,
    owned,
    pod,
    replica_set,
    snapshot,
    status,
    waiting,
)

CLAIMED: Tree = {"volumes": [{"name": "v", "persistentVolumeClaim": {"claimName": "data"}}]}
SETUP = 'MountVolume.SetUp failed for volume "v" : '


def creating(**changes: Tree) -> Pod:
    made: Tree = {"metadata": owned("ReplicaSet", "web-5f"), "spec": CLAIMED}
    return pod("web-1", waiting("ContainerCreating"), **merged(made, changes))


def said(reason: str, text: str) -> Finding:
    return only(RULES, snapshot(creating(), event("Pod/web-1", reason, text)))


@pytest.mark.parametrize(
    "text",
    [
        (
            'Multi-Attach error for volume "pvc-1" Volume is already exclusively attached to one '
            "node and can't be attached to another"
        ),
        (
            'Waiting for detach for volume "pvc-1" Volume is already exclusively attached to one '
            "node, waiting on detach before it can be attached to another node"
        ),
    ],
)
def test_a_volume_at_another_node_in_every_version(text: str) -> None:
    old = pod("web-0", spec=CLAIMED)
    parts = (creating(), old, deployment(), replica_set())
    finding = only(RULES, snapshot(*parts, event("Pod/web-1", "FailedAttachVolume", text)))
    assert finding.rule == "storage.attached-elsewhere"
    assert "(web-0 uses it there)" in finding.cause
    assert finding.fix is not None
    assert finding.fix.patch is not None
    assert finding.fix.patch.body["spec"]["strategy"]["type"] == "Recreate"
    assert said("FailedAttachVolume", text).cure == "wait, or remove the dead node"


def test_a_volume_that_cannot_be_attached() -> None:
    finding = said("FailedAttachVolume", "AttachVolume.Attach failed: rpc error: no such disk")
    assert finding.rule == "storage.attach"
    assert "no such disk" in finding.cause


@pytest.mark.parametrize(
    ("text", "rule", "part"),
    [
        (
            (
                f"{SETUP}hostPath type check failed, /srv/data is not a directory, unable to "
                'determine its type: path "/srv/data" does not exist'
            ),
            "storage.host-path",
            "the node's /srv/data, which is not there",
        ),
        (f"{SETUP}mount failed: mount.nfs: Connection timed out", "storage.mount-server", "server"),
        (f"{SETUP}mount: wrong fs type, bad option", "storage.mount-file-system", "file system"),
        (f"{SETUP}write x: no space left on device", "storage.mount-disk-full", "no room"),
        (
            f"{SETUP}driver name x.csi not found in the list of registered CSI drivers",
            "storage.mount-driver",
            "driver",
        ),
        (f"{SETUP}something new", "storage.mount", "cannot be mounted: something new"),
    ],
)
def test_volumes_that_cannot_be_mounted(text: str, rule: str, part: str) -> None:
    finding = said("FailedMount", text)
    assert finding.rule == rule
    assert part in finding.cause
    assert finding.evidence[0].value == text


def test_what_only_says_that_volumes_are_missing_is_a_symptom() -> None:
    text = "Unable to attach or mount volumes: unmounted volumes=[v], unattached volumes=[], failed"
    text += " to process volumes=[]: context deadline exceeded"
    finding = said("FailedMount", text)
    assert (finding.rule, finding.symptom) == ("storage.unmounted", True)


@pytest.mark.parametrize(
    "text",
    [
        f'{SETUP}configmap "conf" not found',
        f'{SETUP}secret "keys" not found',
        f"{SETUP}configmap references non-existent config key: x",
        f"{SETUP}references non-existent secret key: x",
        f"{SETUP}failed to sync configmap cache: timed out waiting for the condition",
        'MountVolume.SetUp failed for volume "kube-api-access-5m7nk" : failed to fetch token: x',
    ],
)
def test_what_others_explain_or_passes_by_itself(text: str) -> None:
    assert run(RULES, snapshot(creating(), event("Pod/web-1", "FailedMount", text))) == ()


def test_a_pod_that_got_its_volumes_at_last() -> None:
    told = event("Pod/web-1", "FailedMount", f"{SETUP}something new")
    for state in (status(), status(ready=False)):
        assert run(RULES, snapshot(pod("web-1", state), told)) == ()
