import pytest

from deployer.diagnosis.families.security import RULES
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import owned, pod, snapshot, waiting

WHERE = '(pod: "web-1_shop(u)", container: app)'
BY_NAME = (
    "container has runAsNonRoot and image has non-numeric user (node), cannot verify user is "
    "non-root"
)


@pytest.mark.parametrize(
    ("said", "rule", "user"),
    [
        (
            f"container has runAsNonRoot and image will run as root {WHERE}",
            "config.runs-as-root",
            10001,
        ),
        (
            f"{BY_NAME} {WHERE}",
            "config.user-by-name",
            1000,
        ),
        (
            f"container's runAsUser breaks non-root policy {WHERE}",
            "config.root-and-not-root",
            10001,
        ),
        (
            f"container has runAsNonRoot and image has an invalid user id (9). {WHERE}",
            "config.user",
            10001,
        ),
    ],
)
def test_who_a_container_may_not_be(said: str, rule: str, user: int) -> None:
    broken = pod(
        "web-1",
        waiting("CreateContainerConfigError", said),
        metadata=owned("StatefulSet", "web"),
    )
    finding = only(RULES, snapshot(broken))
    assert finding.rule == rule
    assert finding.evidence[1].value == said
    assert finding.fix is not None
    assert finding.fix.patch is not None
    assert finding.fix.patch.body == {
        "spec": {
            "template": {
                "spec": {"containers": [{"name": "app", "securityContext": {"runAsUser": user}}]}
            }
        }
    }


def test_a_pod_of_its_own_has_to_be_made_anew() -> None:
    said = f"container has runAsNonRoot and image will run as root {WHERE}"
    finding = only(RULES, snapshot(pod("web-1", waiting("CreateContainerConfigError", said))))
    assert finding.fix is not None
    assert (finding.fix.risk, finding.fix.automatic) == ("destructive", False)


def test_other_trouble_at_the_start_is_not_about_users() -> None:
    said = 'secret "nonroot" not found'
    assert run(RULES, snapshot(pod("web-1", waiting("CreateContainerConfigError", said)))) == ()
