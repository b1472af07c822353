"""The assistant of this process: what runs turns and what reads them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from opentelemetry import trace

from src.agent.hub import Hub
from src.agent.journal import Journal
from src.agent.kit import Kit
from src.agent.reader import Reader
from src.agent.runner import TurnRunner
from src.agent.store import Store
from src.loading import load
from src.metrics import Metrics
from src.schemas.assistant import NOTHING_CHOSEN, AssistantPublic, Chosen
from src.schemas.turns import TurnInput
from src.settings import Settings

if TYPE_CHECKING:
    from src.agent.provider import Provider
    from src.agent.tools import Listing

_OFFLINE = (
    "The offline assistant answers: it understands plain English about tasks. "
    "Set OPENROUTER_API_KEY to connect an AI model."
)


class Assistant:
    """Runs and reads turns.

    Args:
        store: The database, under this replica's name.
        settings: Which provider answers, and where the MCP server is.
        metrics: What is told of each turn.
        provider: Answers instead of the one that the settings name.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        metrics: Metrics,
        provider: "Provider | None" = None,
    ) -> None:
        self._store, self._settings, self._metrics = store, settings, metrics
        self._provider = provider
        self._listing: Listing | None = None
        self._warming: asyncio.Task[object] | None = None
        hub = Hub()
        self.runner = TurnRunner(store, hub, self._run)
        self.reader = Reader(store, hub, self.runner)

    def warm_up(self) -> None:
        """Begin to load the Agents SDK: somebody has opened the chat and will speak soon.

        It takes a second or two and 60 MB, which a process that nobody talks to is spared.
        """
        if self._warming is None:
            self._warming = asyncio.create_task(load(_import))

    async def close(self) -> None:
        """End the turns that still run, and the connections to the provider."""
        await self.runner.drain(0)
        if self._warming is not None:
            await self._warming
        if self._provider is not None:
            await self._provider.close()

    def describe(self, chosen: Chosen = NOTHING_CHOSEN) -> AssistantPublic:
        """Who answers somebody who has chosen so."""
        name = chosen.model or self._settings.answering
        if chosen.key is not None:
            detail = f"{name} answers with your own key; when it fails, the offline assistant does."
            return AssistantPublic(model=name, offline=False, detail=detail)
        if self._settings.openrouter_api_key is None:
            return AssistantPublic(model=name, offline=True, detail=_OFFLINE)
        others = [other for other in self._settings.models if other != name]
        then = ", then ".join([*others, "the offline assistant"])
        detail = f"{name} answers; when it fails, {then} does."
        return AssistantPublic(model=name, offline=False, detail=detail)

    async def _run(self, turn: TurnInput, journal: Journal) -> None:
        run_turn, open_provider, make_listing = await load(_import)
        # Opened with the first turn: before, the SDK may not be loaded yet.
        self._provider = self._provider or open_provider(self._settings)
        self._listing = self._listing or make_listing()
        kit = Kit(self._store, self._settings, self._metrics, self._listing, self._provider)
        with trace.get_tracer("todo").start_as_current_span(
            "turn", attributes={"todo.turn.id": str(turn.id)}
        ):
            await run_turn(turn, journal, kit)


def _import() -> tuple[
    Callable[[TurnInput, Journal, Kit], Awaitable[None]],
    "Callable[[Settings], Provider | None]",
    "type[Listing]",
]:
    """What loads the Agents SDK, which takes a second or two: see `warm_up`."""
    from src.agent.provider import open_provider  # noqa: PLC0415 (it loads the SDK)
    from src.agent.tools import Listing  # noqa: PLC0415 (the same)
    from src.agent.turn import run_turn  # noqa: PLC0415 (the same)

    return run_turn, open_provider, Listing
