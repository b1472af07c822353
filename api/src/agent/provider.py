"""The configured provider of models, over any OpenAI-compatible endpoint."""

from collections.abc import Iterable, Mapping

import httpx2
import openai
from agents import Model, OpenAIChatCompletionsModel

from src.agent.complete_streams import CompleteStreams
from src.schemas.assistant import Chosen
from src.settings import Settings
from src.telemetry.outgoing import Traced

_RETRIES = 2
"""Its client waits between them as Retry-After says, up to a minute; a turn waits less long."""
_CONNECT_SECONDS, _READ_SECONDS = 5.0, 30.0


class Provider:
    """The provider's models: one client, and so one pool of connections, for the process.

    Args:
        models: By their names; the first is asked first, the others when it fails.
        client: Closed with the provider.
    """

    def __init__(
        self, models: Mapping[str, Model], client: openai.AsyncOpenAI | None = None
    ) -> None:
        self.models = models
        self._client = client

    def models_for(self, chosen: Chosen) -> Mapping[str, Model]:
        """Return a person's models, the one to be asked first in front.

        With a key of their own only theirs is asked: the operator does not pay for them, and they
        do not pay for models that they have not chosen.
        """
        if self._client is None or chosen.model is None:
            return self.models
        if chosen.key is None:
            return {**_models([chosen.model], self._client), **self.models}
        # The copy shares the pool of connections.
        client = self._client.copy(api_key=chosen.key.get_secret_value())
        return _models([chosen.model], _apart(client))

    async def close(self) -> None:
        """Close its connections."""
        if self._client is not None:
            await self._client.close()


def open_provider(settings: Settings) -> Provider | None:
    """The provider that the settings name; None where nobody has a key for it."""
    key = settings.openrouter_api_key
    if key is None and settings.own_keys == "off":
        return None
    # The SDK takes a stream without its end for a whole answer.
    transport = CompleteStreams(Traced(httpx2.AsyncHTTPTransport()))
    client = openai.AsyncOpenAI(
        # Without one no model is asked but with a person's own.
        api_key=key.get_secret_value() if key else "none",
        base_url=settings.openrouter_base_url,
        max_retries=_RETRIES,
        timeout=httpx2.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS),
        default_headers={"X-Title": "Todo Chatbot"},
        http_client=httpx2.AsyncClient(transport=transport),
    )
    return Provider(_models(settings.models, _apart(client)) if key else {}, client)


def _apart(client: openai.AsyncOpenAI) -> openai.AsyncOpenAI:
    """Take from a client what OPENAI_* in the environment says: it is about another service."""
    client.organization = client.project = None
    return client


def _models(names: Iterable[str], client: openai.AsyncOpenAI) -> dict[str, Model]:
    return {name: OpenAIChatCompletionsModel(name, client) for name in names}
