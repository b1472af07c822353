"""The AI clients that this project brings configuration for: found, connected, and checked."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import yaml

from deployer.settings import ROOT

INTEGRATIONS = ROOT / "integrations"


class ClientEntry(NamedTuple):
    """One client."""

    name: str
    program: str
    """What it is started with; empty when it is no program of this machine."""
    arguments: tuple[str, ...]
    """Arguments that make a plugin of another program answer; empty for a program of its own."""
    connected: Callable[[], str]
    """Returns the file through which it knows of this project, or nothing."""
    setup: str


def kubectl_ai_folder() -> Path:
    """Return kubectl-ai's folder for configuration, as the program finds it."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home() / "AppData/Roaming")) / "kubectl-ai"
    return Path(os.environ.get("XDG_CONFIG_HOME", Path.home() / ".config")) / "kubectl-ai"


def _kubectl_ai() -> str:
    file = kubectl_ai_folder() / "mcp.yaml"
    if not file.is_file():
        return ""
    found = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    servers = found.get("servers") if isinstance(found, dict) else None
    named = [one for one in servers or () if isinstance(one, dict) and one.get("name") == "todo"]
    return str(file) if named else ""


def _gordon() -> str:
    file = ROOT / "gordon-mcp.yml"
    return str(file) if file.is_file() else ""


CLIENTS = (
    ClientEntry("claude-code", "claude", (), lambda: str(ROOT / ".mcp.json"), "claude"),
    ClientEntry("kubectl-ai", "kubectl-ai", (), _kubectl_ai, "./todo ai setup kubectl-ai"),
    ClientEntry("gordon", "docker", ("ai", "version"), _gordon, "./todo ai setup gordon"),
    ClientEntry(
        "docker-agent",
        "docker",
        ("agent", "version"),
        lambda: str(INTEGRATIONS / "docker-agent/todo.yaml"),
        "docker agent run integrations/docker-agent/todo.yaml",
    ),
    ClientEntry("kagent", "", (), lambda: "", "helm install todo-kagent helm/todo-kagent"),
)


def program_of(client: ClientEntry) -> str:
    """Return the path of a client's program, or nothing."""
    return (shutil.which(client.program) or "") if client.program else ""
