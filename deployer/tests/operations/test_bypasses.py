"""Ways in which other operations servers were got round, each tried on this one.

Each test names the report that it repeats.
"""

import json
import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st
from mcp import Client
from mcp.server.mcpserver import MCPServer

from deployer.operations.desk import Options
from deployer.operations.facts import Verb
from deployer.operations.planning import WORKS
from deployer.operations.redaction import Redactor
from deployer.operations.server import CHANGING, LOOKING, build_server
from deployer.settings import settings
from tests.operations.conftest import Connect, planned, text_of
from tests.operations.world import World

CANARY = "c4n4ry-c4n4ry-c4n4ry"


@cache
def every_tool() -> MCPServer[dict[str, Any]]:
    """A server that offers all it has."""
    return build_server(Options(on="local", allow_changes=True))


async def tools() -> dict[str, Any]:
    async with Client(every_tool()) as client:
        return {tool.name: tool.input_schema for tool in (await client.list_tools()).tools}


def texts(schema: object) -> list[dict[str, Any]]:
    """Return every part of a schema that takes text."""
    if isinstance(schema, list):
        return [found for one in schema for found in texts(one)]
    if not isinstance(schema, dict):
        return []
    mine = [schema] if schema.get("type") == "string" else []
    return mine + [found for one in schema.values() for found in texts(one)]


async def test_no_tool_takes_a_command() -> None:
    """kubectl-ai took `kubectl proxy`, `get > FILE` and `delete --dry-run=none` for reading.

    Azure/mcp-kubernetes 126: the same with `exec`. A list of verbs leaks; here no text could be a
    command: each is a name of a short alphabet, or a choice.
    """
    for name, schema in (await tools()).items():
        for text in texts(schema):
            assert "pattern" in text or "enum" in text, f"{name} takes free text: {text}"


async def test_there_is_no_general_tool() -> None:
    """Flux159/mcp-server-kubernetes 288: `kubectl_generic` went round the mask of Secrets."""
    offered = set(await tools())
    assert offered == {*LOOKING, *CHANGING}
    for word in ("kubectl", "exec", "proxy", "apply_manifest", "get", "shell", "helm"):
        assert word not in offered


SHELLS = st.text(alphabet=st.sampled_from("-=;|&$`<>(){}[]*?!#~\"'\\ \n:@a9"), min_size=1).map(
    lambda one: one if re.search(r"[^a-z0-9-]", one) or one.startswith("-") else f"-{one}"
)


@settings_of_hypothesis(max_examples=25)
@given(evil=st.one_of(SHELLS, st.sampled_from(["--server=https://evil", "-n", "--all-namespaces"])))
async def test_no_argument_becomes_a_flag(evil: str) -> None:
    """CVE-2026-61459 and CVE-2025-69902: names that begin with a dash reached kubectl as flags."""
    async with Client(every_tool()) as client:
        for tool, arguments in (
            ("logs", {"service": evil}),
            ("plan", {"verb": "build", "services": [evil]}),
            ("plan", {"verb": "fix", "finding": evil}),
            ("plan", {"verb": "cleanup", "scope": evil}),
        ):
            answer = await client.call_tool(tool, arguments)
            assert answer.is_error
            assert "validation error" in text_of(answer)


@pytest.mark.parametrize("odd", ["namespace", "context", "kubeconfig", "cluster", "flags", "on"])
async def test_nothing_leads_to_another_place(connect: Connect, odd: str) -> None:
    """containers/kubernetes-mcp-server takes a context with each call; here none can be named."""
    async with connect() as client:
        for tool in (*LOOKING, *CHANGING):
            with pytest.raises(Exception, match="no argument"):
                await client.call_tool(tool, {odd: "kube-system"})


async def test_a_client_that_cannot_ask_is_refused(connect: Connect, world: World) -> None:
    """containers/kubernetes-mcp-server: its fallback where nobody can be asked is to allow."""
    async with connect() as client:
        facts = await planned(client)
        answer = await client.call_tool("cleanup", {"token": facts["token"]})
    assert answer.is_error
    assert world.done == []


async def test_serving_is_not_a_way_round_asking(connect: Connect, world: World) -> None:
    """kubectl-ai 508: its MCP server asks nobody, and has no mode that only reads."""
    async with connect(allow_changes=False, says="yes") as client:
        listed = {tool.name for tool in (await client.list_tools()).tools}
        for name in CHANGING:
            assert (await client.call_tool(name, {"token": "x" * 20})).is_error
    assert not listed & set(CHANGING)
    assert world.done == []


async def test_no_answer_holds_a_kubeconfig_or_its_keys(connect: Connect) -> None:
    """containers/kubernetes-mcp-server 1415: `configuration_view` showed it in read-only mode."""
    async with connect() as client:
        resources = [str(one.uri) for one in (await client.list_resources()).resources]
    assert not [one for one in resources if "config" in one]
    assert "aGVsbG8gaGVsbG8gaGVsbG8=" not in Redactor().text(
        "client-key-data: aGVsbG8gaGVsbG8gaGVsbG8="
    )


async def test_secrets_stay_inside_whichever_way_they_come(
    connect: Connect, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """k8sgpt's `get-resource`, awslabs/mcp 2942 and 2588: Secrets came out as they are."""
    monkeypatch.setenv("OPENROUTER_API_KEY", CANARY)
    settings.cache_clear()
    world.things = [f"Deployment {CANARY}", "Secret data"]
    world.says, world.destructive = f"with {CANARY}", False
    heard: list[str | None] = []

    async def hear(progress: float, total: float | None, message: str | None) -> None:
        del progress, total
        heard.append(message)

    async with connect() as client:
        shown = await planned(client, "build")
        answer = await client.call_tool("build", {"token": shown["token"]}, progress_callback=hear)
    everything = json.dumps([shown, heard, text_of(answer), answer.structured_content])
    assert "redacted" in everything
    assert CANARY not in everything


async def test_errors_hold_no_secrets(
    connect: Connect, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """robusta-dev/holmesgpt 526: what was hidden in answers stood in errors."""
    monkeypatch.setenv("OPENROUTER_API_KEY", CANARY)
    settings.cache_clear()

    async def fail(*_: object) -> None:
        raise ValueError(f"bad value {CANARY}")

    monkeypatch.setitem(WORKS, Verb.BUILD, world.work._replace(draft=fail))  # type: ignore[arg-type]
    async with connect() as client:
        answer = await client.call_tool("plan", {"verb": "build"})
    assert "ValueError" in text_of(answer)
    assert CANARY not in text_of(answer)


@pytest.mark.parametrize("name", ["../../.env", "..%2f..%2f.env", "20260101T000000/../../x"])
async def test_resources_lead_to_no_other_file(connect: Connect, name: str) -> None:
    async with connect() as client:
        with pytest.raises(Exception, match=r"(?i)no receipt|unknown|not found|invalid"):
            await client.read_resource(f"todo://receipts/{name}")
