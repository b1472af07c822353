"""Turns: read on, stop, try again; and the decisions that they wait for."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from src.routers.dependencies import AccountApartDep, AccountDep, SessionDep
from src.routers.responses import CONFLICT, INVALID, NOT_FOUND, SIGNED_OUT
from src.routers.streams import STREAM_RESPONSE, AssistantDep, LastEventDep, TurnsDep, stream
from src.schemas.approvals import ApprovalDecision, ApprovalPublic
from src.services import approvals
from src.services import turns as turn_service

router = APIRouter(
    prefix="/api/v1", tags=["assistant"], responses={**SIGNED_OUT, **INVALID, **NOT_FOUND}
)


@router.get("/turns/{turn_id}/events", response_class=StreamingResponse, responses=STREAM_RESPONSE)
async def read_turn(
    turn_id: UUID,
    after: LastEventDep,
    account: AccountDep,
    session: SessionDep,
    assistant: AssistantDep,
) -> StreamingResponse:
    """Read a turn from the beginning, or from where Last-Event-ID says."""
    await turn_service.get_turn(session, account.id, turn_id)
    return stream(assistant, turn_id, after)


@router.post("/turns/{turn_id}/cancel", status_code=202, response_class=Response)
async def cancel_turn(
    turn_id: UUID, account: AccountApartDep, turns: TurnsDep, assistant: AssistantDep
) -> None:
    """Stop a turn; what it has done stays done."""
    await turns.ask_cancel(account.id, turn_id)
    assistant.runner.cancel(turn_id)


@router.post(
    "/turns/{turn_id}/retry",
    response_class=StreamingResponse,
    responses={**STREAM_RESPONSE, **CONFLICT},
)
async def retry_turn(
    turn_id: UUID,
    account: AccountApartDep,
    turns: TurnsDep,
    assistant: AssistantDep,
    *,
    offline: Annotated[bool, Query(description="Let the offline assistant answer.")] = False,
) -> StreamingResponse:
    """Answer the message of a failed or stopped turn anew; nothing is done twice."""
    new_id = await turns.retry(account.id, turn_id, "offline" if offline else None)
    assistant.runner.start(new_id)
    return stream(assistant, new_id)


@router.post(
    "/turns/{turn_id}/regenerate",
    response_class=StreamingResponse,
    responses={**STREAM_RESPONSE, **CONFLICT},
)
async def regenerate_turn(
    turn_id: UUID, account: AccountApartDep, turns: TurnsDep, assistant: AssistantDep
) -> StreamingResponse:
    """Answer the newest message once more. What the answer before it did stays done.

    The same action again is not carried out twice: the assistant gets what it did before. Only the
    newest turn of a conversation can be made anew; of an older message, send an edit.
    """
    new_id = await turns.regenerate(account.id, turn_id)
    assistant.runner.start(new_id)
    return stream(assistant, new_id)


@router.get("/approvals/{approval_id}")
async def get_approval(
    approval_id: UUID, account: AccountDep, session: SessionDep
) -> ApprovalPublic:
    """Return what a turn wants to destroy, and whether that was decided."""
    return await approvals.get_approval(session, account.id, approval_id)


@router.post(
    "/approvals/{approval_id}",
    response_class=StreamingResponse,
    responses={**STREAM_RESPONSE, **CONFLICT},
)
async def decide_approval(
    approval_id: UUID,
    data: ApprovalDecision,
    account: AccountApartDep,
    turns: TurnsDep,
    assistant: AssistantDep,
) -> StreamingResponse:
    """Approve, deny or approve with other arguments, once, and read the turn as it goes on."""
    turn_id, last_seq, resumes = await turns.decide(account.id, approval_id, data)
    if resumes:
        assistant.runner.start(turn_id)
    return stream(assistant, turn_id, last_seq)
