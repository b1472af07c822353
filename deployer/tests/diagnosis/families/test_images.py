import pytest

from deployer.diagnosis.families.images import RULES
from deployer.diagnosis.finding import Finding
from deployer.diagnosis.kinds import Event
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import (
    Part,
    Tree,
    deployment,
    event,
    merged,
    node,
    owned,
    pod,
    replica_set,
    secret,
    snapshot,
    waiting,
)
from tests.snapshots import NO_SUCH_HOST

REMOTE = "registry.example/team/todo:1"
NO_SUCH_REPOSITORY = (
    "pull access denied, repository does not exist or may require authorization: server message: "
    "insufficient_scope: authorization failed"
)
OURS = {"app.kubernetes.io/part-of": "todo"}


def found(reason: str, said: str = "", *events: Event, image: str = REMOTE) -> Finding:
    return only(RULES, snapshot(pod("web-1", waiting(reason, said), image=image), *events))


def keeps(*names: str) -> Part:
    return node(status={"images": [{"names": list(names)}]})


def test_an_image_that_was_built_here_never_reached_the_node() -> None:
    ours = pod(
        "web-1",
        waiting("ImagePullBackOff", NO_SUCH_HOST),
        image="todo-backend:nope",
        labels=OURS,
    )
    finding = only(RULES, snapshot(ours))
    assert finding.rule == "image.missing-on-node"
    assert str(finding.object) == "Pod web-1/app"
    assert finding.cause == (
        "the node does not have image todo-backend:nope, which was built on this machine"
    )
    assert finding.cure == "./todo up"
    assert finding.patience == 0


def test_a_first_failure_to_pull_may_settle() -> None:
    assert found("ErrImagePull", NO_SUCH_HOST, image="todo-backend:nope").patience == 10


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        (f'failed to resolve reference "{REMOTE}": {REMOTE}: not found', "image.unknown"),
        ("manifest for registry.example/team/todo:1 not found: manifest unknown", "image.unknown"),
        (NO_SUCH_REPOSITORY, "image.refused"),
        ("unexpected status from HEAD request: 401 Unauthorized", "image.refused"),
        ("failed to fetch anonymous token: unexpected status: 403 Forbidden", "image.refused"),
        ("429 Too Many Requests - Server message: toomanyrequests", "image.rate-limit"),
        ("no match for platform in manifest: not found", "image.platform"),
        ("no matching manifest for linux/arm64/v8 in the manifest list", "image.platform"),
        (
            "dial tcp: lookup registry.example on 10.0.0.2:53: no such host",
            "image.registry-unreachable",
        ),
        ("dial tcp 10.0.0.9:443: i/o timeout", "image.registry-unreachable"),
        ("dial tcp 127.0.0.1:5000: connect: connection refused", "image.registry-unreachable"),
        ("tls: x509: certificate signed by unknown authority", "image.registry-unreachable"),
        ("http: server gave HTTP response to HTTPS client", "image.registry-unreachable"),
        ("write /var/lib/containerd/x: no space left on device", "image.disk-full"),
        ("something that nobody has seen yet", "image.pull"),
    ],
)
def test_what_the_registry_says_is_explained(said: str, rule: str) -> None:
    finding = found("ImagePullBackOff", f'Back-off pulling image "{REMOTE}": ErrImagePull: {said}')
    assert finding.rule == rule
    assert REMOTE in finding.cause


def test_a_registry_that_is_away_has_a_reason_of_its_own() -> None:
    said = f"image pull failed for {REMOTE} because the registry is unavailable"
    assert found("RegistryUnavailable", said).rule == "image.registry-unreachable"


def test_the_event_says_more_than_the_back_off() -> None:
    told = event("Pod/web-1", "Failed", f'Failed to pull image "{REMOTE}": 403 Forbidden')
    finding = found("ImagePullBackOff", f'Back-off pulling image "{REMOTE}"', told)
    assert finding.rule == "image.refused"
    assert finding.evidence[-1].value == told.message


def test_an_event_about_another_image_says_nothing_of_this_one() -> None:
    told = event("Pod/web-1", "Failed", 'Failed to pull image "other:1": 403 Forbidden')
    assert found("ImagePullBackOff", "Back-off pulling image", told).rule == "image.pull"


def test_an_event_about_a_pod_of_the_same_name_before_says_nothing() -> None:
    text = f'Failed to pull image "{REMOTE}": 403 Forbidden'
    told = event("Pod/web-1", "Failed", text, object_uid="another")
    assert found("ImagePullBackOff", "Back-off pulling image", told).rule == "image.pull"


def test_an_image_that_may_not_be_pulled_must_be_there() -> None:
    said = f'Container image "{REMOTE}" is not present with pull policy of Never'
    finding = found("ErrImageNeverPull", said)
    assert finding.rule == "image.missing-on-node"
    assert "policy Never" in finding.cause


