"""The files that AI clients read, as texts: each is a function of agents.yaml and the tools."""

import json
from pathlib import PurePosixPath
from typing import Any

import jinja2
import yaml

from deployer.assistants.catalogue import (
    PLUGIN,
    SERVER,
    AgentPage,
    agent_pages,
    tool_name,
)
from deployer.operations.server import CHANGING, LOOKING

READING = ("Read", "Grep", "Glob")
"""Claude Code's own tools that an agent may use: it looks into files and runs nothing."""
TURNS = 40
PLUGIN_FOLDER = PurePosixPath("integrations/claude-code")
SPECS = PurePosixPath("specs/001-local-k8s-deployment")
LAUNCHER = "${TODO_LAUNCHER:-./todo}"
"""On Windows TODO_LAUNCHER is todo.cmd: there `./todo` cannot be started without a shell."""
ELSEWHERE = "${TODO_HOME:-.}/todo"
"""A plugin is copied away from the checkout that it operates."""
VERSION = "0.1.0"
OWNER = {"name": "The Todo Chatbot authors"}
SUMMARY = "Six agents that build, test, deploy, watch and remove Todo Chatbot on Kubernetes."

type Files = dict[PurePosixPath, str]

_templates = jinja2.Environment(
    loader=jinja2.PackageLoader("deployer.assistants"),
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    undefined=jinja2.StrictUndefined,
    autoescape=False,  # noqa: S701 - Markdown, made of our own words
)


def client_files() -> Files:
    """Return every file that is written, by its path in the checkout."""
    files: Files = {
        PurePosixPath(".mcp.json"): _json({"mcpServers": {SERVER: _server(LAUNCHER)}}),
        PurePosixPath(".claude/settings.json"): _json(_settings()),
        PurePosixPath(".claude-plugin/marketplace.json"): _json(_marketplace()),
        PLUGIN_FOLDER / ".claude-plugin/plugin.json": _json(_plugin()),
        PLUGIN_FOLDER / ".mcp.json": _json({"mcpServers": {SERVER: _server(ELSEWHERE)}}),
        SPECS / "agent-skills.md": _render("agent-skills.md.j2", agents=agent_pages()),
    }
    for folder, plugin in ((PurePosixPath(".claude"), False), (PLUGIN_FOLDER, True)):
        for agent in agent_pages():
            files[folder / "agents" / f"{agent.name}.md"] = _agent(agent, plugin=plugin)
            files[folder / "skills" / agent.skill / "SKILL.md"] = _skill(agent, plugin=plugin)
    return files


def _agent(agent: AgentPage, *, plugin: bool) -> str:
    tools = [tool_name(one, plugin=plugin) for one in (*agent.looking, *agent.changing)]
    front: dict[str, Any] = {
        "name": agent.name,
        "description": agent.description,
        "tools": ", ".join((*READING, *tools)),
        "model": "inherit",
        "maxTurns": TURNS,
        "color": agent.color,
    }
    if not plugin:
        # A plugin's skills have other names, so there the text itself stands in the agent.
        front["skills"] = [agent.skill]
    return _render(
        "agent.md.j2", front=_front(front), agent=agent, inline=plugin, task=_task(agent)
    )


def _skill(agent: AgentPage, *, plugin: bool) -> str:
    front = {
        "name": agent.skill,
        "description": agent.description,
        "license": "MIT",
        "compatibility": "Needs the MCP server of `./todo mcp`, or a terminal in the checkout.",
        "metadata": {"version": VERSION, "agent": agent.name},
        # This allows without asking; so only what looks stands here.
        "allowed-tools": " ".join(tool_name(one, plugin=plugin) for one in agent.looking),
    }
    return _render("skill.md.j2", front=_front(front), agent=agent, task=_task(agent))


def _task(agent: AgentPage) -> str:
    return _render("task.md.j2", agent=agent, server=SERVER).strip()


def _server(command: str) -> dict[str, Any]:
    return {
        "type": "stdio",
        "command": command,
        "args": ["mcp", "--allow-changes"],
        "env": {"TODO_CACHE_DIR": "${TODO_CACHE_DIR:-}"},
    }


def _settings() -> dict[str, Any]:
    """What Claude Code allows in this checkout; the server refuses by itself, too."""
    return {
        "enabledMcpjsonServers": [SERVER],
        "permissions": {
            "allow": [tool_name(one, plugin=False) for one in LOOKING],
            "ask": [tool_name(one, plugin=False) for one in CHANGING],
            "deny": ["Read(./.env)", "Read(./.env.local)"],
        },
    }


def _plugin() -> dict[str, Any]:
    return {
        "name": PLUGIN,
        "version": VERSION,
        "description": SUMMARY,
        "author": OWNER,
        "license": "MIT",
        "keywords": ["kubernetes", "helm", "docker", "mcp"],
    }


def _marketplace() -> dict[str, Any]:
    entry = {"name": PLUGIN, "source": f"./{PLUGIN_FOLDER}", "description": SUMMARY}
    return {
        "name": PLUGIN,
        "owner": OWNER,
        "metadata": {"description": SUMMARY, "version": VERSION},
        "plugins": [entry],
    }


def _front(fields: dict[str, Any]) -> str:
    text = yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=10_000)
    return f"---\n{text}---"


def _render(template: str, **values: Any) -> str:  # noqa: ANN401 - whatever a template wants
    return _templates.get_template(template).render(**values).rstrip() + "\n"


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2) + "\n"
