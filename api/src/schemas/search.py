"""What a search finds."""

from typing import Literal

from pydantic import Field

from src.schemas.base import Described
from src.schemas.tasks import TaskPublic


class Found(Described):
    """A task that fits, the best first."""

    task: TaskPublic
    how: Literal["text", "similar"]
    """Whether the words are in it, or only words that are like them."""
    highlights: list[tuple[int, int]] = Field(examples=[[[10, 18]]])
    """Where in the title, in characters: from, to."""


class SearchResult(Described):
    """What a search finds."""

    items: list[Found]
    more: bool
    """Whether there would be others."""