@pytest.mark.parametrize(
    ("changes", "how"),
    [
        ({"spec": {"providerID": "kind://docker/dev/dev-control-plane"}}, "kind load docker-image"),
        ({"metadata": {"labels": {"minikube.k8s.io/name": "m1"}}}, "minikube -p m1 image load"),
        ({}, "onto every node"),
    ],
)
def test_how_to_load_it_depends_on_the_cluster(changes: Tree, how: str) -> None:
    web = pod("web-1", waiting("ErrImageNeverPull"), image="mine:1")
    finding = only(RULES, snapshot(web, node(**changes)))
    assert how in finding.cure
    assert "mine:1" in finding.cure


@pytest.mark.parametrize(
    ("reason", "rule"),
    [
        ("SignatureValidationFailed", "image.signature"),
        ("ImageInspectError", "image.inspect"),
    ],
)
def test_images_that_cannot_be_used(reason: str, rule: str) -> None:
    assert found(reason, "it says").rule == rule


def test_another_tag_on_an_offline_node_is_named() -> None:
    web = pod("web-1", waiting("ImagePullBackOff", NO_SUCH_HOST), image="todo-backend:nope")
    kept = keeps("docker.io/library/todo-backend:5db840", "docker.io/library/pause:1")
    finding = only(RULES, snapshot(web, kept))
    assert finding.rule == "image.missing-on-node"
    assert "it has todo-backend:5db840" in finding.cause
    assert finding.confidence == "strong"


def test_a_slip_in_the_name_is_named_and_mended() -> None:
    said = 'failed to resolve reference "docker.io/library/ngnix:1.27": not found'
    web = pod(
        "web-1",
        waiting("ImagePullBackOff", said),
        image="ngnix:1.27",
        metadata=owned("StatefulSet", "web"),
    )
    finding = only(RULES, snapshot(web, keeps("docker.io/library/nginx:1.27")))
    assert "the nearest on the node is nginx:1.27" in finding.cause
    assert finding.cure == "kubectl set image statefulset/web app=nginx:1.27 -n shop"
    assert finding.fix is not None
    assert finding.fix.undo == "kubectl set image statefulset/web app=ngnix:1.27 -n shop"


def test_a_new_image_that_does_not_exist_is_rolled_back() -> None:
    template = {"spec": {"containers": [{"name": "app", "image": "registry.example/team/todo:0"}]}}
    broken = pod(
        "web-new-1",
        waiting("ImagePullBackOff", f"{REMOTE}: not found"),
        image=REMOTE,
        metadata=owned("ReplicaSet", "web-new"),
    )
    old = replica_set("web-old", spec={"template": template})
    finding = only(RULES, snapshot(broken, deployment(), old, replica_set("web-new")))
    assert finding.cure == "kubectl rollout undo deployment/web -n shop"


def needs(secret_name: str) -> Tree:
    return {"spec": {"imagePullSecrets": [{"name": secret_name}]}}


def test_a_pull_secret_that_is_missing_is_the_cause() -> None:
    web = pod(
        "web-1", waiting("ImagePullBackOff", "401 Unauthorized"), image=REMOTE, **needs("regcred")
    )
    other = secret("regcreds", ".dockerconfigjson", type="kubernetes.io/dockerconfigjson")
    finding = only(RULES, snapshot(web, other))
    assert finding.rule == "image.pull-secret-missing"
    assert "the nearest that exists is regcreds" in finding.cause
    assert "create secret docker-registry regcred " in finding.cure
    assert "registry.example" in finding.cure


def test_a_pull_secret_that_is_there_is_not_missing() -> None:
    web = pod("web-1", waiting("ImagePullBackOff", "401 Unauthorized"), **needs("regcred"))
    assert only(RULES, snapshot(web, secret("regcred"))).rule == "image.refused"


def test_secrets_that_cannot_be_read_are_missing_only_when_the_kubelet_says_so() -> None:
    web = pod("web-1", waiting("ImagePullBackOff", "401 Unauthorized"), **needs("regcred"))
    unknown = snapshot(web, unreadable={"Secret": "forbidden"})
    assert only(RULES, unknown).rule == "image.refused"
    said = "Unable to retrieve some image pull secrets (regcred); attempting to pull the image may "
    said += "not succeed."
    told = event("Pod/web-1", "FailedToRetrieveImagePullSecret", said)
    stated = snapshot(web, told, unreadable={"Secret": "forbidden"})
    assert only(RULES, stated).rule == "image.pull-secret-missing"


def test_a_missing_pull_secret_that_nobody_misses_is_no_failure() -> None:
    assert run(RULES, snapshot(pod("web-1", **needs("regcred")))) == ()


def test_pods_on_their_way_out_do_not_count() -> None:
    leaving = merged({"metadata": {"deletionTimestamp": "2026-11-26T12:00:00Z"}}, {})
    web = pod("web-1", waiting("ImagePullBackOff", "not found"), **leaving)
    assert run(RULES, snapshot(web)) == ()
