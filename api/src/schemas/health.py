"""Health as probes and people read it."""

from typing import Literal

from pydantic import BaseModel


class Health(BaseModel):
    """How the backend is."""

    status: Literal["ok", "starting", "draining", "degraded"]
    version: str
    schema_revision: str | None
    """The revision that the database is at; null when it does not answer."""
    database: Literal["ok", "unreachable", "outdated"]
    assistant: str
    """`offline`, or the model that answers."""


class Live(BaseModel):
    """The process serves."""

    status: Literal["ok"] = "ok"
