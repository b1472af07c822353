"""Examples: there for all that people type, true to their schemas, and taken by the real app."""

from collections.abc import Iterator
from typing import Any

import httpx2
import jsonschema_rs
import pytest

from src.handbook.examples import example_of, schema_of
from src.main import create_app
from tests.conftest import TEMPLATE
from tests.live import PATIENCE, serve
from tests.postgres import create_database, drop_database

DOCUMENT = create_app().openapi()
SCHEMAS = DOCUMENT["components"]["schemas"]
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
BODIES = {
    name: operation["requestBody"]["content"]["application/json"]["schema"]
    for name, operation in OPERATIONS.items()
    if "application/json" in operation.get("requestBody", {}).get("content", {})
}
NOT_ALONE = {
    # Its id comes from a turn of the assistant that wants to destroy something.
    "POST /api/v1/approvals/{approval_id}",
    # For good: sent by a guest of its own, at the end.
    "DELETE /api/v1/me",
}
FIRST = ("POST /api/v1/auth/guest", "POST /api/v1/auth/register", "POST /api/v1/auth/login")


def is_valid(schema: dict[str, Any], example: object) -> bool:
    whole = {**schema, "components": DOCUMENT["components"]}
    return bool(jsonschema_rs.Draft202012Validator(whole, validate_formats=True).is_valid(example))


def answers() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each body of a success, with its schema."""
    for name, operation in OPERATIONS.items():
        for status, answer in operation["responses"].items():
            for media_type, one in answer.get("content", {}).items() if status < "300" else ():
                yield f"{name} {status} {media_type}", schema_of(one)


def test_each_body_has_an_example_that_its_schema_accepts() -> None:
    assert len(BODIES) >= 20
    wrong = [
        name for name, schema in BODIES.items() if not is_valid(schema, example_of(schema, SCHEMAS))
    ]
    assert wrong == []


def test_each_answer_has_an_example_that_its_schema_accepts() -> None:
    found = dict(answers())
    assert len(found) > 50
    trivial = [name for name, schema in found.items() if schema in ({}, {"type": "null"})]
    wrong = [
        name for name, schema in found.items() if not is_valid(schema, example_of(schema, SCHEMAS))
    ]
    assert (trivial, wrong) == ([], [])


def test_each_parameter_has_an_example_or_a_choice() -> None:
    for name, operation in OPERATIONS.items():
        for parameter in operation.get("parameters", []):
            schema = parameter["schema"]
            example = example_of(schema, SCHEMAS)
            assert is_valid(schema, example), (name, parameter["name"])
            said = schema.get("examples") or "enum" in str(schema) or "boolean" in str(schema)
            assert said, (name, parameter["name"])


def test_a_text_without_an_example_is_an_oversight() -> None:
    with pytest.raises(LookupError, match="no example"):
        example_of({"type": "object", "properties": {"name": {"type": "string"}}}, {})


@pytest.fixture(scope="module")
def url(server: str) -> Iterator[str]:
    name = "test_examples"
    with serve(create_database(server, name, TEMPLATE)) as live:
        yield live.url
    drop_database(server, name)


def test_the_app_takes_each_example(url: str) -> None:
    refused: dict[str, str] = {}
    with httpx2.Client(base_url=url, timeout=PATIENCE) as client:
        ids: dict[str, str] = {}
        for name in (*FIRST, *sorted(BODIES.keys() - NOT_ALONE - set(FIRST))):
            if name not in FIRST and not ids:
                ids = _belongings(client)
            answer = _send(client, name, ids)
            if not answer.is_success:
                refused[name] = answer.text
    assert refused == {}


def test_a_guest_is_deleted_by_the_example(url: str) -> None:
    with httpx2.Client(base_url=url, timeout=PATIENCE) as client:
        client.post("/api/v1/auth/guest", json={}).raise_for_status()
        assert _send(client, "DELETE /api/v1/me", {}).status_code == 204


def _send(client: httpx2.Client, name: str, ids: dict[str, str]) -> httpx2.Response:
    method, path = name.split()
    return client.request(method, path.format(**ids), json=example_of(BODIES[name], SCHEMAS))


def _belongings(client: httpx2.Client) -> dict[str, str]:
    """Make what the paths name, from the examples; return the ids by their parameters."""
    made = {
        "task_id": "POST /api/v1/tasks",
        "project_id": "POST /api/v1/projects",
        "filter_id": "POST /api/v1/filters",
        "conversation_id": "POST /api/v1/conversations",
    }
    return {name: _send(client, create, {}).json()["id"] for name, create in made.items()}
