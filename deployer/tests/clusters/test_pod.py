"""A pod reaches its cluster as its own account, with whatever token the kubelet put there last."""

from pathlib import Path

import pytest
import yaml

from deployer.clusters import CLUSTERS, find_cluster
from deployer.clusters.base import State
from deployer.clusters.pod import POD, PodCluster
from deployer.errors import MissingError, UsageError
from deployer.events import ignore


@pytest.fixture
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the kubelet mounts."""
    for name, text in {"token": "first", "namespace": "todo", "ca.crt": "x"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("KUBERNETES_SERVICE_HOST", "10.96.0.1")
    monkeypatch.setenv("KUBERNETES_SERVICE_PORT", "443")
    return tmp_path


async def test_the_kubeconfig_names_the_tokens_file_and_holds_no_token(account: Path) -> None:
    access = await PodCluster(account).access()
    text = access.kubeconfig.read_text(encoding="utf-8")
    config = yaml.safe_load(text)
    assert config["clusters"][0]["cluster"]["server"] == "https://10.96.0.1:443"
    assert config["users"][0]["user"] == {"tokenFile": str(account / "token")}
    assert "first" not in text
    assert access.context == config["current-context"] == POD


async def test_outside_a_pod_it_says_how_to_name_a_cluster(tmp_path: Path) -> None:
    cluster = PodCluster(tmp_path)
    assert await cluster.state() is State.ABSENT
    with pytest.raises(MissingError) as failure:
        await cluster.access()
    assert "--on minikube" in failure.value.cure


async def test_nothing_is_built_or_brought_up_from_inside(account: Path) -> None:
    cluster = PodCluster(account)
    assert await cluster.state() is State.RUNNING
    for refused in (cluster.prepare(ignore), cluster.route_images([], ignore)):
        with pytest.raises(UsageError):
            await refused


def test_it_can_be_named_and_is_none_that_could_be_started() -> None:
    assert isinstance(find_cluster(POD), PodCluster)
    assert POD not in CLUSTERS
