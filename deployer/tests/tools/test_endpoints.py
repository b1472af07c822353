import ast

import pytest

from deployer.tools.endpoints import BACKEND, is_fine


@pytest.mark.parametrize(
    ("what", "answer", "fine"),
    [
        ("frontend page", 200, True),
        ("frontend page", 401, False),
        ("backend /health/ready", 503, False),
        ("MCP initialize", 401, True),
        ("MCP initialize", 404, False),
        ("/api/v1 through the frontend", 401, True),
        ("/api/v1 through the frontend", 502, False),
        ("frontend page", "Error: connect ECONNREFUSED", False),
    ],
)
def test_what_counts_as_an_answer(what: str, answer: object, *, fine: bool) -> None:
    assert is_fine(what, answer) is fine


def test_the_script_that_runs_in_the_pod_is_python() -> None:
    ast.parse(BACKEND % 8000)
