"""Every client's files are accepted, and a mistake in one is found."""

import copy
from pathlib import Path
from typing import Any

import pytest

from deployer.assistants import schemas
from deployer.assistants.checking import check_clients, conforms, load, same_tools
from deployer.assistants.clients import CLIENTS, INTEGRATIONS
from deployer.commands.ai import NAMES
from deployer.errors import UsageError
from deployer.operations.offers import IN_CHECKOUT
from deployer.operations.server import CHANGING, LOOKING
from tests.charts import find_helm
from tests.conftest import Heard

EVERY = [*LOOKING, *CHANGING]


async def test_all_are_accepted(events: Heard) -> None:
    helm = await find_helm()
    found = (await check_clients(events, (Path(helm.program).parent,))).facts.integrations
    assert [one.name for one in found] == [client.name for client in CLIENTS]
    assert [one.name for one in found if not one.checked] == []


def test_the_command_line_knows_every_client() -> None:
    assert {client.name for client in CLIENTS} == set(NAMES)


def test_kubectl_ai_reads_the_keys_that_are_there() -> None:
    """Its documented `command_desc` and `oauth` are dropped without a word."""
    tools: Any = load(INTEGRATIONS / "kubectl-ai/tools.yaml")
    assert all("commandDesc" in one for one in tools)
    wrong = copy.deepcopy(tools)
    wrong[0]["command_desc"] = wrong[0].pop("commandDesc")
    with pytest.raises(UsageError, match="not as its client wants it"):
        conforms(wrong, schemas.KUBECTL_AI_TOOLS, Path("tools.yaml"))


def test_kubectl_ai_gets_nothing_that_changes_anything() -> None:
    """Its MCP client asks nobody, and what it runs by itself it cannot judge."""
    servers: Any = load(INTEGRATIONS / "kubectl-ai/mcp.yaml")
    assert [one["args"] for one in servers["servers"]] == [["mcp"]]
    tools: Any = load(INTEGRATIONS / "kubectl-ai/tools.yaml")
    assert {one["command"].split()[1] for one in tools} <= set(LOOKING)


def test_gordon_gets_nothing_that_changes_anything() -> None:
    found: Any = load(INTEGRATIONS / "gordon/gordon-mcp.yml")
    assert all("--allow-changes" not in one["command"] for one in found["services"].values())
    found["services"]["todo"]["volumes"].append("/var/run/docker.sock:/var/run/docker.sock")
    with pytest.raises(UsageError):
        conforms(found, schemas.GORDON, Path("gordon-mcp.yml"))


def test_an_agent_must_ask_before_each_change() -> None:
    same_tools(Path("x"), EVERY, list(LOOKING), IN_CHECKOUT)
    with pytest.raises(UsageError, match="not as its client"):
        same_tools(Path("x"), EVERY, [*LOOKING, "deploy"], IN_CHECKOUT)
    with pytest.raises(UsageError, match="not as its client"):
        same_tools(Path("x"), [*EVERY, "kubectl"], list(LOOKING), IN_CHECKOUT)
