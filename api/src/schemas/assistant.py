"""The assistant's condition as clients see it."""

from pydantic import Field

from src.schemas.base import Described


class AssistantPublic(Described):
    """Who answers."""

    model: str = Field(
        description="The model's name; `offline` when none is connected.", examples=["offline"]
    )
    offline: bool = Field(examples=[True])
    detail: str = Field(
        description="One sentence for the person.",
        examples=["No model is connected: the offline assistant answers."],
    )
