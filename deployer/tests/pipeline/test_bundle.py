"""A bundle that is damaged, foreign or none at all is refused before anything is loaded."""

import io
import json
import tarfile
from pathlib import Path

import pytest

from deployer.errors import DeployerError, UsageError
from deployer.events import ignore
from deployer.pipeline import bundle
from deployer.pipeline.bundle import open_bundle
from deployer.tools import docker


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bundle as `todo bundle` packs it, with words for images, and an engine nobody may use."""

    async def refuse(*_: object, **__: object) -> None:
        pytest.fail("the engine was asked")

    monkeypatch.setattr(docker, "docker", refuse)
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("images.tar", "kubectl", "helm"):
        (folder / name).write_text(name)
    target = tmp_path / "bundle.tar"
    bundle._pack(folder, {"todo-backend:1": "sha256:1"}, target)
    return target


def changed(source: Path, name: str, content: bytes) -> Path:
    """The same bundle with another file in it."""
    target = source.with_name("changed.tar")
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for entry in old:
            read = old.extractfile(entry)
            text = content if entry.name == name else (read.read() if read else b"")
            entry.size = len(text)
            new.addfile(entry, io.BytesIO(text))
    return target


@pytest.mark.parametrize("name", ["images.tar", "kubectl", "helm"])
async def test_a_changed_file_is_found(packed: Path, name: str) -> None:
    with pytest.raises(DeployerError, match="damaged, or was changed") as failure:
        await open_bundle(changed(packed, name, b"other"), ignore)
    assert failure.value.cause.startswith(name)


async def test_one_for_other_machines_is_refused(packed: Path) -> None:
    with tarfile.open(packed) as archive:
        read = archive.extractfile("bundle.json")
        listed = json.load(read) if read else {}
    listed["platform"] = "darwin/vax"
    with pytest.raises(UsageError, match="is for darwin/vax"):
        await open_bundle(changed(packed, "bundle.json", json.dumps(listed).encode()), ignore)


async def test_what_is_no_bundle_is_told(tmp_path: Path) -> None:
    (tmp_path / "words").write_text("words")
    with pytest.raises(UsageError, match="is no bundle"):
        await open_bundle(tmp_path / "words", ignore)


async def test_no_name_in_it_leads_out_of_its_folder(tmp_path: Path) -> None:
    source = tmp_path / "evil.tar"
    with tarfile.open(source, "w") as archive:
        entry = tarfile.TarInfo("../outside")
        archive.addfile(entry, io.BytesIO())
    with pytest.raises(UsageError, match="is no bundle"):
        await open_bundle(source, ignore)
    assert not (tmp_path / "outside").exists()
