"""The hash follows names and contents, and nothing that tools leave behind."""

from pathlib import Path

import pytest

from deployer.local.fingerprint import fingerprint


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "web"
    (folder / "src").mkdir(parents=True)
    (folder / "src" / "page.tsx").write_text("page")
    (folder / "package.json").write_text("{}")
    return folder


def test_the_same_sources_have_the_same_hash(sources: Path) -> None:
    assert fingerprint([sources]) == fingerprint([sources])


def test_contents_names_and_words_count(sources: Path) -> None:
    seen = {fingerprint([sources]), fingerprint([sources], "v24"), fingerprint([sources], "v26")}
    (sources / "src" / "page.tsx").write_text("other")
    seen.add(fingerprint([sources]))
    (sources / "src" / "page.tsx").rename(sources / "src" / "layout.tsx")
    seen.add(fingerprint([sources]))
    assert len(seen) == 5


@pytest.mark.parametrize("name", ["node_modules/x/y.js", ".next/z", "tests/a.ts", "a.tsbuildinfo"])
def test_what_tools_leave_does_not_count(sources: Path, name: str) -> None:
    before = fingerprint([sources])
    (sources / name).parent.mkdir(parents=True, exist_ok=True)
    (sources / name).write_text("noise")
    assert fingerprint([sources]) == before


def test_a_single_file_counts(sources: Path) -> None:
    file = sources / "package.json"
    before = fingerprint([file])
    file.write_text('{"name": "x"}')
    assert fingerprint([file]) != before
