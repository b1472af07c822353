import pytest

from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.snapshot import Snapshot
from tests.snapshots import NO_SUCH_HOST, event, waiting

REMOTE = "registry.example/team/todo:1"


def test_an_image_that_was_built_here_never_reached_the_node() -> None:
    (finding,) = diagnose(waiting("ImagePullBackOff", NO_SUCH_HOST, image="todo-backend:nope"))
    assert finding.rule == "image.missing-on-node"
    assert finding.object == "Pod todo-backend-1/backend"
    assert "todo-backend:nope" in finding.cause
    assert finding.cure == "./todo up"
    assert finding.patience == 0


def test_a_first_failure_to_pull_may_settle() -> None:
    (finding,) = diagnose(waiting("ErrImagePull", NO_SUCH_HOST, image="todo-backend:nope"))
    assert finding.patience == 10


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("manifest unknown", "image.unknown"),
        (f"{REMOTE}: not found", "image.unknown"),
        ("pull access denied, repository does not exist or may require auth", "image.refused"),
        ("unexpected status: 401 Unauthorized", "image.refused"),
        ("429 Too Many Requests - toomanyrequests", "image.rate-limit"),
        ("no match for platform in manifest: not found", "image.platform"),
        ("dial tcp: lookup registry.example: no such host", "image.registry-unreachable"),
        ("x509: certificate signed by unknown authority", "image.registry-unreachable"),
        ("write /var/lib/x: no space left on device", "image.disk-full"),
        ("something else", "image.pull"),
    ],
)
def test_what_the_registry_says_is_explained(said: str, rule: str) -> None:
    (finding,) = diagnose(waiting("ImagePullBackOff", said, image=REMOTE))
    assert finding.rule == rule
    assert REMOTE in finding.cause


def test_the_event_says_more_than_the_back_off() -> None:
    snapshot = waiting("ImagePullBackOff", "Back-off pulling image", image=REMOTE)
    told = Snapshot(pods=snapshot.pods, events=(event("Failed", "Failed to pull: 403 Forbidden"),))
    assert diagnose(told)[0].rule == "image.refused"


def test_an_image_that_may_not_be_pulled_must_be_there() -> None:
    (finding,) = diagnose(waiting("ErrImageNeverPull", "is not present with pull policy of Never"))
    assert finding.rule == "image.missing-on-node"


def test_a_name_that_is_none_leads_to_app_yaml() -> None:
    (finding,) = diagnose(waiting("InvalidImageName", image="todo:"))
    assert finding.rule == "image.name"
    assert "app.yaml" in finding.cure


@pytest.mark.parametrize("reason", ["ContainerCreating", "PodInitializing", ""])
def test_a_container_that_is_being_made_is_no_failure(reason: str) -> None:
    assert diagnose(waiting(reason)) == ()
