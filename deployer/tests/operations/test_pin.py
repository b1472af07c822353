"""A server works where it was told when it started, whatever the kubeconfig says later."""

from pathlib import Path

import pytest
import yaml

from deployer.errors import UsageError
from deployer.operations.errors import RefusedError
from deployer.operations.pin import Pin
from deployer.pipeline.target import Target, remember
from deployer.requests import Access


def kubeconfig(path: Path, server: str, current: str = "mine") -> Path:
    path.write_text(
        yaml.safe_dump(
            {
                "apiVersion": "v1",
                "kind": "Config",
                "current-context": current,
                "clusters": [{"name": "c", "cluster": {"server": server}}],
                "users": [{"name": "u", "user": {}}],
                "contexts": [
                    {"name": "mine", "context": {"cluster": "c", "user": "u"}},
                    {"name": "production", "context": {"cluster": "c", "user": "u"}},
                ],
            }
        )
    )
    return path


@pytest.fixture
def pin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pin:
    file = kubeconfig(tmp_path / "config", "https://127.0.0.1:1")

    class Cluster:
        async def access(self) -> Access:
            return Access(kubeconfig=file, context="mine", cluster="mine")

    made = Pin("mine")
    monkeypatch.setattr(made, "cluster", Cluster)
    return made


async def test_keeps_its_context_when_the_current_one_changes(pin: Pin, tmp_path: Path) -> None:
    before = await pin.access()
    kubeconfig(tmp_path / "config", "https://127.0.0.1:1", current="production")
    assert await pin.access() == before
    assert before.context == "mine"


async def test_refuses_a_context_that_leads_elsewhere_now(pin: Pin, tmp_path: Path) -> None:
    await pin.access()
    kubeconfig(tmp_path / "config", "https://10.0.0.1:6443")
    with pytest.raises(RefusedError, match="another cluster than before"):
        await pin.access()


def test_takes_where_the_app_was_brought_up_last_and_stays_there() -> None:
    pin = Pin(None)
    assert not pin.is_local
    remember(Target(name="kind"))
    assert pin.name == "kind"
    remember(Target(name="production"))
    assert pin.name == "kind"


@pytest.mark.parametrize("name", [None, "local"])
def test_has_no_cluster_to_change_in_local_mode(name: str | None) -> None:
    with pytest.raises(UsageError, match="no cluster to work on"):
        Pin(name).cluster()
