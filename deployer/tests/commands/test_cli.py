"""The command line as its users meet it: help, mistakes, exit codes, JSON."""

import json
import os
import subprocess
import sys

import pytest

from deployer.cli import SECTIONS, todo

ALL = [name for section in SECTIONS.values() for name in section]


def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "deployer", *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **env},
    )


def test_help_names_every_command_and_the_exit_codes() -> None:
    page = run("--help")
    assert page.returncode == 0
    for name in ALL:
        assert f"  {name} " in page.stdout
    assert "Examples:" in page.stdout
    assert "\x1b" not in page.stdout


def test_help_does_not_import_what_only_commands_need() -> None:
    code = "import sys, deployer.cli; print([m for m in ('rich', 'pydantic') if m in sys.modules])"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert loaded.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ALL)
def test_every_command_explains_itself_with_examples(name: str) -> None:
    command = todo.get_command(todo.make_context("todo", ["up"]), name)
    assert command is not None
    assert command.help
    assert command.epilog is not None
    assert f"todo {name}" in command.epilog


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["upp"], "'up'"),
        (["build", "--forse"], "--force"),
        (["cleanup", "--scope", "relese"], "'release'"),
        (["deploy"], "--on"),
    ],
)
def test_a_mistake_exits_2_and_suggests_the_nearest(arguments: list[str], hint: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert hint in done.stderr
    assert "Traceback" not in done.stderr


def test_a_mistake_is_json_when_json_is_asked_for() -> None:
    done = run("cleanup", "--scope", "relese", "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["exit_code"] == 2


def test_status_of_nothing(tmp_path: object) -> None:
    done = run("status", "--json", TODO_CACHE_DIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["summary"] == "Nothing is up."


def test_a_narrow_windows_console_does_not_break_the_output(tmp_path: object) -> None:
    done = run("status", TODO_CACHE_DIR=str(tmp_path), PYTHONIOENCODING="cp1252")
    assert done.returncode == 0
    assert "Nothing is up." in done.stdout
