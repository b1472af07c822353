"""Checks every client's files, with its own program where that is here, else with its schema."""

import importlib.util
import json
import subprocess
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import yaml

from deployer.ai_facts import Integration, IntegrationFacts
from deployer.assistants import schemas
from deployer.assistants.clients import CLIENTS, INTEGRATIONS, ClientEntry, program_of
from deployer.assistants.files import PLUGIN_FOLDER
from deployer.errors import DeployerError, MissingError, UsageError
from deployer.events import Events
from deployer.operations.offers import IN_CHECKOUT, IN_POD, Offer
from deployer.results import Result, Status
from deployer.settings import ROOT
from deployer.steps import step
from deployer.tools import command, programs
from deployer.tools.helm import Helm, Manifest

PLUGIN = ROOT / PLUGIN_FOLDER
KAGENT_CHART = ROOT / "helm/todo-kagent"
KAGENT_ELSEWHERE = KAGENT_CHART / "values-checkout.yaml"
CHECK_SECONDS = 120.0


class Checked(NamedTuple):
    """What accepted a client's files, and what could not be asked."""

    by: str
    lacking: str = ""


async def list_clients() -> Result[IntegrationFacts]:
    """Return the clients, where they are, and whether they know of this project."""
    return _result([await _client(one, Checked("")) for one in CLIENTS], "todo ai check")


async def check_clients(
    events: Events, tool_folders: tuple[Path, ...] = ()
) -> Result[IntegrationFacts]:
    """Check what each client reads.

    Args:
        events: Who listens.
        tool_folders: Where a private helm may be.

    Raises:
        UsageError: A file is not as its client wants it; says which, and where in it.
    """
    checks: dict[str, Callable[[], Awaitable[Checked]]] = {
        "claude-code": _claude_code,
        "kubectl-ai": _kubectl_ai,
        "gordon": _gordon,
        "docker-agent": _docker_agent,
        "kagent": partial(_kagent, tool_folders),
    }
    found = []
    for client in CLIENTS:
        with step(f"check {client.name}", events) as running:
            checked = await checks[client.name]()
            running.done(checked.by)
        found.append(await _client(client, checked))
    return _result(found, None)


async def _claude_code() -> Checked:
    for folder in (ROOT / ".claude", PLUGIN):
        for path in sorted(folder.glob("agents/*.md")):
            conforms(front_of(path), schemas.CLAUDE_AGENT, path)
        for path in sorted(folder.glob("skills/*/SKILL.md")):
            conforms(front_of(path), schemas.SKILL, path)
    for path in (ROOT / ".mcp.json", PLUGIN / ".mcp.json"):
        conforms(json.loads(path.read_text(encoding="utf-8")), schemas.CLAUDE_MCP, path)
    by, lacking = ["schemas"], []
    claude = program_of(CLIENTS[0])
    if claude:
        for folder in (ROOT, PLUGIN):
            argv = [claude, "plugin", "validate", "--strict", str(folder)]
            await command.run(argv, timeout=CHECK_SECONDS, cure="./todo ai write")
        by.append("claude plugin validate --strict")
    else:
        lacking.append("claude is not installed")
    if importlib.util.find_spec("skills_ref"):
        by.append("skills-ref")
        _skills()
    else:
        lacking.append("skills-ref is not installed")
    return Checked(", ".join(by), "; ".join(lacking))


def _skills() -> None:
    from skills_ref import validate  # type: ignore[import-untyped]  # noqa: PLC0415 - for developers

    for folder in (ROOT / ".claude/skills", PLUGIN / "skills"):
        for skill in sorted(folder.iterdir()):
            if said := validate(skill):
                raise wrong(skill, "; ".join(said))


async def _kubectl_ai() -> Checked:
    folder = INTEGRATIONS / "kubectl-ai"
    conforms(load(folder / "mcp.yaml"), schemas.KUBECTL_AI_MCP, folder / "mcp.yaml")
    conforms(load(folder / "tools.yaml"), schemas.KUBECTL_AI_TOOLS, folder / "tools.yaml")
    return Checked("schemas", "the program has no command that only checks")


