import base64
import gzip
import json

import pytest
from lightkube.resources.core_v1 import Secret

from deployer.agents._monitor.images import between_pods, from_build, from_release, images_in
from deployer.agents._monitor.pods import pods_health
from deployer.health import PodHealth
from tests.diagnosis.objects import deployment, pod, snapshot, status

IMAGE = "registry.example/app:1"


def running(**ids: str) -> tuple[PodHealth, ...]:
    pods = [pod(name, status(imageID=image_id)) for name, image_id in ids.items()]
    return pods_health(snapshot(*pods), {}, {})


MANIFEST = """
kind: Service
metadata: {name: web}
---
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {containers: [{name: app, image: "app:1"}, {name: side, image: "side:2"}]}}}
"""


def record(content: bytes) -> Secret:
    """Helm's record of a release, as it stands in the API."""
    return Secret(data={"release": base64.b64encode(base64.b64encode(content)).decode()})


def test_of_helms_record_only_the_images_of_workloads_are_read() -> None:
    content = json.dumps({"manifest": MANIFEST, "config": {"password": "canary"}}).encode()
    found = images_in(record(gzip.compress(content)))
    assert found == {"Deployment web": ("app:1", "side:2")}


@pytest.mark.parametrize("secret", [record(b"no gzip"), record(gzip.compress(b"{")), Secret()])
def test_a_record_that_cannot_be_read_says_nothing(secret: Secret) -> None:
    assert images_in(secret) == {}


def test_what_was_released_runs() -> None:
    live = snapshot(deployment("web"))
    (image,) = (c.image for one in live.deployments for c in one.spec.template.spec.containers)  # type: ignore[union-attr]
    assert from_release(live, {"Deployment web": (image or "",)}) == ()


def test_an_image_that_was_set_behind_helms_back() -> None:
    (found,) = from_release(snapshot(deployment("web")), {"Deployment web": ("other:2",)})
    assert (found.object, found.expected) == ("Deployment web", "other:2")


def test_a_released_workload_that_is_gone_is_no_drift() -> None:
    assert from_release(snapshot(), {"Deployment web": ("other:2",)}) == ()


def test_a_tag_that_moved_shows_as_two_images_of_one_name() -> None:
    pods = running(a="sha256:1", b="sha256:1", c="sha256:2")
    (found,) = between_pods(pods)
    assert (found.object, found.found, found.expected) == ("Pod c", "sha256:2", "sha256:1")
    assert between_pods(running(a="sha256:1", b="sha256:1")) == ()


def test_an_older_build_of_the_same_name_runs() -> None:
    pods = running(a="sha256:1")
    (found,) = from_build(pods, {IMAGE: "sha256:9"})
    assert found.expected == "sha256:9"
    assert from_build(pods, {IMAGE: "sha256:1"}) == ()
    assert from_build(pods, {}) == ()


def test_a_registrys_digest_is_not_held_against_an_engines_id() -> None:
    pods = running(a="registry.example/app@sha256:5")
    assert from_build(pods, {IMAGE: "sha256:9"}) == ()
