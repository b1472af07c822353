import shutil
from pathlib import Path

import pytest

from deployer.clusters.builtin import programs as module
from deployer.clusters.builtin.programs import (
    ALIASES,
    DISK_NEEDED,
    SOURCES,
    Programs,
    compiled,
    ensure_programs,
    required_version,
    source_key,
)
from deployer.errors import MissingError
from deployer.events import Event, Phase

MODULE = """\
module example

go 1.26.4

require (
	helm.sh/helm/v3 v3.22.0 // indirect
	k8s.io/kubernetes v1.37.2
)
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    (folder / "pause").mkdir(parents=True)
    (folder / "go.mod").write_text(MODULE)
    (folder / "go.sum").write_text("")
    (folder / "main.go").write_text("package main\n")
    (folder / "pause" / "main.go").write_text("package main\n")
    return folder


def test_the_key_changes_with_every_source(sources: Path) -> None:
    keys = {source_key(sources)}
    for name in ("go.mod", "go.sum", "main.go", "pause/main.go"):
        with (sources / name).open("a") as file:
            file.write("// more\n")
        keys.add(source_key(sources))
    assert len(keys) == 5


def test_a_renamed_source_is_another_source(sources: Path) -> None:
    before = source_key(sources)
    (sources / "main.go").rename(sources / "other.go")
    assert source_key(sources) != before


def test_files_that_are_not_compiled_do_not_count(sources: Path) -> None:
    before = source_key(sources)
    (sources / "README.md").write_text("words")
    assert source_key(sources) == before


def test_the_key_does_not_depend_on_where_the_sources_lie(sources: Path, tmp_path: Path) -> None:
    shutil.copytree(sources, tmp_path / "elsewhere")
    assert source_key(tmp_path / "elsewhere") == source_key(sources)


def test_versions_are_read_from_go_mod(sources: Path) -> None:
    assert required_version(sources, "k8s.io/kubernetes") == "v1.37.2"
    assert required_version(sources, "helm.sh/helm/v3") == "v3.22.0"
    assert module._go_version(sources) == (1, 26, 4)


def test_the_real_go_mod_names_what_the_compiler_stamps() -> None:
    assert required_version(SOURCES, "k8s.io/kubernetes").startswith("v1.")
    assert required_version(SOURCES, "helm.sh/helm/v3").startswith("v3.")
    assert module._go_version(SOURCES) >= (1, 26)


def test_the_real_program_knows_each_of_its_names() -> None:
    text = (SOURCES / "main.go").read_text()
    assert all(f'"{alias}":' in text for alias in ALIASES)


def test_nothing_is_there_before_it_was_compiled(sources: Path, cache: Path) -> None:
    assert compiled(sources) is None
    (cache / "builtin" / "bin" / source_key(sources)).mkdir(parents=True)
    assert compiled(sources) == Programs(folder=cache / "builtin" / "bin" / source_key(sources))


@pytest.mark.anyio
async def test_what_is_compiled_is_taken_as_it_is(sources: Path, cache: Path) -> None:
    folder = cache / "builtin" / "bin" / source_key(sources)
    folder.mkdir(parents=True)
    seen: list[Event] = []
    assert (await ensure_programs(seen.append, sources)).folder == folder
    assert [event.phase for event in seen] == [Phase.STARTED, Phase.SKIPPED]


@pytest.mark.anyio
@pytest.mark.usefixtures("cache")
async def test_a_full_disk_is_named_before_anything_is_compiled(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "DISK_NEEDED", 1 << 62)
    with pytest.raises(MissingError, match="too little disk space") as refused:
        await ensure_programs(lambda _event: None, sources)
    assert "GB free" in refused.value.cause
    assert "TODO_CACHE_DIR" in refused.value.cure


def test_the_disk_that_is_asked_for_is_what_a_compile_was_seen_to_use() -> None:
    assert 7_000_000_000 <= DISK_NEEDED <= 10_000_000_000


def test_finished_programs_appear_whole_and_older_ones_go(tmp_path: Path) -> None:
    store = tmp_path / "bin"
    (store / "older").mkdir(parents=True)
    (store / ".compiling-x").mkdir()
    (store / ".compiling-x" / "kubectl").touch()
    folder = module._replace(store, store / ".compiling-x", "key")
    assert [path.name for path in store.iterdir()] == ["key"]
    assert (folder / "kubectl").exists()
