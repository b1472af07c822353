"""Approvals: asked for when a run stops at a destructive call, decided once, used once."""

from datetime import timedelta
from typing import cast
from uuid import UUID

from pydantic import JsonValue
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import ConflictError, NotFoundError
from src.models.account import Account
from src.models.base import now
from src.models.tool_call import Approval
from src.models.turn import Turn
from src.schemas import ui_parts
from src.schemas.approvals import ApprovalDecision, ApprovalPublic, ApprovalStatus, Preview
from src.schemas.tool_calls import arguments_key
from src.schemas.turns import Decision, PendingCall, Verdict
from src.services import leases, previews, turns

LIFETIME = timedelta(hours=24)
_VERDICTS: dict[ApprovalStatus, Decision] = {
    "approved": "approve",
    "denied": "deny",
    "expired": "expire",
}


async def ask(session: AsyncSession, turn: Turn, call: PendingCall) -> Approval:
    """The approval of a call that a run stopped at; asked for the first time or known."""
    query = select(Approval).where(
        col(Approval.turn_id) == turn.id, col(Approval.call_id) == call.tool_call_id
    )
    known: Approval | None = await session.scalar(query)
    if known is not None:
        return known
    # Made now: what the person decides about must not change while they look at it.
    account = await session.get_one(Account, turn.account_id)
    preview = await previews.preview_of(session, account, call.tool, call.arguments)
    asked = Approval(
        account_id=turn.account_id,
        turn_id=turn.id,
        call_id=call.tool_call_id,
        tool=call.tool,
        arguments=call.arguments,
        arguments_key=arguments_key(call.arguments),
        preview=preview.model_dump(mode="json"),
        expires_at=now() + LIFETIME,
    )
    session.add(asked)
    await session.flush()
    return asked


async def get_approval(
    session: AsyncSession, account_id: UUID, approval_id: UUID
) -> ApprovalPublic:
    """One approval of this account.

    Raises:
        NotFoundError: There is none, or it is somebody else's.
    """
    return public(await _find(session, account_id, approval_id))


async def decide(
    session: AsyncSession,
    account_id: UUID,
    approval_id: UUID,
    said: ApprovalDecision,
    holder: leases.Holder,
) -> tuple[Turn, bool]:
    """Record the decision and take the waiting turn over.

    Returns:
        The turn, and whether the caller is now the one to go on with it: a turn that runs
        already, because a sibling call was decided first, takes the decision up by itself.

    Raises:
        NotFoundError: There is no such approval.
        ConflictError: It was decided, it expired, its turn has ended, or another turn runs in
            the conversation.
    """
    approval = await _find(session, account_id, approval_id)
    asking = await turns.get_turn(session, account_id, approval.turn_id)
    await turns.lock_idle(session, asking)
    # The turn is locked before the approval is read again: an interruption being stored and two
    # decisions at once follow one another.
    turn = await turns.get_turn(session, account_id, approval.turn_id, lock=True)
    await session.refresh(turn)
    await session.refresh(approval, with_for_update=True)
    _refuse_late(approval, turn)
    if said.arguments is not None:
        await _edit(session, turn, approval, said.arguments)
    approval.status = "denied" if said.decision == "deny" else "approved"
    approval.decided_at = now()
    # A turn that runs takes the decision up at its next interruption.
    resumes = turn.status == "waiting"
    if resumes:
        turn.status = "running"
        turn.owner = holder.owner
        turn.lease_until = now() + holder.lease
    session.add_all([approval, turn])
    await session.flush()
    return turn, resumes


def _refuse_late(approval: Approval, turn: Turn) -> None:
    status = status_of(approval)
    if status != "pending":
        raise ConflictError(f"This was {status} already.")
    if turn.status not in {"waiting", "running"}:
        raise ConflictError("The turn that asked for this has ended.")


async def _edit(
    session: AsyncSession, turn: Turn, approval: Approval, arguments: dict[str, JsonValue]
) -> None:
    """Put other arguments in place of the ones asked about, and show them."""
    if turn.status != "waiting":
        raise ConflictError("Another decision of this turn is being carried out. Try again then.")
    account = await session.get_one(Account, turn.account_id)
    preview = await previews.preview_of(session, account, approval.tool, arguments)
    approval.arguments, approval.arguments_key = arguments, arguments_key(arguments)
    approval.preview = preview.model_dump(mode="json")
    approval.is_edited = True
    shown = ui_parts.tool_input(approval.call_id, approval.tool, arguments)
    await leases.write(session, turn, [shown, ui_parts.approval(public(approval))])


async def verdicts_of(session: AsyncSession, turn_id: UUID) -> tuple[Verdict, ...]:
    """The decisions given in a turn so far; one that nobody took in time is told as such."""
    rows = await session.scalars(select(Approval).where(col(Approval.turn_id) == turn_id))
    return tuple(_verdict(row) for row in rows if status_of(row) != "pending")


def _verdict(approval: Approval) -> Verdict:
    decision = _VERDICTS[status_of(approval)]
    if not approval.is_edited:
        return Verdict(approval.call_id, decision)
    return Verdict(approval.call_id, decision, approval.tool, approval.arguments)


async def _find(session: AsyncSession, account_id: UUID, approval_id: UUID) -> Approval:
    query = select(Approval).where(
        col(Approval.id) == approval_id, col(Approval.account_id) == account_id
    )
    found: Approval | None = await session.scalar(query)
    if found is None:
        raise NotFoundError("There is no such approval.")
    return found


def status_of(approval: Approval) -> ApprovalStatus:
    """The status, with what time has done to it."""
    expired = approval.status == "pending" and approval.expires_at <= now()
    return "expired" if expired else cast("ApprovalStatus", approval.status)


def public(approval: Approval) -> ApprovalPublic:
    """An approval as clients see it."""
    return ApprovalPublic(
        id=approval.id,
        turn_id=approval.turn_id,
        tool_name=approval.tool,
        arguments=approval.arguments,
        preview=Preview.model_validate(approval.preview),
        status=status_of(approval),
        expires_at=approval.expires_at,
    )
