import os
from collections.abc import Callable
from pathlib import Path

import pytest

from deployer.settings import ROOT
from deployer.tools.docker_inputs import base_images, inputs_hash

BASES = {"debian:trixie-slim": ("sha256:one", "sha256:two")}


@pytest.fixture
def context(tmp_path: Path) -> Path:
    (tmp_path / "Dockerfile").write_text("FROM scratch\nCOPY a /\n")
    (tmp_path / ".dockerignore").write_text("*\n!a\n")
    (tmp_path / "a").write_text("a")
    (tmp_path / "b").write_text("b")
    return tmp_path


def test_the_same_inputs_have_the_same_hash_wherever_they_are(context: Path) -> None:
    before = inputs_hash(context, {}, BASES)
    os.utime(context / "a", (1, 1))
    moved = context.rename(context.with_name("moved"))
    assert inputs_hash(moved, {}, BASES) == before


def test_a_file_that_the_build_cannot_see_changes_nothing(context: Path) -> None:
    before = inputs_hash(context, {}, BASES)
    (context / "b").write_text("changed")
    assert inputs_hash(context, {}, BASES) == before


def _change_file(context: Path) -> None:
    (context / "a").write_text("changed")


def _change_dockerfile(context: Path) -> None:
    (context / "Dockerfile").write_text("FROM scratch\nCOPY a /b\n")


def _show_more(context: Path) -> None:
    (context / ".dockerignore").write_text("*\n!a\n!b\n")


def _rename(context: Path) -> None:
    (context / "a").rename(context / "c")
    (context / ".dockerignore").write_text("*\n!c\n")


@pytest.mark.parametrize("change", [_change_file, _change_dockerfile, _show_more, _rename])
def test_a_change_that_the_build_sees_changes_the_hash(
    context: Path, change: Callable[[Path], None]
) -> None:
    before = inputs_hash(context, {}, BASES)
    change(context)
    assert inputs_hash(context, {}, BASES) != before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bit")
def test_a_file_that_becomes_a_program_changes_the_hash(context: Path) -> None:
    before = inputs_hash(context, {}, BASES)
    (context / "a").chmod(0o755)
    assert inputs_hash(context, {}, BASES) != before


def test_arguments_and_base_images_are_inputs(context: Path) -> None:
    plain = inputs_hash(context, {}, BASES)
    other_base = inputs_hash(context, {}, {"debian:trixie-slim": ("sha256:one",)})
    assert len({plain, other_base, inputs_hash(context, {"A": "1"}, BASES)}) == 3


def test_the_bounds_between_two_files_are_part_of_the_hash(tmp_path: Path) -> None:
    hashes = set()
    for number, files in enumerate(({"a": "bc"}, {"ab": "c"})):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "Dockerfile").write_text("FROM scratch\n")
        for name, text in files.items():
            (folder / name).write_text(text)
        hashes.add(inputs_hash(folder, {}, {}))
    assert len(hashes) == 2


def test_base_images_are_those_that_are_not_stages() -> None:
    text = """
        ARG BASE=debian:trixie-slim
        FROM --platform=linux/amd64 ${BASE} AS build
        ARG OTHER=1
        FROM build AS more
        FROM alpine:3
        FROM scratch
        COPY --from=more / /
    """
    assert base_images(text, {}) == ("debian:trixie-slim", "alpine:3")
    assert base_images(text, {"BASE": "mine:1"}) == ("mine:1", "alpine:3")


@pytest.mark.parametrize("part", ["api", "web", "database"])
def test_our_images_build_on_debian_alone(part: str) -> None:
    text = (ROOT / part / "Dockerfile").read_text(encoding="utf-8")
    assert base_images(text, {}) == ("debian:trixie-slim",)
