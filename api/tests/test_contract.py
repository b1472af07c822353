"""What the OpenAPI document says beside the routes."""

from src.contract import DESCRIPTION, MERGE_PATCH, TAGS
from src.main import create_app

DOCUMENT = create_app().openapi()


def test_every_tag_is_described_and_every_described_tag_is_used() -> None:
    used = {
        tag
        for methods in DOCUMENT["paths"].values()
        for operation in methods.values()
        for tag in operation["tags"]
    }
    assert used == {tag["name"] for tag in DOCUMENT["tags"]}
    assert DOCUMENT["tags"] == TAGS


def test_the_introduction_tells_the_habits() -> None:
    assert DOCUMENT["info"]["description"] == DESCRIPTION
    for habit in ("Bearer", "next_cursor", "If-Match", "Idempotency-Key", "RFC 9457", "RFC 7396"):
        assert habit in DESCRIPTION


def test_every_sparse_change_is_declared_as_a_merge_patch() -> None:
    for path, methods in DOCUMENT["paths"].items():
        if "patch" in methods:
            content = methods["patch"]["requestBody"]["content"]
            assert content[MERGE_PATCH] == content["application/json"], path


def test_every_answer_of_a_failure_is_a_problem_document() -> None:
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    failures = [
        answer["content"]
        for methods in DOCUMENT["paths"].values()
        for operation in methods.values()
        for status, answer in operation["responses"].items()
        if status >= "400"
    ]
    assert len(failures) > 100
    assert all(one == {"application/problem+json": problem} for one in failures)
    assert {"FieldProblem", "Problem"} <= DOCUMENT["components"]["schemas"].keys()


def test_the_document_is_completed_once() -> None:
    app = create_app()
    assert app.openapi() is app.openapi()


def test_what_can_be_changed_under_a_version_is_read_and_made_with_one() -> None:
    for path, methods in DOCUMENT["paths"].items():
        if "patch" not in methods:
            continue
        assert "if-match" in {one["name"] for one in methods["patch"]["parameters"]}, path
        for method in ("get", "patch"):
            assert "ETag" in methods[method]["responses"]["200"]["headers"], (method, path)
        makes = DOCUMENT["paths"].get(path.rpartition("/")[0], {}).get("post")
        if makes and "201" in makes["responses"]:
            assert {"ETag", "Location"} == makes["responses"]["201"]["headers"].keys(), path
