"""Asks the app's endpoints from inside the cluster, with the programs of its own images."""

import json

import anyio
from lightkube import AsyncClient

from deployer.errors import UnhealthyError
from deployer.results import Evidence, Pod
from deployer.tools.together import together

TIMEOUT = 30.0
TRIES = 3
AGAIN_SECONDS = 2.0
FINE = range(200, 300)
NEEDS_TOKEN = 401
BACKEND = """
import json, urllib.error, urllib.request
def ask(path, body=None):
    kind = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    wanted = urllib.request.Request("http://127.0.0.1:%d" + path, body, kind)
    try:
        with urllib.request.urlopen(wanted, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
hello = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
    "protocolVersion": "2025-06-18", "capabilities": {},
    "clientInfo": {"name": "todo", "version": "1"}}}
print(json.dumps({"backend /health/ready": ask("/health/ready"),
                  "MCP initialize": ask("/mcp", json.dumps(hello).encode())}))
"""
FRONTEND = """
const ask = (path) => fetch("http://127.0.0.1:%d" + path, { signal: AbortSignal.timeout(10000) })
  .then((answer) => answer.status, (error) => String(error.cause ?? error));
Promise.all([ask("/"), ask("/api/v1/assistant")]).then(([page, api]) => console.log(
  JSON.stringify({ "frontend page": page, "/api/v1 through the frontend": api })));
"""


async def ask_endpoints(
    client: AsyncClient, pods: tuple[Pod, ...], ports: dict[str, int], *, tries: int = TRIES
) -> tuple[Evidence, ...]:
    """Ask in one pod of each service; the answers are HTTP statuses.

    Args:
        client: The cluster.
        pods: Pods that are ready.
        ports: Service to its port.
        tries: How often one that does not answer is asked again.

    Raises:
        UnhealthyError: One does not answer as it should, or there is no pod to ask in.
    """
    commands = {
        "backend": ("python3", "-c", BACKEND % ports["backend"]),
        "frontend": ("node", "-e", FRONTEND % ports["frontend"]),
    }
    answers: dict[str, object] = {}

    async def ask(service: str, command: tuple[str, ...]) -> None:
        pod = next((pod for pod in pods if pod.service == service and pod.ready), None)
        if pod is None:
            raise UnhealthyError(f"No pod of {service} is ready.", cure="./todo status")
        answers.update(await _ask(client, pod.name, service, command, tries))

    async with together() as group:
        for service, command in commands.items():
            group.start_soon(ask, service, command)
    return tuple(Evidence(what=what, value=str(answers[what])) for what in sorted(answers))


def is_fine(what: str, answer: object) -> bool:
    """Tell whether an endpoint answered as it should; some ask strangers for a token first."""
    allowed = what.startswith(("MCP", "/api")) and answer == NEEDS_TOKEN
    return allowed or (isinstance(answer, int) and answer in FINE)


async def _ask(
    client: AsyncClient, pod: str, container: str, command: tuple[str, ...], tries: int
) -> dict[str, object]:
    wrong: dict[str, object] = {}
    for left in reversed(range(tries)):
        answer = await client.exec(
            pod, container=container, command=command, stdout=True, stderr=True, timeout=TIMEOUT
        )
        if answer.exit_code != 0:
            wrong = {container: str(answer.stderr)[-300:]}
        else:
            said: dict[str, object] = json.loads(str(answer.stdout))
            wrong = {what: said[what] for what in said if not is_fine(what, said[what])}
            if not wrong:
                return said
        await anyio.sleep(
            AGAIN_SECONDS if left else 0
        )  # a Service hears of its new pods a moment later
    what, how = next(iter(wrong.items()))
    raise UnhealthyError(
        f"{what} does not answer as it should.", cause=f"{how}", cure="./todo logs"
    )
