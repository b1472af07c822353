import pytest

from deployer.diagnosis.families.creation import RULES
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import event, pod, snapshot, waiting


@pytest.mark.parametrize(
    ("reason", "said", "rule"),
    [
        (
            "CreateContainerConfigError",
            'failed to prepare subPath for volumeMount "data" of container "app"',
            "config.sub-path",
        ),
        (
            "CreateContainerConfigError",
            'failed to create subPath directory for volumeMount "data" of container "app"',
            "config.sub-path",
        ),
        (
            "CreateContainerError",
            'failed to reserve container name "app_web-1_shop_u_0": name "x" is reserved for "y"',
            "config.container-name",
        ),
        (
            "CreateContainerError",
            'failed to generate container "x" spec: no command specified',
            "config.no-command",
        ),
        (
            "CreateContainerError",
            "Error response from daemon: Duplicate mount point: /data",
            "config.mount-path",
        ),
        (
            "CreateContainerError",
            "failed to generate spec: lstat /dev/fuse: no such device",
            "config.device",
        ),
        ("CreateContainerError", "context deadline exceeded", "config.slow-runtime"),
        ("CreateContainerError", "failed to do something new", "config.container"),
    ],
)
def test_why_a_container_cannot_be_made(reason: str, said: str, rule: str) -> None:
    finding = only(RULES, snapshot(pod("web-1", waiting(reason, said))))
    assert finding.rule == rule
    assert finding.evidence[1].value == said
    assert (finding.confidence == "weak") == (rule == "config.container")


def test_the_event_may_say_more() -> None:
    told = event("Pod/web-1", "Failed", "Error: the device is gone")
    finding = only(RULES, snapshot(pod("web-1", waiting("CreateContainerError", "x")), told))
    assert finding.evidence[-1].value == told.message
    assert finding.cure == "kubectl describe pod web-1 -n shop"


@pytest.mark.parametrize(
    "said",
    [
        'configmap "conf" not found',
        "couldn't find key K in Secret shop/s",
        "container has runAsNonRoot and image will run as root",
    ],
)
def test_what_other_rules_explain_is_left_to_them(said: str) -> None:
    assert run(RULES, snapshot(pod("web-1", waiting("CreateContainerConfigError", said)))) == ()


def test_a_container_that_is_being_made_is_fine() -> None:
    assert run(RULES, snapshot(pod("web-1", waiting("ContainerCreating")))) == ()
