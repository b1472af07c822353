"""The files of AI clients are those that their source says, and as their clients want them."""

import json
import re
from pathlib import Path

import pytest

from deployer.assistants import schemas
from deployer.assistants.checking import conforms, front_of
from deployer.assistants.files import PLUGIN_FOLDER, client_files
from deployer.assistants.writing import write
from deployer.errors import UsageError
from deployer.operations.server import CHANGING, LOOKING
from deployer.results import Status
from deployer.settings import ROOT

PLUGIN = ROOT / PLUGIN_FOLDER
AGENTS = sorted((*ROOT.glob(".claude/agents/*.md"), *PLUGIN.glob("agents/*.md")))
SKILLS = sorted((*ROOT.glob(".claude/skills/*/SKILL.md"), *PLUGIN.glob("skills/*/SKILL.md")))
DANGEROUS = {"Bash", "Write", "Edit", "NotebookEdit", "WebFetch", "Task"}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_nothing_has_drifted() -> None:
    result = write(check=True)
    assert result.status is Status.UNCHANGED, result.summary


def test_tells_of_drift_and_mends_it(tmp_path: Path) -> None:
    assert write(tmp_path, check=True).status is Status.FAILED
    assert write(tmp_path, check=False).status is Status.DONE
    assert write(tmp_path, check=False).status is Status.UNCHANGED
    (tmp_path / ".claude/agents/stray.md").write_text("")
    assert write(tmp_path, check=True).facts.changed_files == (".claude/agents/stray.md",)
    write(tmp_path, check=False)
    assert not (tmp_path / ".claude/agents/stray.md").exists()


@pytest.mark.parametrize("path", AGENTS, ids=named)
def test_an_agent_is_well_formed(path: Path) -> None:
    front = front_of(path)
    conforms(front, schemas.CLAUDE_AGENT, path)
    assert front["name"] == path.stem
    tools = set(front["tools"].split(", "))
    assert not tools & DANGEROUS
    prefix = "mcp__todo__" if ".claude" in path.parts else "mcp__plugin_todo-chatbot_todo__"
    ours = {tool.removeprefix(prefix) for tool in tools if tool.startswith("mcp__")}
    assert ours <= {*LOOKING, *CHANGING}


@pytest.mark.parametrize("path", SKILLS, ids=named)
def test_a_skill_is_well_formed(path: Path) -> None:
    front = front_of(path)
    conforms(front, schemas.SKILL, path)
    assert front["name"] == path.parent.name
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) < 500
    for heading in ("## Inputs", "## Outputs", "## Steps", "## Success", "## Errors", "## Never"):
        assert heading in lines
    allowed = {tool.rpartition("__")[2] for tool in front["allowed-tools"].split()}
    assert allowed <= set(LOOKING)


@pytest.mark.parametrize(
    "change",
    [
        {"permissionMode": "bogus"},
        {"tools": None},
        {"tools": ""},
        {"name": "Not A Name"},
        {"description": "short"},
        {"color": "beige"},
    ],
)
def test_the_schema_sees_what_claude_code_lets_pass(change: dict[str, object]) -> None:
    front = front_of(AGENTS[0]) | change
    with pytest.raises(UsageError, match="not as its client wants it"):
        conforms(front, schemas.CLAUDE_AGENT, AGENTS[0])


def test_claude_code_asks_before_every_change() -> None:
    settings = json.loads((ROOT / ".claude/settings.json").read_text(encoding="utf-8"))
    allowed, asked = settings["permissions"]["allow"], settings["permissions"]["ask"]
    assert {tool.removeprefix("mcp__todo__") for tool in allowed} == set(LOOKING)
    assert {tool.removeprefix("mcp__todo__") for tool in asked} == set(CHANGING)


def test_no_file_names_a_machine_or_a_variable_without_a_default() -> None:
    for path, text in client_files().items():
        assert "/root" not in text, path
        assert "/home" not in text, path
        for variable in re.findall(r"\$\{[^}]*\}", text):
            assert ":-" in variable, f"{path}: {variable} fails where it is not set"
