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

    change_id: UUID | None = Field(
        description="The change to undo; null when there is none, as for filters."
    )
    action: str = Field(
        description="What was done, as in the history: create, update, delete and so on.",
        examples=["create"],
    )
    title: str = Field(description="What it was done to.", examples=["Water the tomatoes"])
    titles: list[str] = Field(
        default=[],
        description="Of the things that were changed, the first twenty.",
        examples=[["Water the tomatoes"]],
    )
    count: int = Field(default=1, description="How many things were changed.")
    summary: str = Field(
        description="One sentence for the person.", examples=["Added “Water the tomatoes”."]
    )
    undone: bool = Field(default=False, description="Whether the change was taken back since.")

    @property
    def deed(self) -> Deed:
        """What was done, as claims are compared with it."""
        return Deed(self.action, tuple(self.titles), self.count)
