"""Secrets do not get through, in whatever form; everything else does."""

import base64
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deployer.operations.redaction import HIDDEN, SHORTEST, Redactor, decoded

CANARY = "c4n4ry/P@ss word"
URL = f"postgresql://todo:{quote(CANARY, safe='')}@db:5432/todo"


@pytest.mark.parametrize(
    "text",
    [
        CANARY,
        URL,
        quote(CANARY, safe=""),
        base64.b64encode(CANARY.encode()).decode(),
        json.dumps({"x": CANARY}),
        f"could not connect to {URL}: refused",
    ],
)
def test_hides_a_known_secret_in_every_form(text: str) -> None:
    said = Redactor([URL]).text(text)
    assert HIDDEN in said
    assert CANARY not in said
    assert quote(CANARY, safe="") not in said


@given(
    secret=st.text(min_size=SHORTEST, max_size=40).filter(str.strip),
    before=st.text(),
    after=st.text(),
)
def test_hides_any_secret_anywhere(secret: str, before: str, after: str) -> None:
    redactor = Redactor([secret])
    said = redactor.text(f"{before}{secret}{after}")
    assert secret not in said.replace(HIDDEN, "\0")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Authorization: Bearer abcdefgh12345678", "Authorization: Bearer"),
        ("key is sk-or-v1-0123456789abcdef0123", "key is"),
        ("OPENROUTER_API_KEY=hunter2222", "OPENROUTER_API_KEY="),
        ('{"POSTGRES_PASSWORD": "hunter2222"}', '"POSTGRES_PASSWORD"'),
        ("redis://:hunter2222@cache:6379/0", "@cache:6379/0"),
        ("-----BEGIN RSA PRIVATE KEY-----\nhunter2222\n-----END RSA PRIVATE KEY-----", ""),
        ("client-key-data: aHVudGVyMjIyMmh1bnRlcjIyMjI=", "client-key-data: "),
        ("eyJhbGciOiJIUzI1NiJ9.eyJodW50ZXIyMjIyIjoxfQ.hunter2222", ""),
        (
            'kubectl.kubernetes.io/last-applied-configuration={"data":{"p":"hunter2222"}}',
            "last-applied-configuration",
        ),
    ],
)
def test_hides_what_looks_like_a_secret(text: str, kept: str) -> None:
    said = Redactor().text(text)
    assert HIDDEN in said
    assert kept in said
    for secret in ("hunter2222", "abcdefgh12345678", "0123456789abcdef", "aHVudGVy", "eyJhbG"):
        assert secret not in said


@pytest.mark.parametrize(
    "text",
    [
        "The Secret todo-backend lacks the key OPENROUTER_API_KEY.",
        "Try: ./todo up --on builtin",
        "http://127.0.0.1:7080/api/v1/health 200",
        "Container image todo-backend:e96e390e6ee3 is not present with pull policy of Never",
        "2 tokens were used",
    ],
)
def test_leaves_everything_else(text: str) -> None:
    assert Redactor(["c4n4ry-c4n4ry"]).text(text) == text


def test_hides_by_structure_whatever_the_values_are() -> None:
    applied = {"kubectl.kubernetes.io/last-applied-configuration": "{}", "mine": "1"}
    found = Redactor().json(
        {
            "kind": "Secret",
            "metadata": {"name": "todo-backend", "annotations": applied},
            "data": {"DATABASE_URL": "plain"},
            "stringData": {"SECRET_KEY": "plain"},
            "spec": {
                "env": [
                    {"name": "DATABASE_URL", "value": "plain"},
                    {"name": "LOG_LEVEL", "value": "info"},
                ]
            },
            "values": {"apiKey": "plain", "database": {"password": "plain"}, "replicas": 2},
            "evidence": [{"what": "env POSTGRES_PASSWORD", "value": "plain"}],
        }
    )
    assert "plain" not in json.dumps(found)
    assert found["metadata"] == {"name": "todo-backend", "annotations": {"mine": "1"}}
    assert found["data"] == {"DATABASE_URL": HIDDEN}
    assert found["spec"]["env"][1] == {"name": "LOG_LEVEL", "value": "info"}
    assert found["values"]["replicas"] == 2


def test_reads_the_values_of_a_secret_whatever_they_hold() -> None:
    text, binary = base64.b64encode(b"text").decode(), base64.b64encode(b"\xff\xfe").decode()
    assert decoded({"a": text, "b": binary}) == ["text", binary]
