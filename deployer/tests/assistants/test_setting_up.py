"""Setting a client up writes where it looks, and never over what is the user's."""

from pathlib import Path

import pytest
import yaml

from deployer.assistants import setting_up
from deployer.assistants.setting_up import set_up
from deployer.errors import UsageError
from deployer.results import Status
from deployer.settings import ROOT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(setting_up, "kubectl_ai_folder", lambda: tmp_path / "kubectl-ai")
    return tmp_path / "kubectl-ai"


def test_connects_kubectl_ai_wherever_it_is_started(folder: Path) -> None:
    result = set_up("kubectl-ai")
    server = yaml.safe_load((folder / "mcp.yaml").read_text())["servers"][0]
    tools = yaml.safe_load((folder / "tools.yaml").read_text())
    assert result.status is Status.DONE
    assert server == {"name": "todo", "command": str(ROOT / "todo"), "args": ["mcp"]}
    assert tools[0]["command"] == f"{ROOT / 'todo'} status --json"


def test_changes_nothing_the_second_time(folder: Path) -> None:
    set_up("kubectl-ai")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert set_up("kubectl-ai").status is Status.UNCHANGED
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_leaves_the_users_own_file_and_says_what_to_add(folder: Path) -> None:
    folder.mkdir()
    mine = "servers: # mine\n- {name: mine, command: x}\n"
    (folder / "mcp.yaml").write_text(mine)
    with pytest.raises(UsageError, match="left as it is") as told:
        set_up("kubectl-ai")
    assert "name: todo" in told.value.cause
    assert (folder / "mcp.yaml").read_text() == mine


@pytest.mark.parametrize("name", ["claude-code", "docker-agent", "kagent"])
def test_says_how_to_start_what_needs_no_file(name: str) -> None:
    result = set_up(name)
    assert result.facts.changed_files == ()
    assert result.next_step
