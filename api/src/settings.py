"""The only reader of the environment."""

from functools import cache
from typing import Literal, Self
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

VERSION = "0.1.0"
LOCAL_SECRET = "only-for-a-laptop-never-for-a-cluster"  # noqa: S105 - refused outside local mode
SHORTEST_SECRET = 32
KNOWN_PASSWORDS = {"", "admin", "changeme", "password", "postgres", "secret", "todo"}
"""What examples and images come with; refused outside local mode. A URL without any is let through:
the server may know its clients by certificate."""
INSIDE = (".svc", ".local", ".internal", "localhost")
"""How the names of hosts end that are reached without leaving the cluster or the machine."""


class Settings(BaseSettings):
    """What the environment says; names are those that the README documents."""

    model_config = SettingsConfigDict(
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        # What is refused may be a secret, and the refusal stands in the log.
        hide_input_in_errors=True,
    )

    environment: Literal["local", "cluster"] = Field(
        default="local", validation_alias="TODO_ENVIRONMENT"
    )
    database_url: SecretStr = Field(validation_alias="DATABASE_URL")
    secret_key: SecretStr = Field(
        default=SecretStr(LOCAL_SECRET), validation_alias="TODO_SECRET_KEY"
    )
    """Signs the tokens that the assistant shows the MCP server."""
    port: int = Field(default=8000, validation_alias="PORT")
    host: str = Field(default="127.0.0.1", validation_alias="HOST")
    log_level: str = Field(default="info", validation_alias="LOG_LEVEL")
    allowed_hosts: str = Field(default="", validation_alias="TODO_ALLOWED_HOSTS")
    """Comma-separated host names under which the MCP server may be called."""
    mcp_url: str = Field(default="", validation_alias="TODO_MCP_URL")
    openrouter_api_key: SecretStr | None = Field(
        default=None, validation_alias="OPENROUTER_API_KEY"
    )
    openrouter_model: str = Field(
        default="google/gemini-3-flash", validation_alias="OPENROUTER_MODEL"
    )
    openrouter_base_url: str = Field(
        default="https://openrouter.ai/api/v1", validation_alias="OPENROUTER_BASE_URL"
    )
    openrouter_fallbacks: str = Field(default="", validation_alias="OPENROUTER_FALLBACK_MODELS")
    """Comma-separated models that are asked in turn when the first one fails."""
    offered_models: str = Field(default="", validation_alias="TODO_OFFERED_MODELS")
    """Comma-separated models among which people may choose; empty leaves them no choice."""
    own_keys: Literal["on", "off"] = Field(default="off", validation_alias="TODO_OWN_KEYS")
    """Whether people may bring a key of their own for the provider, and then name any model."""
    provider_seconds: float = Field(default=25, gt=0, validation_alias="TODO_PROVIDER_SECONDS")
    """How long a model may take until its first words, retries included."""
    turn_seconds: float = Field(default=120, gt=0, validation_alias="TODO_TURN_SECONDS")
    turn_tool_calls: int = Field(default=60, ge=1, validation_alias="TODO_TURN_TOOL_CALLS")
    turn_tokens: int = Field(default=200_000, ge=1, validation_alias="TODO_TURN_TOKENS")
    """What one turn may use, sent and received; reached, it ends and says so."""
    history_tokens: int = Field(default=8_000, ge=0, validation_alias="TODO_HISTORY_TOKENS")
    """How much of a conversation a model is told word by word; what is older is summed up."""
    lease_seconds: float = Field(default=15, ge=1, validation_alias="TODO_LEASE_SECONDS")
    """After so long without a sign of life a replica's turns are taken over by another one."""
    rate_limits: Literal["on", "off"] = Field(default="on", validation_alias="TODO_RATE_LIMITS")
    trusted_proxies: int = Field(default=0, ge=0, le=10, validation_alias="TODO_TRUSTED_PROXIES")
    """How many proxies in front of us write X-Forwarded-For; 0 believes none of it."""
    drain_seconds: int = Field(default=20, validation_alias="TODO_DRAIN_SECONDS")
    """How long requests may take to end after SIGTERM."""
    collector: str = Field(default="", validation_alias="OTEL_EXPORTER_OTLP_ENDPOINT")
    traces_collector: str = Field(default="", validation_alias="OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
    traces_exporter: str = Field(default="otlp", validation_alias="OTEL_TRACES_EXPORTER")
    is_telemetry_off: bool = Field(default=False, validation_alias="OTEL_SDK_DISABLED")

    @model_validator(mode="after")
    def _refuse_what_is_unsafe(self) -> Self:
        unsafe = [] if self.environment == "local" else self._unsafe()
        if unsafe:
            raise ValueError("; ".join(unsafe))
        return self

    def _unsafe(self) -> list[str]:
        """Return what must not be so where others can reach the backend, each with its cure."""
        found = []
        key = self.secret_key.get_secret_value()
        if key == LOCAL_SECRET or len(key) < SHORTEST_SECRET:
            found.append(f"TODO_SECRET_KEY must be set to at least {SHORTEST_SECRET} characters")
        password = urlsplit(self.database_url.get_secret_value()).password
        if password is not None and unquote(password).lower() in KNOWN_PASSWORDS:
            found.append("DATABASE_URL has a password that everybody knows: choose another one")
        if "*" in self.allowed_hosts:
            found.append("TODO_ALLOWED_HOSTS must name hosts, without a *")
        if self.rate_limits == "off":
            found.append("TODO_RATE_LIMITS must be on: without it passwords can be guessed")
        if (self.openrouter_api_key or self.own_keys == "on") and _is_overheard(
            self.openrouter_base_url
        ):
            found.append("OPENROUTER_BASE_URL must begin with https://, or the key can be read")
        return found

    @property
    def are_traces_wanted(self) -> bool:
        """Whether a collector is named; what else OTEL_* says is read by OpenTelemetry itself."""
        named = self.collector or self.traces_collector
        return bool(named) and self.traces_exporter == "otlp" and not self.is_telemetry_off

    @property
    def models(self) -> tuple[str, ...]:
        """The models to ask, the first one first."""
        return _names(self.openrouter_model, self.openrouter_fallbacks)

    @property
    def offered(self) -> tuple[str, ...]:
        """The models that people may choose among on the operator's key; none without one."""
        if self.openrouter_api_key is None or not self.offered_models.strip():
            return ()
        return _names(self.openrouter_model, self.offered_models)

    @property
    def answering(self) -> str:
        """Who answers first: a model, or the offline assistant where there is no key."""
        return "offline" if self.openrouter_api_key is None else self.models[0]

    @property
    def own_mcp_url(self) -> str:
        """Where the assistant reaches the MCP server: this very process, if nothing else is set."""
        return self.mcp_url or f"http://127.0.0.1:{self.port}/mcp"


def _names(*said: str) -> tuple[str, ...]:
    """Return the names in comma-separated lists, each once."""
    named = ",".join(said).split(",")
    return tuple(dict.fromkeys(name.strip() for name in named if name.strip()))


def _is_overheard(url: str) -> bool:
    """Whether what is sent there passes the open network as plain text."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    inside = "." not in host or host.startswith("127.") or host.endswith(INSIDE)
    return parts.scheme != "https" and not inside


@cache
def settings() -> Settings:
    """Return the settings of this process, read once.

    Raises:
        pydantic.ValidationError: DATABASE_URL is missing, or a value is unsafe.
    """
    return Settings()
