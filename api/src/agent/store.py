"""What the assistant needs of the database; `services.turn_store.TurnStore` provides it."""

from typing import Protocol
from uuid import UUID

from src.schemas.receipts import Receipt
from src.schemas.turns import PendingCall, Progress, Seen, Standing, TurnInput
from src.schemas.ui_parts import UiPart


class Store(Protocol):
    """Turns and their events. Each method is a transaction of its own."""

    async def load(self, turn_id: UUID) -> TurnInput:
        """Everything needed to run a turn or to go on with it."""
        ...

    async def append(
        self, turn_id: UUID, parts: list[UiPart], standing: Standing
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

    async def events(self, turn_id: UUID, after: int) -> Seen:
        """Where the turn stands, and its events after a place."""
        ...

    async def take_over(self, turn_id: UUID) -> bool:
        """Take over a turn that nobody runs; False when somebody else does, or it has ended."""
        ...

    async def release(self, turn_id: UUID) -> None:
        """Give a turn up: whichever replica reads it next goes on with it."""
        ...
