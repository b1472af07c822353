"""Who answers, and what a person may choose about it."""

from fastapi import APIRouter, Response

from src.routers.dependencies import (
    ChoosingDep,
    MaybeAccount,
    PersonDep,
    SessionDep,
    TagDep,
    with_tag,
)
from src.routers.responses import FORBIDDEN, INVALID, SIGNED_OUT, STALE
from src.routers.streams import AssistantDep
from src.schemas.assistant import AssistantChoicePublic, AssistantChoiceUpdate, AssistantPublic
from src.services import assistant_choices

router = APIRouter(prefix="/api/v1", tags=["assistant"], responses={**SIGNED_OUT, **INVALID})


@router.get("/assistant")
async def get_assistant_status(
    account: MaybeAccount, session: SessionDep, assistant: AssistantDep, choosing: ChoosingDep
) -> AssistantPublic:
    """Return which model answers: who is signed in, perhaps another one than everybody."""
    if account is None:
        return assistant.describe()
    return assistant.describe(await assistant_choices.chosen_by(session, account.id, choosing))


@router.get("/me/assistant", responses=FORBIDDEN)
async def get_assistant_choice(
    account: PersonDep, session: SessionDep, choosing: ChoosingDep, response: Response
) -> AssistantChoicePublic:
    """Return which model was chosen, and what may be chosen."""
    shown = await assistant_choices.get_choice(session, account.id, choosing)
    return with_tag(shown, response)


@router.patch("/me/assistant", responses={**FORBIDDEN, **STALE})
async def update_assistant_choice(
    data: AssistantChoiceUpdate,
    account: PersonDep,
    session: SessionDep,
    choosing: ChoosingDep,
    tag: TagDep,
    response: Response,
) -> AssistantChoicePublic:
    """Choose a model, or give a key of one's own, where the operator allows it.

    The key is kept sealed and never shown again. From the next turn on it is the only one used.
    """
    shown = await assistant_choices.update_choice(session, account, data, choosing, tag=tag)
    return with_tag(shown, response)
