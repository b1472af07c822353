"""The problem documents that routes declare in the OpenAPI document."""

from typing import Any

from src.middleware.problems import MEDIA_TYPE
from src.schemas.problems import Problem

Responses = dict[int | str, dict[str, Any]]


# What OpenAPI 3.2 and FastAPI say of a stream: the schema of one event.
_EVENT = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "event": {"type": "string"},
        "data": {"type": "string", "contentMediaType": "application/json"},
    },
}


def events(example: str) -> dict[str, Any]:
    """Return the content of an answer that is a stream of server-sent events."""
    return {"text/event-stream": {"itemSchema": _EVENT, "example": example}}


def _problem(status: int, description: str) -> Responses:
    schema = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {status: {"description": description, "content": {MEDIA_TYPE: {"schema": schema}}}}


FORBIDDEN = _problem(403, "The token may not do this, or the request came from another site.")
SIGNED_OUT = _problem(401, "Nobody is signed in.") | FORBIDDEN
NOT_FOUND = _problem(404, "There is no such object, or it is somebody else's.")
CONFLICT = _problem(409, "It contradicts what is there.")
STALE = _problem(412, "It changed since it was read; `current` shows it as it is now.")
INVALID = _problem(422, "A value needs another look; `errors` points to it.")
TOO_MANY = _problem(429, "Too often, or too many at once; Retry-After says when to come back.")
UNAVAILABLE = _problem(503, "Something that the backend depends on does not answer.")
