"""Looks at a cluster again and again, and says since when it is blind when it does not answer."""

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import anyio
import httpx2
from lightkube import ApiError, AsyncClient
from lightkube.resources.core_v1 import Namespace

from deployer.agents._monitor.usage import use_of_pods
from deployer.app import App
from deployer.dashboard.board import Board
from deployer.dashboard.receipts import last_receipt
from deployer.dashboard.repair import Repair
from deployer.dashboard.state import UNASKED, sample_of, state_of
from deployer.dashboard.view import About, Amount, State, Tone
from deployer.dashboard.voices import Voices
from deployer.diagnosis.collect import take_snapshot
from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.snapshot import Snapshot
from deployer.errors import DeployerError, UnhealthyError
from deployer.requests import Access
from deployer.tools.endpoints import ask_endpoints
from deployer.tools.kube import connect, if_there, meta
from deployer.tools.pods import service_pods
from deployer.tools.together import together

WATCHED_SECONDS = 5.0
UNWATCHED_SECONDS = 20.0
"""While no page is open, the history of use is all that is kept up."""
PATIENCE_SECONDS = 20.0
"""A look that takes longer finds nothing out."""
AGAIN_SECONDS = 3.0
ENDPOINT_SECONDS = 60.0
MCP = "MCP initialize"


class Live:
    """One namespace of one cluster, looked at until cancelled.

    Args:
        access: The cluster.
        namespace: What is looked at.
        app: What app.yaml says.
        folders: Where the cluster keeps its own kubectl and helm.
    """

    def __init__(
        self, access: Access, namespace: str, app: App, folders: Sequence[Path] = ()
    ) -> None:
        self._access = access
        self._namespace = namespace
        self._app = app
        self._mcp = UNASKED
        self._asked = float("-inf")
        self.repair = Repair(access, folders)
        about = About(
            title=app.name.title(), cluster=access.cluster, namespace=namespace, can_fix=True
        )
        self.board = Board(about, State(at=datetime.now(UTC)))

    async def watch(self) -> None:
        """Keep the board up to date; a cluster that does not answer is tried again."""
        while True:
            try:
                async with connect(self._access, self._namespace) as client:
                    await self._look_on(client)
            except DeployerError as error:
                self._blind(error.cause or error.what)
            except TimeoutError:
                self._blind(f"it took longer than {PATIENCE_SECONDS:.0f} seconds.")
            await anyio.sleep(AGAIN_SECONDS)

    async def _look_on(self, client: AsyncClient) -> None:
        async with together() as group:
            voices = Voices(client, self.board, group)
            group.start_soon(voices.deliver)
            while True:
                with anyio.fail_after(PATIENCE_SECONDS):
                    snapshot = await self._look(client)
                voices.follow(
                    (pod, self._resource_of(meta(pod).name or "")) for pod in snapshot.pods
                )
                await anyio.sleep(WATCHED_SECONDS if self.board.watched else UNWATCHED_SECONDS)

    async def _look(self, client: AsyncClient) -> Snapshot:
        receipt = last_receipt(self._access.cluster, self._namespace)
        if receipt and receipt != self.board.receipt:
            self.board.deliver(receipt)
        # Asked first, alone: what does not answer is not asked thirty things at once.
        await if_there(client.get(Namespace, self._namespace))
        snapshot = await take_snapshot(client, self._namespace)
        use = await amounts_of_pods(client, self._namespace)
        await self._ask(client)
        url = receipt.url if receipt else None
        diagnosis = diagnose(snapshot)
        self.repair.know(snapshot, diagnosis)
        state = state_of(snapshot, diagnosis, self._app, use, url=url, mcp=self._mcp)
        self.board.show(state, sample_of(time.time(), state.resources))
        return snapshot

    async def _ask(self, client: AsyncClient) -> None:
        """Ask the MCP endpoint now and then: it takes a process in a pod."""
        ours = self._namespace == self._app.namespace
        if not ours or time.monotonic() - self._asked < ENDPOINT_SECONDS:
            return
        self._asked = time.monotonic()
        self._mcp = await mcp_answers(client, self._app)

    def _resource_of(self, pod: str) -> str:
        found = self.board.state.resources
        return next((r.id for r in found if any(one.name == pod for one in r.instances)), pod)

    def _blind(self, why: str) -> None:
        state = self.board.state
        since = state.blind_since or datetime.now(UTC)
        self._asked = float("-inf")
        self.board.show(state.model_copy(update={"blind_since": since, "blind_why": why}))


async def amounts_of_pods(client: AsyncClient, namespace: str) -> Mapping[str, Amount]:
    """Return what each pod uses; empty where the cluster does not measure it (yet)."""
    try:
        found = await use_of_pods(client, namespace)
    except (ApiError, httpx2.HTTPError):
        return {}
    return {
        name: Amount(cpu=used.cpu_millicores, memory=used.memory_bytes)
        for name, used in found.items()
    }


async def mcp_answers(client: AsyncClient, app: App) -> tuple[Tone, str]:
    """Return how the MCP endpoint answers inside the cluster."""
    pods = await service_pods(client, app.name, app.services)
    ports = {key: service.port for key, service in app.services.items()}
    try:
        found = {one.what: one.value for one in await ask_endpoints(client, pods, ports, tries=1)}
    except UnhealthyError as error:
        return (Tone.BAD, "does not answer") if error.what.startswith("MCP") else UNASKED
    except (ApiError, httpx2.HTTPError):
        return UNASKED
    said = found.get(MCP, "")
    return (Tone.GOOD, "asks for a token" if said == "401" else f"answers {said}")
