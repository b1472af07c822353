"""The pictures in the specs are those that their sources make."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.ai.conftest import HERE
from tests.todo import ROOT

SOURCES = sorted(ROOT.glob("specs/*/diagrams/*.dot"))


def test_there_are_three() -> None:
    assert [one.stem for one in SOURCES] == ["cluster", "images", "workflow"]


@pytest.mark.parametrize("source", SOURCES, ids=lambda one: one.stem)
def test_the_picture_is_that_of_its_source(source: Path, programs: Path) -> None:
    del programs
    node = shutil.which("node")
    assert node is not None
    made = subprocess.run(
        [node, HERE / "render.mjs"],
        input=source.read_bytes(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert made.stdout.decode() == source.with_suffix(".svg").read_text(encoding="utf-8")
