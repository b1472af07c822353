"""What the models of a turn used."""

from pydantic import Field

from src.schemas.base import Described


class Usage(Described):
    """Requests to models, what was sent and received, and what it cost."""

    requests: int = Field(default=0, examples=[2])
    input_tokens: int = Field(default=0, examples=[1840])
    output_tokens: int = Field(default=0, examples=[96])
    tool_calls: int = Field(default=0, examples=[1])
    cost_usd: float | None = Field(
        default=None,
        description="In US dollars, as the provider tells it; null when it does not.",
        examples=[0.0007],
    )

    @property
    def tokens(self) -> int:
        """What was sent and received, together."""
        return self.input_tokens + self.output_tokens
