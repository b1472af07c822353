"""Pages for people: the reference, and what each problem means. Nothing in them is foreign."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from src.errors import NotFoundError
from src.handbook.page import reference_page
from src.handbook.problem_pages import problem_page, problems_page
from src.handbook.shell import HEADERS

OPENAPI_PATH = "/api/openapi.json"
router = APIRouter(include_in_schema=False)


@router.get("/api/docs")
async def get_reference(request: Request) -> HTMLResponse:
    """Return the reference; it is made once."""
    state = request.app.state
    if not hasattr(state, "reference"):
        state.reference = reference_page(request.app.openapi())
    return HTMLResponse(state.reference, headers=HEADERS)


# Problem types are relative to the backend's root; a proxy may pass on nothing but /api.
@router.get("/problems")
@router.get("/api/v1/problems")
async def list_problem_types() -> HTMLResponse:
    """Return all problem types."""
    return HTMLResponse(problems_page(), headers=HEADERS)


@router.get("/problems/{slug}")
@router.get("/api/v1/problems/{slug}")
async def explain_problem(slug: str) -> HTMLResponse:
    """Return what a problem type means and what helps.

    Raises:
        NotFoundError: There is no such type.
    """
    found = problem_page(slug)
    if found is None:
        raise NotFoundError("There is no such problem type. /problems lists all.")
    return HTMLResponse(found, headers=HEADERS)
