"""The only reader of the environment."""

from functools import cache
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

VERSION = "0.1.0"
LOCAL_SECRET = "only-for-a-laptop-never-for-a-cluster"  # noqa: S105 - refused outside local mode
SHORTEST_SECRET = 32


class Settings(BaseSettings):
    """What the environment says; names are those that the README documents."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", frozen=True)

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
    rate_limits: Literal["on", "off"] = Field(default="on", validation_alias="TODO_RATE_LIMITS")
    trusted_proxies: int = Field(default=0, ge=0, le=10, validation_alias="TODO_TRUSTED_PROXIES")
    """How many proxies in front of us write X-Forwarded-For; 0 believes none of it."""
    drain_seconds: int = Field(default=20, validation_alias="TODO_DRAIN_SECONDS")
    """How long requests may take to end after SIGTERM."""

    @model_validator(mode="after")
    def _refuse_unsafe_secret(self) -> Self:
        key = self.secret_key.get_secret_value()
        unsafe = key == LOCAL_SECRET or len(key) < SHORTEST_SECRET
        if self.environment != "local" and unsafe:
            message = f"TODO_SECRET_KEY must be set to at least {SHORTEST_SECRET} characters"
            raise ValueError(message)
        return self

    @property
    def own_mcp_url(self) -> str:
        """Where the assistant reaches the MCP server: this very process, if nothing else is set."""
        return self.mcp_url or f"http://127.0.0.1:{self.port}/mcp"


@cache
def settings() -> Settings:
    """Return the settings of this process, read once.

    Raises:
        pydantic.ValidationError: DATABASE_URL is missing, or a value is unsafe.
    """
    return Settings()
