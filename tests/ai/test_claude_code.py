"""Claude Code itself takes the plugin and the marketplace; the skills' own validator the skills."""

import json
import shutil
import sys
from pathlib import Path

import pytest
from skills_ref import validate  # type: ignore[import-untyped]

from tests.ai.conftest import run
from tests.todo import ROOT

PLUGIN = ROOT / "integrations/claude-code"
SKILLS = sorted(
    (*ROOT.glob(".claude/skills/*"), *PLUGIN.glob("skills/*")), key=lambda one: one.as_posix()
)


@pytest.mark.parametrize("folder", [ROOT, PLUGIN], ids=["marketplace", "plugin"])
def test_claude_code_takes_it(folder: Path, programs: Path, tmp_path: Path) -> None:
    said = run([programs / "claude", "plugin", "validate", "--strict", folder], tmp_path)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "Validation passed" in said.stdout


def test_claude_code_refuses_a_plugin_without_a_name(programs: Path, tmp_path: Path) -> None:
    broken = tmp_path / "plugin"
    shutil.copytree(PLUGIN, broken)
    manifest = broken / ".claude-plugin/plugin.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "name": ""}))
    said = run([programs / "claude", "plugin", "validate", "--strict", broken], tmp_path)
    assert said.returncode == 1


@pytest.mark.skipif(sys.platform == "win32", reason="the launcher is a shell script here")
def test_claude_code_connects_to_the_server(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    launcher = tmp_path / "todo"
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m deployer "$@"\n')
    launcher.chmod(0o755)
    monkeypatch.setenv("TODO_LAUNCHER", str(launcher))
    # As after the two questions that Claude Code asks a person in a new checkout.
    agreed = {"hasTrustDialogAccepted": True, "enabledMcpjsonServers": ["todo"]}
    (tmp_path / ".claude.json").write_text(json.dumps({"projects": {str(ROOT): agreed}}))
    said = run([programs / "claude", "mcp", "list"], tmp_path)
    assert "todo: " in said.stdout
    assert "✔ Connected" in said.stdout, said.stdout + said.stderr


def test_there_are_two_sets_of_six_skills() -> None:
    assert len(SKILLS) == 12


@pytest.mark.parametrize("skill", SKILLS, ids=lambda one: one.relative_to(ROOT).as_posix())
def test_the_validator_of_skills_takes_it(skill: Path) -> None:
    assert validate(skill) == []
