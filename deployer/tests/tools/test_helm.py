"""helm as typed calls, with the real helm and a chart of two lines."""

import json
from pathlib import Path

import pytest

from deployer.errors import DeployerError
from deployer.requests import Access
from deployer.settings import settings
from deployer.tools.command import CommandFailedError
from deployer.tools.helm import Cluster, Helm, Revision, parse
from tests.charts import find_helm


@pytest.fixture
async def helm() -> Helm:
    return await find_helm()


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    (folder / "templates").mkdir(parents=True)
    (folder / "Chart.yaml").write_text("apiVersion: v2\nname: small\nversion: 1.0.0\n")
    (folder / "values.yaml").write_text("word: none\n")
    (folder / "templates" / "map.yaml").write_text(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}}\n"
        "data:\n  word: {{ .Values.word | quote }}\n"
        "  version: {{ .Capabilities.KubeVersion.Version | quote }}\n"
    )
    return folder


async def test_values_are_handed_over_and_versions_too(helm: Helm, chart: Path) -> None:
    (one,) = await helm.template(chart, {"word": 'it\'s: "odd"\n'}, Cluster("1.30.0"))
    assert one["data"] == {"word": 'it\'s: "odd"\n', "version": "v1.30.0"}
    assert one["metadata"] == {"name": "small"}


async def test_lint_finds_fault(helm: Helm, chart: Path) -> None:
    await helm.lint(chart, {})
    (chart / "templates" / "broken.yaml").write_text("a: {{ .Values.word }\n")
    with pytest.raises(CommandFailedError) as failure:
        await helm.lint(chart, {})
    assert "broken.yaml" in failure.value.cause


async def test_the_user_s_helm_folders_stay_untouched(helm: Helm, chart: Path) -> None:
    await helm.template(chart, {})
    assert (settings().cache_dir / "tools" / "helm").is_dir()


async def test_secrets_never_stand_in_argv(tmp_path: Path, chart: Path) -> None:
    """A helm that writes down how it was called."""
    seen = tmp_path / "argv"
    program = tmp_path / "helm"
    program.write_text(f'#!/bin/sh\necho "$@" > {seen}\ncat > {tmp_path}/stdin\n')
    program.chmod(0o755)
    access = Access(kubeconfig=tmp_path / "config", context="mine", cluster="kind")
    helm = Helm(str(program), "todo", access)
    await helm.template(chart, {"password": "hush"})
    argv = seen.read_text()
    assert "hush" not in argv
    assert f"--kubeconfig {tmp_path}/config --kube-context mine" in argv
    assert "--namespace todo" in argv
    assert json.loads((tmp_path / "stdin").read_text()) == {"password": "hush"}


def test_a_revision_is_read_as_helm_prints_it() -> None:
    revision = Revision.model_validate(
        {
            "name": "todo-backend",
            "version": 4,
            "namespace": "todo",
            "info": {"status": "pending-upgrade", "description": "x", "first_deployed": "…"},
            "manifest": "---\n# Source: a\nkind: Service\n---\n",
            "hooks": [{"name": "b", "kind": "Job", "manifest": "kind: Job\n"}],
        }
    )
    assert revision.is_pending
    assert [one["kind"] for one in revision.objects] == ["Service"]
    assert [one["kind"] for one in revision.everything] == ["Service", "Job"]


def test_what_is_no_yaml_is_told() -> None:
    with pytest.raises(DeployerError, match="no YAML"):
        parse("a: [")


async def test_what_helm_is_refused_is_explained(tmp_path: Path, chart: Path) -> None:
    """A helm that finds its release locked."""
    program = tmp_path / "helm"
    said = "Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress"
    program.write_text(f'#!/bin/sh\ncat > /dev/null\necho "{said}" >&2\nexit 1\n')
    program.chmod(0o755)
    with pytest.raises(CommandFailedError) as failure:
        await Helm(str(program), "shop").upgrade(chart, {}, seconds=5)
    assert failure.value.cause.startswith("The release is locked")
    assert said in failure.value.cause
    assert "helm rollback" in failure.value.cure
