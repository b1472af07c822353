"""The user's kubeconfig is read, never written."""

import os
from pathlib import Path

import pytest

from deployer.clusters.kubeconfig import access_to, contexts
from deployer.errors import ExitCode, UsageError

CONFIG = """
apiVersion: v1
kind: Config
contexts:
- {name: %s, context: {cluster: c, user: u}}
"""


@pytest.fixture
def kubeconfig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    paths = [tmp_path / "one", tmp_path / "two"]
    for path in paths:
        path.write_text(CONFIG % f"{path.name}-context")
    monkeypatch.setenv("KUBECONFIG", os.pathsep.join(str(path) for path in paths))
    return paths


def test_each_context_is_found_in_its_file(kubeconfig: list[Path]) -> None:
    assert contexts() == {"one-context": kubeconfig[0], "two-context": kubeconfig[1]}
    access = access_to("two-context", cluster="x")
    assert (access.kubeconfig, access.context) == (kubeconfig[1].resolve(), "two-context")


def test_a_wrong_context_suggests_the_nearest(kubeconfig: list[Path]) -> None:
    del kubeconfig
    with pytest.raises(UsageError) as caught:
        access_to("two-contxt", cluster="x")
    assert caught.value.exit_code is ExitCode.USAGE
    assert "one-context, two-context" in caught.value.cause
    assert caught.value.cure == "./todo up --on two-context"


def test_no_kubeconfig_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUBECONFIG", str(tmp_path / "missing"))
    assert contexts() == {}
    with pytest.raises(UsageError, match="no kube context"):
        access_to("any", cluster="x")


def test_a_broken_kubeconfig_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken"
    broken.write_text("a: [")
    monkeypatch.setenv("KUBECONFIG", str(broken))
    with pytest.raises(UsageError, match="broken"):
        contexts()
