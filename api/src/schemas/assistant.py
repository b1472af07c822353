"""The assistant's condition as clients see it."""

from pydantic import BaseModel, Field


class AssistantPublic(BaseModel):
    """Who answers."""

    model: str = Field(description="The model's name; `offline` when none is connected.")
    offline: bool
    detail: str = Field(description="One sentence for the person.")
