"""The operations server inside the cluster, as its own account, asked by a real MCP client."""

import contextlib
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from itertools import product
from typing import Any

import anyio
import httpx2
import mcp_types
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError

from deployer.app import load_app
from deployer.diagnosis.rights import Rule, to_look, to_mend
from tests.cluster.kubectl import Kubectl
from tests.todo import Said, succeed

NAME, PORT = "todo-operations", 7090
SPACE = load_app().namespace
ACCOUNT = f"--as=system:serviceaccount:{SPACE}:{NAME}"
FRONTEND = {"app.kubernetes.io/name": "todo-frontend"}
ASTRAY = {
    "apiVersion": "v1",
    "kind": "Service",
    "metadata": {"name": "way-in"},
    "spec": {
        "selector": {"app.kubernetes.io/name": "todo-frontent"},
        "ports": [{"port": 80, "targetPort": 3000}],
    },
}
WAIT_SECONDS = 300.0


@pytest.fixture(scope="module")
def server(first_up: Said, cluster: str) -> Iterator[Kubectl]:
    """The server, put beside the app; it goes again, so that the next tests find what they know."""
    del first_up
    succeed("up", "--on", cluster, "--operations", minutes=30)
    yield Kubectl(cluster)
    succeed("up", "--on", cluster, "--no-operations")
    assert "todo-operations" not in str(Kubectl(cluster).get("deployments,roles,services"))


@contextlib.asynccontextmanager
async def forwarded(kubectl: Kubectl) -> AsyncIterator[int]:
    """A port of this machine that leads to the Service."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    argv = kubectl.argv("port-forward", f"service/{NAME}", f"{port}:{PORT}")
    async with await anyio.open_process(argv) as process:
        try:
            assert process.stdout
            await process.stdout.receive()  # it speaks when it listens
            yield port
        finally:
            process.terminate()


async def asked[T](
    kubectl: Kubectl,
    ask: Callable[[Client], Awaitable[T]],
    host: str = f"{NAME}.{SPACE}.svc:{PORT}",
) -> T:
    """Ask with the token of the Secret, under a name of the Service."""
    template = "{{ .data.header | base64decode }}"
    header = kubectl.run("get", "secret", NAME, "--output", f"go-template={template}")
    headers = {"Authorization": header, "Host": host}
    async with (
        forwarded(kubectl) as port,
        httpx2.AsyncClient(headers=headers, timeout=WAIT_SECONDS) as http,
        Client(
            streamable_http_client(f"http://127.0.0.1:{port}/mcp", http_client=http),
            read_timeout_seconds=WAIT_SECONDS,
        ) as client,
    ):
        return await ask(client)


async def facts(client: Client, tool: str, **arguments: object) -> dict[str, Any]:
    """Call a tool that must work; returns its result's facts."""
    answer = await client.call_tool(tool, arguments)
    assert not answer.is_error, answer.content
    assert answer.structured_content
    found: dict[str, Any] = answer.structured_content["facts"]
    return found


def test_every_tool_that_looks_works_as_the_account(server: Kubectl) -> None:
    async def ask(client: Client) -> tuple[Any, ...]:
        names = {tool.name for tool in (await client.list_tools()).tools}
        status, found = await facts(client, "status"), await facts(client, "diagnose")
        return names, status, found, await facts(client, "logs", service="backend", lines=5)

    names, status, found, logs = anyio.run(asked, server, ask)
    assert names == {"status", "diagnose", "logs", "plan"}
    assert (status["namespace"], status["cluster"]) == (SPACE, "pod")
    assert sum(one["ready"] for one in status["pods"]) == 6
    assert found["problems"] == []
    # Secrets are not readable, which diagnosis says; nothing of the namespace else is missing.
    wide = {"Namespaces", "Services", "SystemPod", "SystemDeployment", "SystemDaemonSet"}
    wide |= {"Node", "PersistentVolume", "StorageClass", "IngressClass", "APIService"}
    wide |= {"ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"}
    assert set(found["unreadable"]) == wide | {"Secret", "HelmRelease"}
    assert logs["lines"]


