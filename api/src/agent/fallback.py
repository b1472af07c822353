"""The model of a turn: the provider's models in their order, then the offline assistant."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from typing import override

import structlog
from agents import AgentOutputSchemaBase, Handoff, Model, ModelSettings, Tool
from agents.items import ModelResponse, TResponseInputItem, TResponseStreamEvent
from agents.models.interface import ModelTracing
from openai.types.responses import ResponseTextDeltaEvent
from openai.types.responses.response_prompt_param import ResponsePromptParam

from src.agent.call_ids import CallIds
from src.agent.errors import ProviderFailedError
from src.agent.offline.model import NAME, OfflineModel
from src.agent.reasons import FAILURES, reason

APOLOGY = "apology"
"""The item of words that come from here, not from a model."""

logger = structlog.get_logger()

type Ask = Callable[[Model], AsyncIterator[TResponseStreamEvent]]


class FallbackModel(Model):
    """Asks the provider's models in turn; when all fail before a word, the offline model answers.

    Once a model has failed it is not asked again in this turn: going back and forth would mix two
    minds in one answer.

    Args:
        models: The provider's, by name; none when no provider is configured.
        offline: Answers instead of them.
        first_words: Seconds that a model may take until its first event, retries included.
        used: Ids of calls that the turn has seen already.
        own_key: Whether the models are asked with the person's own key.
    """

    def __init__(
        self,
        models: Mapping[str, Model],
        offline: OfflineModel,
        *,
        first_words: float = 25.0,
        used: Iterable[str] = (),
        own_key: bool = False,
    ) -> None:
        self._models, self._offline, self._seconds = dict(models), offline, first_words
        self._ids = CallIds(used)
        self._failures: list[str] = []
        self._own_key = own_key

    @property
    def answering(self) -> str:
        """The name of the model that answers."""
        return next(iter(self._models), NAME)

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
        """Stream the answer of the first model that gives one.

        Raises:
            ProviderFailedError: A model failed after words of it were shown.
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

        while self._models:
            name, model = next(iter(self._models.items()))
            async for event in self._from_provider(ask, name, model):
                yield event
            if name in self._models:
                return
        if apology := self._apology():
            yield apology
        async for event in ask(self._offline):
            yield event

    async def _from_provider(
        self, ask: Ask, name: str, model: Model
    ) -> AsyncIterator[TResponseStreamEvent]:
        """The model's events; it is out of the running when it fails before any words."""
        spoke = False
        events = aiter(ask(model))
        self._ids.next_answer()
        try:
            # Only the first event is waited for with a limit: a long answer may take its time.
            async with asyncio.timeout(self._seconds):
                event = await anext(events, None)
            while event is not None:
                spoke = spoke or isinstance(event, ResponseTextDeltaEvent)
                yield self._ids.renew(event)
                event = await anext(events, None)
        except FAILURES as error:
            logger.warning(
                "provider_failed", error=type(error).__name__, spoke=spoke, own_key=self._own_key
            )
            why = reason(error, own_key=self._own_key)
            if spoke:
                raise ProviderFailedError(why) from error
            del self._models[name]
            self._failures.append(why)

    def _apology(self) -> ResponseTextDeltaEvent | None:
        """What is said once in a turn, before the first words of the offline model."""
        failures, self._failures = list(dict.fromkeys(self._failures)), []
        if not failures:
            return None
        told = (
            f"The AI model did not answer: {', and '.join(failures)}. "
            "I am the offline assistant and answer instead.\n\n"
        )
        return ResponseTextDeltaEvent(
            type="response.output_text.delta",
            item_id=APOLOGY,
            output_index=0,
            content_index=0,
            delta=told,
            logprobs=[],
            sequence_number=0,
        )
