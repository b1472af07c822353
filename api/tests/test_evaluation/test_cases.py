"""Reading cases."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from src.evaluation.cases import Case, NoCasesError, load


def write(folder: Path, half: str, text: str) -> None:
    (folder / half).mkdir(parents=True, exist_ok=True)
    (folder / half / "add.yaml").write_text(text, encoding="utf-8")


def test_a_case_says_what_may_be_called(tmp_path: Path) -> None:
    write(tmp_path, "dev", "- {say: [hi, add milk], calls: [{add_task: {title: milk}}], or: [[]]}")
    (case,) = load(tmp_path)
    add: list[Mapping[str, Any]] = [{"add_task": {"title": "milk"}}]
    assert case == Case("dev", "add", ("hi", "add milk"), (add, []))
    assert case.name == "hi / add milk"


def test_one_half_alone(tmp_path: Path) -> None:
    write(tmp_path, "dev", "- {say: hi, calls: []}")
    write(tmp_path, "heldout", "- {say: hello, calls: []}")
    assert [case.say for case in load(tmp_path, ["heldout"])] == [("hello",)]
    assert len(load(tmp_path)) == 2


def test_a_folder_without_cases_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoCasesError, match=r"dev/\*\.yaml or heldout/\*\.yaml"):
        load(tmp_path)
