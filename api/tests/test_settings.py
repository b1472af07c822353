"""The environment: what is read, what has a default, what is refused."""

import pytest
from pydantic import ValidationError

from src.settings import LOCAL_SECRET, Settings

NAMES = (
    "TODO_ENVIRONMENT",
    "TODO_SECRET_KEY",
    "TODO_MCP_URL",
    "TODO_ALLOWED_HOSTS",
    "TODO_RATE_LIMITS",
    "OPENROUTER_BASE_URL",
    "PORT",
    "HOST",
    "OPENROUTER_API_KEY",
    "OPENROUTER_MODEL",
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    "OTEL_TRACES_EXPORTER",
    "OTEL_SDK_DISABLED",
)


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment with nothing but a database."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:pw@db.test/todo")


def test_a_laptop_needs_only_a_database() -> None:
    found = Settings()
    assert (found.environment, found.port, found.host) == ("local", 8000, "127.0.0.1")
    assert found.secret_key.get_secret_value() == LOCAL_SECRET
    assert found.openrouter_api_key is None


def test_without_a_database_nothing_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    with pytest.raises(ValidationError, match="DATABASE_URL"):
        Settings()


@pytest.mark.parametrize("secret", ["", "short", "x" * 31, LOCAL_SECRET])
def test_a_cluster_refuses_a_secret_that_others_know_or_guess(
    monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    monkeypatch.setenv("TODO_ENVIRONMENT", "cluster")
    monkeypatch.setenv("TODO_SECRET_KEY", secret)
    with pytest.raises(ValidationError, match="TODO_SECRET_KEY"):
        Settings()


def test_a_cluster_takes_a_secret_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TODO_ENVIRONMENT", "cluster")
    monkeypatch.setenv("TODO_SECRET_KEY", "x" * 32)
    assert Settings().environment == "cluster"


UNSAFE = (
    ("DATABASE_URL", "postgresql://me:postgres@db.test/todo"),
    ("DATABASE_URL", "postgresql://me:%50assword@db.test/todo"),
    ("TODO_ALLOWED_HOSTS", "todo.test,*"),
    ("TODO_ALLOWED_HOSTS", "*.test"),
    ("TODO_RATE_LIMITS", "off"),
    ("OPENROUTER_BASE_URL", "http://models.example.com/v1"),
)


@pytest.mark.parametrize(("name", "value"), UNSAFE)
def test_a_cluster_refuses_what_a_laptop_may_do(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv("OPENROUTER_API_KEY", "sk-or-secret")
    monkeypatch.setenv(name, value)
    assert Settings().environment == "local"
    monkeypatch.setenv("TODO_ENVIRONMENT", "cluster")
    monkeypatch.setenv("TODO_SECRET_KEY", "x" * 32)
    with pytest.raises(ValidationError, match=name):
        Settings()


@pytest.mark.parametrize(
    "url",
    [
        "https://models.example.com/v1",
        "http://ollama:11434/v1",
        "http://ollama.ai.svc.cluster.local:11434/v1",
        "http://127.0.0.1:11434/v1",
    ],
)
def test_a_cluster_takes_a_model_that_nobody_can_overhear(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("TODO_ENVIRONMENT", "cluster")
    monkeypatch.setenv("TODO_SECRET_KEY", "x" * 32)
    monkeypatch.setenv("OPENROUTER_API_KEY", "sk-or-secret")
    monkeypatch.setenv("OPENROUTER_BASE_URL", url)
    assert Settings().openrouter_base_url == url


def test_all_that_is_unsafe_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TODO_ENVIRONMENT", "cluster")
    monkeypatch.setenv("TODO_RATE_LIMITS", "off")
    with pytest.raises(ValidationError, match=r"TODO_SECRET_KEY.*TODO_RATE_LIMITS"):
        Settings()


def test_an_unknown_environment_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TODO_ENVIRONMENT", "production")
    with pytest.raises(ValidationError, match="TODO_ENVIRONMENT"):
        Settings()


def test_an_empty_value_is_none_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENROUTER_API_KEY", "")
    monkeypatch.setenv("PORT", "")
    assert Settings().openrouter_api_key is None
    assert Settings().port == 8000


def test_the_assistant_calls_this_very_process_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PORT", "8123")
    assert Settings().own_mcp_url == "http://127.0.0.1:8123/mcp"
    monkeypatch.setenv("TODO_MCP_URL", "http://todo-backend:8000/mcp")
    assert Settings().own_mcp_url == "http://todo-backend:8000/mcp"


def test_no_secret_is_shown_by_accident(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENROUTER_API_KEY", "sk-or-secret")
    shown = repr(Settings())
    assert "pw@" not in shown
    assert "sk-or-secret" not in shown
    assert LOCAL_SECRET not in shown


def test_somebody_elses_key_is_never_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-not-ours")
    assert "sk-not-ours" not in str(Settings().model_dump())
    assert Settings().openrouter_api_key is None


HERE = "http://127.0.0.1:4318"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": HERE}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": f"{HERE}/v1/traces"}, True),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": HERE, "OTEL_TRACES_EXPORTER": "none"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": HERE, "OTEL_SDK_DISABLED": "true"}, False),
        ({"OTEL_TRACES_EXPORTER": "otlp"}, False),
    ],
)
def test_traces_are_wanted_when_a_collector_is_named(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], *, wanted: bool
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert Settings().are_traces_wanted is wanted


def test_a_refusal_never_shows_what_it_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands in the log of a backend that does not start."""
    monkeypatch.setenv("TODO_ENVIRONMENT", "cluster")
    monkeypatch.setenv("TODO_SECRET_KEY", "short-canary")
    with pytest.raises(ValidationError) as refusal:
        Settings()
    assert "TODO_SECRET_KEY must be set" in str(refusal.value)
    assert "canary" not in str(refusal.value)
