"""What the assistant needs of the database; `services.turn_store.TurnStore` provides it."""

from typing import Protocol
from uuid import UUID

from src.schemas.receipts import Receipt
from src.schemas.turns import PendingCall, Progress, StoredEvent, TurnInput, TurnStatus
from src.schemas.ui_parts import UiPart


class Store(Protocol):
    """Turns and their events. Each method is a transaction of its own."""

    async def load(self, turn_id: UUID) -> TurnInput:
        """Everything needed to run a turn or to go on with it."""
        ...

    async def append(
        self,
        turn_id: UUID,
        parts: list[UiPart],
        *,
        status: TurnStatus = "running",
        model: str | None = None,
    ) -> Progress | None:
        """Write events and renew the lease, or end the turn; None when the lease is lost."""
        ...

    async def interrupt(
        self, turn_id: UUID, calls: list[PendingCall], run_state: str, model: str
    ) -> bool:
        """Keep an interrupted run and ask for its approvals; False when it can go on at once."""
        ...

    async def receipt(self, turn_id: UUID, call_id: str) -> Receipt | None:
        """What a call of the turn changed, from its stored result."""
        ...

    async def events(self, turn_id: UUID, after: int) -> tuple[TurnStatus, list[StoredEvent]]:
        """Where the turn stands, and its events after a place."""
        ...

    async def release(self, turn_id: UUID) -> None:
        """Give a turn up: whoever looks at it next ends it as failed."""
        ...
