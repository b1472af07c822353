"""What the assistant needs of the database while it answers, each step its own transaction."""

from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlmodel import col

from src.database import Database
from src.models.account import Account
from src.models.base import now
from src.models.change import Change
from src.models.conversation import Message
from src.models.tool_call import ToolCall
from src.models.turn import Turn, TurnEvent
from src.schemas import ui_parts
from src.schemas.messages import MessageCreate
from src.schemas.receipts import Receipt
from src.schemas.tool_calls import TaskAnswer
from src.schemas.turns import Decision, PendingCall, Progress, StoredEvent, TurnInput, TurnStatus
from src.schemas.ui_parts import UiPart
from src.services import approvals, history, turns


class TurnStore:
    """The database as the assistant sees it; it satisfies `agent.store.Store`.

    Args:
        database: Where turns are kept.
        owner: The name of this replica, under which it holds leases.
    """

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self.owner = owner

    async def begin(
        self, account_id: UUID, conversation_id: UUID, data: MessageCreate
    ) -> tuple[UUID, bool]:
        """Store a message and begin its turn here; see `turns.begin`."""
        async with self._database.session() as session:
            turn, is_new = await turns.begin(session, account_id, conversation_id, data, self.owner)
            return turn.id, is_new

    async def retry(self, account_id: UUID, turn_id: UUID) -> UUID:
        """Begin another turn for the message of a failed one, here; see `turns.retry`."""
        async with self._database.session() as session:
            return (await turns.retry(session, account_id, turn_id, self.owner)).id

    async def decide(
        self, account_id: UUID, approval_id: UUID, decision: Decision
    ) -> tuple[UUID, int, bool]:
        """Decide, and take the waiting turn over; see `approvals.decide`.

        Returns:
            The turn, the number of its newest event, and whether it is now to be resumed here.
        """
        async with self._database.session() as session:
            turn, resumes = await approvals.decide(
                session, account_id, approval_id, decision, self.owner
            )
            return turn.id, turn.last_seq, resumes

    async def ask_cancel(self, account_id: UUID, turn_id: UUID) -> None:
        """Ask a turn to stop, wherever it runs; see `turns.ask_cancel`."""
        async with self._database.session() as session:
            await turns.ask_cancel(session, account_id, turn_id)

    async def load(self, turn_id: UUID) -> TurnInput:
        """Everything needed to run a turn or to go on with it."""
        async with self._database.session() as session:
            turn = await session.get_one(Turn, turn_id)
            account = await session.get_one(Account, turn.account_id)
            message = await session.get_one(Message, turn.message_id)
            began = await session.scalars(
                select(col(TurnEvent.part)["toolCallId"].astext).where(
                    col(TurnEvent.turn_id) == turn_id,
                    col(TurnEvent.part)["type"].astext == "tool-input-available",
                )
            )
            done = await session.scalars(
                select(col(ToolCall.result)["action"].astext).where(
                    col(ToolCall.turn_id) == turn_id
                )
            )
            return TurnInput(
                id=turn.id,
                account_id=turn.account_id,
                answer_id=turn.answer_id,
                text=message.text,
                now=turn.created_at.astimezone(ZoneInfo(account.time_zone)),
                history=await history.history_of(session, turn),
                run_state=turn.run_state,
                verdicts=await approvals.verdicts_of(session, turn_id),
                announced=frozenset(began),
                actions=frozenset(done),
                last_seq=turn.last_seq,
            )

    async def append(
        self,
        turn_id: UUID,
        parts: list[UiPart],
        *,
        status: TurnStatus = "running",
        model: str | None = None,
    ) -> Progress | None:
        """Write events and renew the lease, or end the turn; None when the lease is lost."""
        async with self._database.session() as session:
            return await turns.append(
                session, turn_id, self.owner, parts, status=status, model=model
            )

    async def interrupt(
        self, turn_id: UUID, calls: list[PendingCall], run_state: str, model: str
    ) -> bool:
        """Keep an interrupted run and ask for its approvals.

        Returns:
            Whether the turn now waits. When a decision came in meanwhile it does not: load it
            again and go on.
        """
        async with self._database.session() as session:
            query = select(Turn).where(col(Turn.id) == turn_id, col(Turn.owner) == self.owner)
            turn = (await session.scalars(query.with_for_update())).one()
            asked = [await approvals.ask(session, turn, call) for call in calls]
            # In the transaction that asks: an approval without its run could never be used.
            turn.run_state = run_state
            session.add(turn)
            await session.flush()
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
            ending = [ui_parts.turn(str(turn_id), "waiting", model), ui_parts.finish()]
            await turns.append(
                session,
                turn_id,
                self.owner,
                parts + (ending if waits else []),
                status="waiting" if waits else "running",
                model=model,
            )
            return waits

    async def receipt(self, turn_id: UUID, call_id: str) -> Receipt | None:
        """What a call of the turn did, from its stored result; None when it changed nothing."""
        async with self._database.session() as session:
            query = (
                select(col(ToolCall.result), Change)
                .join(Change, col(Change.id) == col(ToolCall.change_id))
                .where(col(ToolCall.turn_id) == turn_id, col(ToolCall.call_id) == call_id)
            )
            row = (await session.execute(query)).first()
            if row is None:
                return None
            result, change = row
            return Receipt(
                change_id=change.id,
                action=change.action,
                title=change.title,
                summary=TaskAnswer.model_validate(result).summary,
                undone=change.undone_at is not None,
            )

    async def events(self, turn_id: UUID, after: int) -> tuple[TurnStatus, list[StoredEvent]]:
        """Where the turn stands, and its events after a place; an abandoned one ends here.

        The status is read first: when it says that the turn has ended, the events are complete.
        """
        async with self._database.session() as session:
            turn = await session.get_one(Turn, turn_id)
            await turns.fail_abandoned(session, turn.conversation_id)
            status = await turns.status_of(session, turn_id)
            rows = await session.scalars(
                select(TurnEvent)
                .where(col(TurnEvent.turn_id) == turn_id, col(TurnEvent.seq) > after)
                .order_by(col(TurnEvent.seq))
            )
            return status, [StoredEvent(row.seq, row.part) for row in rows]

    async def release(self, turn_id: UUID) -> None:
        """Give a turn up at once: whoever looks at it next ends it as failed."""
        async with self._database.session() as session:
            await session.execute(
                update(Turn)
                .where(col(Turn.id) == turn_id, col(Turn.owner) == self.owner)
                .values(lease_until=now())
            )
