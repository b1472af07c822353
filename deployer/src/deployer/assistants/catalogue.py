"""Reads agents.yaml: what each agent is for, takes, gives, does, and does about errors."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from deployer.frozen import Frozen

SOURCE = Path(__file__).with_name("agents.yaml")
PLUGIN = "todo-chatbot"
SERVER = "todo"
"""The MCP server's name in every client's configuration."""


class Mishap(Frozen):
    """One error that is to be expected."""

    case: str
    says: str
    """Words of the deployer's own error, as its source has them."""
    do: str
    """What the agent does about it."""


class AgentPage(Frozen):
    """One agent as its users and its model see it."""

    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)
    skill: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)
    color: Literal["red", "blue", "green", "yellow", "purple", "orange", "pink", "cyan"]
    purpose: str
    when: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    looking: tuple[str, ...]
    """Tools that it may call and that change nothing."""
    changing: tuple[str, ...]
    """Tools that it may call and that carry out a plan."""
    terminal: tuple[str, ...]
    """The commands with which a person does the same."""
    steps: tuple[str, ...]
    success: tuple[str, ...]
    errors: tuple[Mishap, ...]
    never: tuple[str, ...]

    @property
    def description(self) -> str:
        """What a client decides by whether to call it."""
        return f"{self.purpose} {self.when}"


@cache
def agent_pages() -> tuple[AgentPage, ...]:
    """Return the six agents in the order in which a deployment needs them."""
    found = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return tuple(AgentPage.model_validate(one) for one in found)


def tool_name(tool: str, *, plugin: bool) -> str:
    """Return a tool's name in Claude Code, where a plugin's server has another prefix."""
    prefix = f"mcp__plugin_{PLUGIN}_{SERVER}" if plugin else f"mcp__{SERVER}"
    return f"{prefix}__{tool}"
