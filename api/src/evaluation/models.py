"""The model that is scored."""

from datetime import datetime

from agents import Model

from src.agent.offline.model import NAME, OfflineModel
from src.agent.provider import Provider, open_provider
from src.settings import Settings


class NoKeyError(LookupError):
    """A model is asked for that no key opens."""


def open_model(name: str, settings: Settings, now: datetime) -> tuple[Model, Provider | None]:
    """The model of this name, and the provider to close afterwards (None: there is none).

    Args:
        name: `offline`, or what the provider of OPENROUTER_BASE_URL calls the model.
        settings: Where the provider is, and its key.
        now: What the offline model takes for the present.

    Raises:
        NoKeyError: OPENROUTER_API_KEY is not set.
    """
    if name == NAME:
        return OfflineModel(now), None
    wanted = {"openrouter_model": name, "openrouter_fallbacks": ""}
    provider = open_provider(settings.model_copy(update=wanted))
    if provider is None:
        raise NoKeyError(
            f"{name} needs OPENROUTER_API_KEY. A server of your own at OPENROUTER_BASE_URL "
            "takes any text for it; --model offline needs none."
        )
    return provider.models[name], provider
