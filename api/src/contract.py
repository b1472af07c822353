"""The OpenAPI document: what it says beside what FastAPI reads from the routes."""

from pathlib import Path
from typing import Any

from fastapi import FastAPI

from src.handbook.examples import add_examples
from src.routers.dependencies import COOKIE
from src.schemas.problems import Problem

DESCRIPTION = (Path(__file__).parent / "handbook" / "introduction.md").read_text("utf-8")
TAGS = [
    {"name": name, "description": description}
    for name, description in (
        ("accounts", "Guests, accounts, browsers that are signed in, personal access tokens."),
        ("tasks", "What there is to do. Every change of a task is recorded and can be undone."),
        ("projects", "What tasks are sorted into; a task without one is in the inbox."),
        ("finding", "Search, agenda, statistics."),
        ("filters", "The filter language, and filters that are kept under a name."),
        ("reminders", "What is to be shown to the person, and what was shown."),
        ("history", "Every change, live and later; and undo."),
        ("transfer", "Tasks from files and into files; a calendar to subscribe to."),
        ("conversations", "Talks with the assistant, and what was said and done in them."),
        ("assistant", "Turns, which are the assistant's answers, and the decisions they wait for."),
        ("probes", "How the backend is. Only the backend's own port serves it."),
    )
]
MERGE_PATCH = "application/merge-patch+json"
VERSIONED = {
    "AssistantChoicePublic",
    "TaskPublic",
    "ProjectPublic",
    "SavedFilterPublic",
    "AccountPublic",
    "ConversationPublic",
}
"""What is answered with its version, wherever it stands alone."""
OPEN = {"/api/v1/auth/login", "/api/v1/assistant"}
"""Routes that answer 401 or stand among those that do, and yet need nobody to be signed in."""
_SIGNING_IN = "/api/v1/auth/"
"""Answers with the account too, as it is known then; who wants to change it reads it first."""
_ETAG = {
    "description": "The version of what is shown; send it back as If-Match.",
    "required": True,
    "schema": {"type": "string"},
    "example": '"3"',
}
_LOCATION = {
    "description": "Where it can be read from now on.",
    "required": True,
    "schema": {"type": "string", "format": "uri-reference"},
}


def complete_document(app: FastAPI) -> None:
    """Have the app's OpenAPI document say how to sign in, what problems look like, and examples."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = generate()
            _declare_problems(document)
            _declare_security(document)
            _declare_merge_patches(document)
            _declare_headers(document)
            add_examples(document)
        return generate()

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's own way to extend it


def _declare_problems(document: dict[str, Any]) -> None:
    """Add the problem document to the schemas; every route refers to it."""
    described = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    document["components"]["schemas"] |= described.pop("$defs")
    document["components"]["schemas"]["Problem"] = described


def _declare_security(document: dict[str, Any]) -> None:
    """Say how a request names its account; what needs none says so."""
    document["components"]["securitySchemes"] = {
        "session": {"type": "apiKey", "in": "cookie", "name": COOKIE},
        "token": {"type": "http", "scheme": "bearer", "description": "A personal access token."},
    }
    document["security"] = [{"session": []}, {"token": []}]
    for path, operations in document["paths"].items():
        for operation in operations.values():
            if "401" not in operation["responses"] or path in OPEN:
                operation["security"] = []


def _declare_merge_patches(document: dict[str, Any]) -> None:
    """Say that sparse changes may be sent under the media type that RFC 7396 gives them."""
    for operations in document["paths"].values():
        if "patch" in operations:
            content = operations["patch"]["requestBody"]["content"]
            content[MERGE_PATCH] = content["application/json"]


def _declare_headers(document: dict[str, Any]) -> None:
    """Say which answers name the version of what they show, and the address of what they made."""
    for path, operations in document["paths"].items():
        if path.startswith(_SIGNING_IN):
            continue
        for operation in operations.values():
            for status, response in operation["responses"].items():
                if _shown(response) in VERSIONED:
                    made = {"Location": _LOCATION} if status == "201" else {}
                    response["headers"] = response.get("headers", {}) | {"ETag": _ETAG} | made


def _shown(response: dict[str, Any]) -> str:
    schema = response.get("content", {}).get("application/json", {}).get("schema", {})
    return str(schema.get("$ref", "")).rpartition("/")[2]
