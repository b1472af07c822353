"""Problem documents (RFC 9457)."""

from pydantic import BaseModel, ConfigDict


class FieldProblem(BaseModel):
    """One value that needs another look."""

    pointer: str
    """JSON pointer (RFC 6901) into the body, or the name of a parameter."""
    detail: str
    start: int | None = None
    """Where in the value it begins, in characters; null when the whole value is meant."""
    end: int | None = None


class Problem(BaseModel):
    """Why a request was not done."""

    model_config = ConfigDict(extra="allow")

    type: str
    """A stable path such as `/problems/not-found`."""
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] | None = None
    request_id: str | None = None