async def statuses(kubectl: Kubectl, hosts: tuple[str, ...]) -> list[int]:
    """What the server answers under each name, to somebody without a token."""
    async with forwarded(kubectl) as port, httpx2.AsyncClient() as http:
        url = f"http://127.0.0.1:{port}"
        probed = await http.get(f"{url}/healthz")
        asked = [await http.post(f"{url}/mcp", json={}, headers={"Host": one}) for one in hosts]
    return [probed.status_code, *(one.status_code for one in asked)]


def test_strangers_get_no_further_than_the_probe(server: Kubectl) -> None:
    assert anyio.run(statuses, server, (f"{NAME}.{SPACE}.svc:{PORT}",)) == [200, 401]


@pytest.mark.parametrize("host", [NAME, f"{NAME}.{SPACE}.svc.cluster.local:{PORT}"])
def test_it_answers_under_each_name_of_its_service(server: Kubectl, host: str) -> None:
    async def ask(client: Client) -> int:
        return len((await client.list_tools()).tools)

    assert anyio.run(asked, server, ask, host) == 4


def test_it_answers_under_no_other_name(server: Kubectl) -> None:
    async def ask(client: Client) -> None:
        await client.list_tools()

    with pytest.raises((ExceptionGroup, httpx2.HTTPError, MCPError)):
        anyio.run(asked, server, ask, "evil.example")


def may(kubectl: Kubectl, verb: str, resource: str, *where: str) -> bool:
    """Ask the API server itself whether the account may do something."""
    answer = kubectl.say("auth", "can-i", verb, resource, ACCOUNT, *where)
    return answer.strip() == "yes"


def test_the_account_reads_no_secret_and_no_other_namespace(server: Kubectl) -> None:
    assert may(server, "list", "pods")
    for verb, resource in (
        ("get", "secrets"),
        ("list", "secrets"),
        ("create", "pods/exec"),
        ("create", "serviceaccounts/token"),
        ("patch", "deployments.apps"),
        ("delete", "pods"),
        ("create", "rolebindings.rbac.authorization.k8s.io"),
    ):
        assert not may(server, verb, resource), f"{verb} {resource}"
    for resource in ("pods", "secrets", "configmaps"):
        assert not may(server, "list", resource, "--namespace=kube-system")
    assert not may(server, "list", "nodes")


def test_the_role_allows_just_what_the_tools_ask_for(server: Kubectl) -> None:
    def rights(rules: tuple[Rule, ...]) -> set[tuple[str, str, str]]:
        return {
            (g, r, v) for one in rules for g in one.groups for r in one.resources for v in one.verbs
        }

    role = server.get("role", NAME)
    allowed = {
        right
        for rule in role["rules"]
        for right in product(rule["apiGroups"], rule["resources"], rule["verbs"])
    }
    assert allowed == rights(to_look())
    assert not allowed & {right for right in rights(to_mend()) if right[2] == "patch"}


@pytest.fixture
def mending(server: Kubectl, cluster: str) -> Iterator[Kubectl]:
    """The same, allowed to change things, and a Service beside the app's that leads nowhere."""
    succeed("up", "--on", cluster, "--operations", env={"TODO_MCP_CHANGES": "1"})
    server.run("apply", "--filename=-", stdin=json.dumps(ASTRAY))
    yield server
    server.run("delete", "service", "way-in")


def test_it_mends_by_plan_and_token_when_that_is_allowed(mending: Kubectl) -> None:
    async def ask(client: Client) -> mcp_types.CallToolResult:
        problems = (await facts(client, "diagnose"))["problems"]
        mine = next(one for one in problems if "way-in" in json.dumps(one))
        plan = await facts(client, "plan", verb="fix", finding=mine["id"])
        return await client.call_tool("fix", {"token": plan["token"]})

    ended = anyio.run(asked, mending, ask)
    assert not ended.is_error, ended.content
    assert mending.get("service", "way-in")["spec"]["selector"] == FRONTEND
    assert not may(mending, "get", "secrets")
    assert not may(mending, "patch", "resourcequotas")
