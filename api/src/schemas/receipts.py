"""What an action did, as the person sees it; made from stored results, never from prose."""

from dataclasses import dataclass
from uuid import UUID

from pydantic import Field

from src.schemas.base import Described


@dataclass(frozen=True, slots=True)
class Deed:
    """What a tool of the turn has done, from its stored result."""

    action: str
    """create, delete and so on."""
    titles: tuple[str, ...]
    count: int = 1
    """How many things; a change of many has one result."""


class Receipt(Described):
    """One action of the assistant."""

    change_id: UUID | None = Field(description="The change to undo; null when nothing changed.")
    action: str = Field(
        description="create, update, complete, reopen, delete or undo.", examples=["create"]
    )
    title: str = Field(description="The task's title.", examples=["Water the tomatoes"])
    summary: str = Field(
        description="One sentence for the person.", examples=["Added “Water the tomatoes”."]
    )
    undone: bool = Field(default=False, description="Whether the change was taken back since.")

    @property
    def deed(self) -> Deed:
        """What was done, as claims are compared with it."""
        return Deed(self.action, (self.title,))
