"""The configured provider of models, over any OpenAI-compatible endpoint."""

from collections.abc import Mapping

import httpx2
import openai
from agents import Model, OpenAIChatCompletionsModel

from src.agent.complete_streams import CompleteStreams
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
    models = {name: OpenAIChatCompletionsModel(name, client) for name in settings.models}
    return Provider(models, client)
