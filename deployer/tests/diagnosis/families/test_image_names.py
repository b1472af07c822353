import pytest
from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families.image_names import RULES
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import (
    Tree,
    crashing,
    ended,
    node,
    owned,
    pod,
    snapshot,
    status,
    waiting,
)


def named(image: str, **changes: Tree) -> Tree:
    return {"image": image, "metadata": owned("DaemonSet", "web"), **changes}


@pytest.mark.parametrize(
    ("image", "why", "better"),
    [
        ("https://registry.example/app:1", "address of a page", "registry.example/app:1"),
        ("Registry.example/App:V1", "capital letters", "registry.example/app:V1"),
        ("nginx:", "its tag is empty", ""),
        ("my app:1", "a blank in it", ""),
        ("nginx:1:2", "", ""),
    ],
)
def test_names_that_no_runtime_understands(image: str, why: str, better: str) -> None:
    said = f'Failed to apply default image tag "{image}": couldn\'t parse image name'
    finding = only(RULES, snapshot(pod("web-1", waiting("InvalidImageName", said), **named(image))))
    assert finding.rule == "image.name"
    assert repr(image) in finding.cause
    assert why in finding.cause
    assert f"app={better}" in finding.cure if better else finding.cure == "mend the name"


def test_our_own_name_is_mended_where_it_stands() -> None:
    ours = {"app.kubernetes.io/part-of": "todo"}
    broken = pod("web-1", waiting("InvalidImageName", "x"), image="todo:", labels=ours)
    assert "app.yaml" in only(RULES, snapshot(broken)).cure


def test_a_name_that_is_merely_unusual_is_fine() -> None:
    assert run(RULES, snapshot(pod("web-1", image="localhost:5000/A/b:V1"))) == ()


@pytest.mark.parametrize("where", ["log", "state", "end"])
def test_a_program_for_another_processor(where: str) -> None:
    said = "exec /usr/bin/app: exec format error"
    one = {
        "log": crashing(1),
        "state": waiting("RunContainerError", said),
        "end": crashing(128, "StartError", lastState=ended(128, "StartError", message=said)),
    }[where]
    found = snapshot(
        pod("web-1", one),
        node(status={"nodeInfo": INFO}),
        logs={"web-1/app": f"{said}\n"} if where == "log" else {},
    )
    finding = only(RULES, found)
    assert finding.rule == "image.exec-format"
    assert "(arm64)" in finding.cause


FIELDS = (
    "bootID containerRuntimeVersion kernelVersion kubeProxyVersion kubeletVersion machineID "
    "operatingSystem osImage systemUUID"
)
INFO = dict.fromkeys(FIELDS.split(), "x") | {"architecture": "arm64"}


def test_a_program_that_runs_may_log_what_it_likes() -> None:
    found = snapshot(pod("web-1"), logs={"web-1/app": "tried a.out: exec format error"})
    assert run(RULES, found) == ()


def copies(second: str, node_name: str = "node-1") -> tuple[Pod, ...]:
    one = pod("web-1", status(imageID="sha256:1"), metadata=owned("DaemonSet", "web"))
    changes: Tree = {"metadata": owned("DaemonSet", "web"), "spec": {"nodeName": node_name}}
    return one, pod("web-2", status(imageID=second), **changes)


def test_one_tag_for_two_images() -> None:
    finding = only(RULES, snapshot(*copies("sha256:2")))
    assert finding.rule == "image.tag-moved"
    assert finding.severity == "warning"
    assert [one.value for one in finding.evidence] == ["sha256:1", "sha256:2"]
    assert finding.cure == "kubectl rollout restart daemonset/web -n shop"


@pytest.mark.parametrize(("second", "where"), [("sha256:1", "node-1"), ("sha256:2", "node-2")])
def test_the_same_image_by_another_name_on_another_node(second: str, where: str) -> None:
    assert run(RULES, snapshot(*copies(second, where))) == ()
