"""What a run of a turn works with."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from src.agent.store import Store
from src.metrics import Metrics
from src.settings import Settings

if TYPE_CHECKING:
    from src.agent.provider import Provider


@dataclass(frozen=True, slots=True)
class Kit:
    """The database, the settings, what counts, and the provider (None: the offline model)."""

    store: Store
    settings: Settings
    metrics: Metrics
    provider: "Provider | None" = None
