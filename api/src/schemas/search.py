"""What a search finds."""

from typing import Literal

from pydantic import BaseModel

from src.schemas.tasks import TaskPublic


class Found(BaseModel):
    """A task that fits, the best first."""

    task: TaskPublic
    how: Literal["text", "similar"]
    """Whether the words are in it, or only words that are like them."""
    highlights: list[tuple[int, int]]
    """Where in the title, in characters: from, to."""


class SearchResult(BaseModel):
    """What a search finds."""

    items: list[Found]
    more: bool
    """Whether there would be others."""
