"""What a run of a turn works with."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from src.agent.store import Store
from src.settings import Settings

if TYPE_CHECKING:
    from src.agent.provider import Provider


@dataclass(frozen=True, slots=True)
class Kit:
    """The database, the settings, and the provider (None: the offline model answers)."""

    store: Store
    settings: Settings
    provider: "Provider | None" = None
