"""How often something was tried, counted for all replicas together."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from src.models.base import INSTANT


class RateLimit(SQLModel, table=True):
    """One count of one window of time."""

    __tablename__ = "rate_limit"

    key: str = Field(primary_key=True)
    """SHA-256 of what is limited and for whom: no address stands in the clear."""
    begun_at: datetime = Field(sa_type=INSTANT, index=True)
    count: int
