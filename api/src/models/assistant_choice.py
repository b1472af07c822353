"""What a person has chosen about the assistant."""

from uuid import UUID

from sqlmodel import Field, SQLModel


class AssistantChoice(SQLModel, table=True):
    """Which model answers a person; no row, or None, leaves that to the operator."""

    __tablename__ = "assistant_choice"

    account_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE", primary_key=True)
    model: str | None = None
    sealed_key: str | None = None
    """The person's own key for the provider, which only `services.seals` can read."""
    key_end: str | None = None
    """Its last characters, by which the person knows it again."""
