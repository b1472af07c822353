"""Problem documents (RFC 9457)."""

from pydantic import ConfigDict, Field

from src.schemas.base import Described


class FieldProblem(Described):
    """One value that needs another look."""

    pointer: str = Field(examples=["/due_date"])
    """JSON pointer (RFC 6901) into the body, or the name of a parameter."""
    detail: str = Field(examples=["must be written like 2026-11-25"])
    start: int | None = Field(default=None, examples=[None])
    """Where in the value it begins, in characters; null when the whole value is meant."""
    end: int | None = Field(default=None, examples=[None])


class Problem(Described):
    """Why a request was not done."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(examples=["/problems/invalid"])
    """A stable path such as `/problems/not-found`; it leads to what it means and what helps."""
    title: str = Field(examples=["Some values need another look"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["/due_date: must be written like 2026-11-25"])
    errors: list[FieldProblem] | None = None
    request_id: str | None = Field(default=None, examples=["3c6e0b8a9c15424a8e0b1c2d3e4f5a6b"])
