"""What the assistant needs of the database while it answers, each step its own transaction."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from src.database import Database
from src.models.base import now
from src.models.turn import Turn, TurnEvent
from src.schemas import ui_parts
from src.schemas.approvals import ApprovalDecision
from src.schemas.messages import MessageCreate
from src.schemas.receipts import Receipt
from src.schemas.turns import (
    PendingCall,
    Progress,
    Seen,
    Standing,
    StoredEvent,
    TurnInput,
)
from src.schemas.ui_parts import UiPart
from src.services import approvals, leases, quick_events, receipts, takeovers, turns
from src.services.assistant_choices import NOTHING_TO_CHOOSE, Choosing
from src.services.turn_inputs import input_of


class TurnStore:
    """The database as the assistant sees it; it satisfies `agent.store.Store`.

    Args:
        database: Where turns are kept.
        owner: The name of this replica, under which it holds leases.
        lease: After so long without a sign of life its turns are taken over.
        model: Who answers first.
        history_tokens: How much of the earlier turns a model is told word by word.
        choosing: What people may choose about who answers.
    """

    def __init__(
        self,
        database: Database,
        owner: str,
        *,
        lease: timedelta = leases.LEASE,
        model: str = "offline",
        history_tokens: int = 8_000,
        choosing: Choosing = NOTHING_TO_CHOOSE,
    ) -> None:
        self._database, self._history_tokens = database, history_tokens
        self._holder = leases.Holder(owner, lease, model, choosing)

    @property
    def owner(self) -> str:
        """The name of this replica."""
        return self._holder.owner

    async def begin(
        self, account_id: UUID, conversation_id: UUID, data: MessageCreate
    ) -> tuple[UUID, bool]:
        """Store a message and begin its turn here; see `turns.begin`."""
        async with self._database.session() as session:
            turn, is_new = await turns.begin(
                session, account_id, conversation_id, data, self._holder
            )
            return turn.id, is_new

    async def retry(self, account_id: UUID, turn_id: UUID, model: str | None = None) -> UUID:
        """Begin another turn for the message of a failed one, here; see `turns.retry`."""
        async with self._database.session() as session:
            return (await turns.retry(session, account_id, turn_id, self._holder, model)).id

    async def regenerate(self, account_id: UUID, turn_id: UUID) -> UUID:
        """Begin another turn for the newest message, here; see `turns.regenerate`."""
        async with self._database.session() as session:
            return (await turns.regenerate(session, account_id, turn_id, self._holder)).id

    async def decide(
        self, account_id: UUID, approval_id: UUID, said: ApprovalDecision
    ) -> tuple[UUID, int, bool]:
        """Decide, and take the waiting turn over; see `approvals.decide`.

        Returns:
            The turn, the number of its newest event when it was decided, and whether it is now
            to be resumed here.
        """
        async with self._database.session() as session:
            turn, resumes = await approvals.decide(
                session, account_id, approval_id, said, self._holder
            )
            return turn.id, turn.last_seq, resumes

    async def ask_cancel(self, account_id: UUID, turn_id: UUID) -> None:
        """Ask a turn to stop, wherever it runs; see `turns.ask_cancel`."""
        async with self._database.session() as session:
            await turns.ask_cancel(session, account_id, turn_id)

    async def load(self, turn_id: UUID) -> TurnInput:
        """Everything needed to run a turn or to go on with it."""
        async with self._database.session() as session:
            choosing = self._holder.choosing
            return await input_of(session, turn_id, self._history_tokens, choosing)

    async def append(
        self, turn_id: UUID, parts: list[UiPart], standing: Standing
    ) -> Progress | None:
        """Write events and renew the lease, or end the turn; None when the lease is lost."""
        async with self._database.quick() as quick:
            return await quick_events.append(quick, turn_id, self._holder, parts, standing)

    async def interrupt(
        self, turn_id: UUID, calls: list[PendingCall], run_state: str, model: str
    ) -> bool:
        """Keep an interrupted run and ask for its approvals.

        Returns:
            Whether the turn now waits. When a decision came in meanwhile it does not: load it
            again and go on.
        """
        async with self._database.session() as session:
            query = select(Turn).where(
                col(Turn.id) == turn_id,
                col(Turn.owner) == self._holder.owner,
                col(Turn.status) == "running",
            )
            turn = (await session.scalars(query.with_for_update())).one()
            asked = [await approvals.ask(session, turn, call) for call in calls]
            # In the transaction that asks: an approval without its run could never be used.
            turn.run_state, turn.model = run_state, model
            pending = [one for one in asked if approvals.status_of(one) == "pending"]
            parts = [
                part
                for one in pending
                for part in (
                    ui_parts.approval_request(str(one.id), one.call_id),
                    ui_parts.approval(approvals.public(one)),
                )
            ]
            # A decision that is there is carried out now; the others are asked for after it.
            waits = len(pending) == len(asked)
            if waits:
                turn.status, turn.lease_until = "waiting", None
                parts += [ui_parts.turn(str(turn_id), "waiting", model), ui_parts.finish()]
            else:
                turn.lease_until = now() + self._holder.lease
            await leases.write(session, turn, parts)
            return waits

    async def receipt(self, turn_id: UUID, call_id: str) -> Receipt | None:
        """What a call of the turn did, from its stored result; None when it changed nothing."""
        async with self._database.session() as session:
            return (await receipts.receipts_of(session, turn_id)).get(call_id)

    async def events(self, turn_id: UUID, after: int) -> Seen:
        """Where the turn stands, and its events after a place.

        The status is read first: when it says that the turn has ended, the events are complete.
        """
        async with self._database.session() as session:
            status, is_unattended = await takeovers.look(session, turn_id)
            rows = await session.scalars(
                select(TurnEvent)
                .where(col(TurnEvent.turn_id) == turn_id, col(TurnEvent.seq) > after)
                .order_by(col(TurnEvent.seq))
            )
            events = [StoredEvent(row.seq, row.part) for row in rows]
            return Seen(status, events, is_unattended=is_unattended)

    async def take_over(self, turn_id: UUID) -> bool:
        """Take over a turn that nobody runs; see `takeovers.take_over`."""
        async with self._database.session() as session:
            return await takeovers.take_over(session, turn_id, self._holder)

    async def release(self, turn_id: UUID) -> None:
        """Give a turn up at once: whichever replica reads it next goes on with it."""
        async with self._database.session() as session:
            await leases.release(session, turn_id, self._holder.owner)
