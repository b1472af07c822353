"""The assistant's condition, and what a person may choose about it, as clients see them."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import ConfigDict, Field, SecretStr

from src.schemas.base import Described, Schema, StorableSecret, StorableText

ModelName = Annotated[
    StorableText,
    Field(min_length=1, max_length=200, pattern=r"^\S+$", examples=["google/gemini-3-flash"]),
]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is to answer a person, as far as the operator lets them choose."""

    model: str | None = None
    """None leaves it to the operator."""
    key: SecretStr | None = None
    """The person's own, for the operator's provider."""


NOTHING_CHOSEN = Chosen()


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


class AssistantChoicePublic(Described):
    """What a person has chosen, and may choose, about the assistant."""

    model: str | None = Field(examples=["google/gemini-3-flash"])
    """The chosen model; null leaves it to the operator."""
    key_end: str | None = Field(examples=["x7Qa"])
    """The last characters of the person's own key; null without one."""
    models: list[str] = Field(examples=[["google/gemini-3-flash"]])
    """What may be chosen without a key of one's own; empty when the operator leaves no choice."""
    own_keys: bool = Field(examples=[False])
    """Whether the operator takes keys of one's own; with one, any model may be named."""


class AssistantChoiceUpdate(Schema):
    """A sparse change (RFC 7396): a field left out stays, null takes it back."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"model": None}]})

    model: ModelName | None = None
    key: Annotated[StorableSecret, Field(min_length=8, max_length=500)] | None = None
    """A key for the operator's provider. It is kept sealed and never shown again."""