async def _gordon() -> Checked:
    path = INTEGRATIONS / "gordon/gordon-mcp.yml"
    conforms(load(path), schemas.GORDON, path)
    return Checked("schema", "newer Gordons read no such file")


async def _docker_agent() -> Checked:
    path = INTEGRATIONS / "docker-agent/todo.yaml"
    found = load(path)
    conforms(found, schemas.DOCKER_AGENT, path)
    named = [tool for one in found["agents"]["root"]["toolsets"] for tool in one["tools"]]
    same_tools(path, named, found["permissions"]["allow"], IN_CHECKOUT)
    return Checked("schema", "the program has no command that only checks")


async def _kagent(tool_folders: tuple[Path, ...]) -> Checked:
    try:
        helm = Helm(await programs.find("helm", tool_folders), "kagent")
        for values, offer in (({}, IN_POD), (load(KAGENT_ELSEWHERE), IN_CHECKOUT)):
            _kagent_objects(await helm.template(KAGENT_CHART, values), offer)
    except MissingError as error:
        return Checked("", error.what)
    return Checked("helm, schemas", "the API server checks it when the chart is installed")


def _kagent_objects(found: Sequence[Manifest], offer: Offer) -> None:
    for manifest in found:
        conforms(manifest, schemas.KAGENT[str(manifest["kind"])], KAGENT_CHART)
    agent: Any = next(one for one in found if one["kind"] == "Agent")
    tool = agent["spec"]["declarative"]["tools"][0]["mcpServer"]
    names, asked = tool["toolNames"], set(tool["requireApproval"])
    same_tools(KAGENT_CHART, names, [one for one in names if one not in asked], offer)


def same_tools(path: Path, named: list[str], unasked: list[str], offer: Offer) -> None:
    """Check that a client names the server's tools, and lets only those that look go unasked.

    Raises:
        UsageError: It does not.
    """
    if set(named) != {*offer.looking, *offer.verbs}:
        raise wrong(path, f"it names {', '.join(named)}")
    if set(unasked) != set(offer.looking):
        raise wrong(path, f"without asking it calls {', '.join(unasked)}")


def conforms(value: object, schema: schemas.Schema, path: Path) -> None:
    """Check a value against a schema.

    Raises:
        UsageError: It does not fit; says where.
    """
    validator = jsonschema.Draft202012Validator(schema)
    for error in validator.iter_errors(value):
        where = ".".join(str(part) for part in error.absolute_path) or "its top"
        raise wrong(path, f"{where}: {error.message}"[:500])


def wrong(path: Path, why: str) -> UsageError:
    """Return the error for a file that its client would not take."""
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    return UsageError(f"{name} is not as its client wants it.", cause=why, cure="./todo ai write")


def load(path: Path) -> Any:  # noqa: ANN401 - YAML holds anything
    """Read a YAML file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def front_of(path: Path) -> Any:  # noqa: ANN401 - the same
    """Read the fields at the top of a Markdown file."""
    _, front, _ = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front)


async def _client(client: ClientEntry, checked: Checked) -> Integration:
    program = program_of(client)
    if program and client.arguments:
        program = program if await _answers(program, client.arguments) else ""
    return Integration(
        name=client.name,
        installed=program,
        connected=client.connected(),
        checked=checked.by,
        lacking=checked.lacking,
        setup=client.setup,
    )


async def _answers(program: str, arguments: tuple[str, ...]) -> bool:
    """Tell whether a plugin of docker is there: the program itself always is."""
    try:
        done = await command.run([program, *arguments], check=False, timeout=20)
    except (DeployerError, subprocess.SubprocessError, OSError):
        return False
    return done.code == 0


def _result(found: list[Integration], next_step: str | None) -> Result[IntegrationFacts]:
    there = [one.name for one in found if one.installed]
    return Result(
        agent="assistants",
        status=Status.DONE,
        summary=f"Installed here: {', '.join(there) or 'none'}.",
        facts=IntegrationFacts(integrations=tuple(found)),
        next_step=next_step and f"./{next_step}",
    )
