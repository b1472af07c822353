"""What an action did, as the person sees it; made from stored results, never from prose."""

from uuid import UUID

from pydantic import BaseModel, Field


class Receipt(BaseModel):
    """One action of the assistant."""

    change_id: UUID | None = Field(description="The change to undo; null when nothing changed.")
    action: str = Field(description="create, update, complete, reopen, delete or undo.")
    title: str = Field(description="The task's title.")
    summary: str = Field(description="One sentence for the person.")
    undone: bool = Field(default=False, description="Whether the change was taken back since.")
