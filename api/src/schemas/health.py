"""Health as probes and people read it."""

from typing import Literal

from pydantic import Field

from src.schemas.base import Described


class Health(Described):
    """How the backend is."""

    status: Literal["ok", "starting", "draining", "degraded"]
    version: str = Field(examples=["0.1.0"])
    schema_revision: str | None = Field(examples=["0008"])
    """The revision that the database is at; null when it does not answer."""
    database: Literal["ok", "unreachable", "outdated"]
    assistant: str = Field(examples=["offline"])
    """`offline`, or the model that answers."""


class Live(Described):
    """The process serves."""

    status: Literal["ok"] = "ok"
