"""What a run of a turn works with."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from src.agent.store import Store
from src.metrics import Metrics
from src.settings import Settings

if TYPE_CHECKING:
    from src.agent.provider import Provider
    from src.agent.tools import Listing


@dataclass(frozen=True, slots=True)
class Kit:
    """The database, the settings, what counts, the tools, and the provider.

    Without a provider the offline model answers.
    """

    store: Store
    settings: Settings
    metrics: Metrics
    listing: "Listing"
    provider: "Provider | None" = None
