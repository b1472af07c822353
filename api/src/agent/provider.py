"""The model that answers: the configured provider, and the offline assistant when it fails."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import override

import httpx2
import openai
import structlog
from agents import (
    AgentOutputSchemaBase,
    Handoff,
    Model,
    ModelSettings,
    OpenAIChatCompletionsModel,
    Tool,
)
from agents.items import ModelResponse, TResponseInputItem, TResponseStreamEvent
from agents.models.interface import ModelTracing
from openai.types.responses import ResponseTextDeltaEvent
from openai.types.responses.response_prompt_param import ResponsePromptParam

from src.agent.complete_streams import CompleteStreams
from src.agent.errors import ProviderFailedError
from src.agent.offline.model import NAME, OfflineModel
from src.settings import Settings
from src.telemetry.outgoing import Traced

_RETRIES = 2
_CONNECT_SECONDS, _READ_SECONDS = 5.0, 30.0
_FIRST_EVENT_SECONDS = 25.0
"""Retries and their waits included; then the offline assistant answers."""

logger = structlog.get_logger()


class Provider:
    """The configured provider: one client, and so one pool of connections, for the process."""

    def __init__(self, model: Model, client: openai.AsyncOpenAI | None = None) -> None:
        self.model = model
        self._client = client

    async def close(self) -> None:
        """Close its connections."""
        if self._client is not None:
            await self._client.close()


def open_provider(settings: Settings) -> Provider | None:
    """The provider that the settings name; None without a key."""
    key = settings.openrouter_api_key
    if key is None:
        return None
    # The SDK takes a stream without its end for a whole answer.
    transport = CompleteStreams(Traced(httpx2.AsyncHTTPTransport()))
    client = openai.AsyncOpenAI(
        api_key=key.get_secret_value(),
        base_url=settings.openrouter_base_url,
        max_retries=_RETRIES,
        timeout=httpx2.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS),
        default_headers={"X-Title": "Todo Chatbot"},
        http_client=httpx2.AsyncClient(transport=transport),
    )
    # What OPENAI_* in the environment says is about another service.
    client.organization = client.project = None
    return Provider(OpenAIChatCompletionsModel(settings.openrouter_model, client), client)


class FallbackModel(Model):
    """Asks the provider; when it fails before it has said anything, the offline model answers.

    Args:
        provider: The provider's model, or None when none is configured.
        name: What the provider's model is called.
        offline: Answers instead; from then on to the end of the turn.
    """

    def __init__(self, provider: Model | None, name: str, offline: OfflineModel) -> None:
        self._provider, self._name, self._offline = provider, name, offline
        self._apology = ""

    @property
    def answering(self) -> str:
        """The name of the model that answers."""
        return self._name if self._provider else NAME

    @override
    async def get_response(
        self,
        system_instructions: str | None,
        input: str | list[TResponseInputItem],
        model_settings: ModelSettings,
        tools: list[Tool],
        output_schema: AgentOutputSchemaBase | None,
        handoffs: list[Handoff],
        tracing: ModelTracing,
        *,
        previous_response_id: str | None,
        conversation_id: str | None,
        prompt: ResponsePromptParam | None,
    ) -> ModelResponse:
        """Answer in one piece; turns are streamed, so only the offline model offers it."""
        return await self._offline.get_response(
            system_instructions,
            input,
            model_settings,
            tools,
            output_schema,
            handoffs,
            tracing,
            previous_response_id=previous_response_id,
            conversation_id=conversation_id,
            prompt=prompt,
        )

    @override
    async def stream_response(
        self,
        system_instructions: str | None,
        input: str | list[TResponseInputItem],
        model_settings: ModelSettings,
        tools: list[Tool],
        output_schema: AgentOutputSchemaBase | None,
        handoffs: list[Handoff],
        tracing: ModelTracing,
        *,
        previous_response_id: str | None,
        conversation_id: str | None,
        prompt: ResponsePromptParam | None,
    ) -> AsyncIterator[TResponseStreamEvent]:
        """Stream the provider's answer, or the offline model's with an apology before it.

        Raises:
            ProviderFailedError: The provider failed after words of it were shown.
        """

        def ask(model: Model) -> AsyncIterator[TResponseStreamEvent]:
            return model.stream_response(
                system_instructions,
                input,
                model_settings,
                tools,
                output_schema,
                handoffs,
                tracing,
                previous_response_id=previous_response_id,
                conversation_id=conversation_id,
                prompt=prompt,
            )

        if self._provider is not None:
            async for event in self._from_provider(ask, self._provider):
                yield event
        if self._provider is None:
            async for event in self._offline_after_apology(ask):
                yield event

    async def _from_provider(
        self, ask: Callable[[Model], AsyncIterator[TResponseStreamEvent]], provider: Model
    ) -> AsyncIterator[TResponseStreamEvent]:
        """The provider's events; without a provider from now on when it fails before any words."""
        spoke = False
        try:
            # Only the first event is waited for with a limit: a long answer may take its time.
            events = aiter(ask(provider))
            async with asyncio.timeout(_FIRST_EVENT_SECONDS):
                event = await anext(events, None)
            while event is not None:
                spoke = spoke or isinstance(event, ResponseTextDeltaEvent)
                yield event
                event = await anext(events, None)
        except (openai.OpenAIError, httpx2.HTTPError, TimeoutError, ValueError) as error:
            logger.warning("provider_failed", error=type(error).__name__, spoke=spoke)
            if spoke:
                raise ProviderFailedError(reason(error)) from error
            # For the rest of the turn: going back and forth would mix two minds in one answer.
            self._provider = None
            self._apology = (
                f"The AI model did not answer: {reason(error)}. "
                "I am the offline assistant and answer instead.\n\n"
            )

    async def _offline_after_apology(
        self, ask: Callable[[Model], AsyncIterator[TResponseStreamEvent]]
    ) -> AsyncIterator[TResponseStreamEvent]:
        # Once in a turn, before the first words.
        apology, self._apology = self._apology, ""
        if apology:
            yield ResponseTextDeltaEvent(
                type="response.output_text.delta",
                item_id="apology",
                output_index=0,
                content_index=0,
                delta=apology,
                logprobs=[],
                sequence_number=0,
            )
        async for event in ask(self._offline):
            yield event


def reason(error: Exception) -> str:
    """Why a provider failed, in a few words for the person."""
    if isinstance(error, openai.APIStatusError):
        told = {
            401: "its key was refused",
            402: "its credit is used up",
            403: "its key may not use this model",
            404: "it knows no model of this name",
            429: "it is asked too often right now",
        }
        return told.get(error.status_code, f"its service reported error {error.status_code}")
    if isinstance(error, TimeoutError | openai.APITimeoutError):
        return "it took too long"
    if isinstance(error, openai.APIConnectionError) and isinstance(
        error.__cause__, httpx2.ConnectError | None
    ):
        return "it could not be reached"
    return "its answer was cut off or could not be read"
