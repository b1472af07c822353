"""Python 3.13 is found where it hides, and a shim is not taken for it."""

import sys
from pathlib import Path

import pytest
from bootstrap import interpreter


def program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_the_running_interpreter_is_found_behind_its_environment() -> None:
    found = interpreter.runs([sys.executable])
    assert found is not None
    assert Path(found).samefile(sys.executable)


def test_an_older_python_is_not_taken(tmp_path: Path) -> None:
    old = program(tmp_path / "python3.13", "echo 3.11; echo /usr/bin/python3.11")
    assert interpreter.runs([str(old)]) is None


def test_a_shim_that_cannot_run_is_not_taken(tmp_path: Path) -> None:
    shim = program(tmp_path / "python3.13", "echo 'pyenv: command not found' >&2; exit 127")
    assert interpreter.runs([str(shim)]) is None


def test_what_is_not_there_is_not_taken(tmp_path: Path) -> None:
    assert interpreter.runs([str(tmp_path / "nothing")]) is None


def test_pyenv_gives_its_newest_first(tmp_path: Path) -> None:
    for version in ("3.13.2", "3.13.10", "3.12.9", "3.13.0"):
        (tmp_path / "versions" / version).mkdir(parents=True)
    names = [path.name for path in interpreter.pyenv_versions(tmp_path)]
    assert names == ["3.13.10", "3.13.2", "3.13.0"]


def test_pyenv_is_looked_at_after_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    (tmp_path / "versions" / "3.13.1").mkdir(parents=True)
    found = [" ".join(command) for command in interpreter.candidates()]
    assert found[:2] == [sys.executable, "python3.13"]
    assert "3.13.1" in found[2]
