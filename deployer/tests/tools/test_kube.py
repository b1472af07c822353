"""The way into a cluster, without one."""

from pathlib import Path

import pytest
import yaml

from deployer.errors import MissingError
from deployer.requests import Access
from deployer.tools.kube import connect, labels_of_ours, pods_of

KUBECONFIG = {
    "apiVersion": "v1",
    "kind": "Config",
    "clusters": [{"name": "here", "cluster": {"server": "http://127.0.0.1:9"}}],
    "users": [{"name": "me", "user": {"token": "t"}}],
    "contexts": [{"name": "mine", "context": {"cluster": "here", "user": "me"}}],
    "current-context": "mine",
}


@pytest.fixture
def kubeconfig(tmp_path: Path) -> Path:
    path = tmp_path / "config"
    path.write_text(yaml.safe_dump(KUBECONFIG))
    return path


async def test_another_context_is_never_used_instead(kubeconfig: Path) -> None:
    access = Access(kubeconfig=kubeconfig, context="other", cluster="kind")
    with pytest.raises(MissingError, match="context 'other'"):
        async with connect(access, "todo"):
            pytest.fail("it connected")


async def test_a_kubeconfig_that_is_gone_is_named(tmp_path: Path) -> None:
    access = Access(kubeconfig=tmp_path / "gone", context="mine", cluster="kind")
    with pytest.raises(MissingError, match="gone"):
        async with connect(access, "todo"):
            pytest.fail("it connected")


async def test_a_cluster_that_does_not_answer_is_named(kubeconfig: Path) -> None:
    access = Access(kubeconfig=kubeconfig, context="mine", cluster="kind")
    with pytest.raises(MissingError, match="Nothing listens") as failure:
        async with connect(access, "todo") as client:
            await pods_of(client, "todo")
    assert failure.value.exit_code == 3


def test_what_we_make_carries_our_labels() -> None:
    labels = labels_of_ours("todo", "backend")
    assert labels["app.kubernetes.io/part-of"] == "todo"
    assert labels["app.kubernetes.io/managed-by"] == "todo-deployer"
