"""The only reader of the environment: where things are kept and what the user set."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path
from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[3]
"""The checkout that this program was started from."""


class Settings(BaseSettings):
    """What the environment and `.env` say; names are those that the README documents."""

    model_config = SettingsConfigDict(
        env_file=ROOT / ".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    cache_dir: Path = Field(
        default_factory=lambda: user_cache_path("todo-chatbot", appauthor=False),
        validation_alias="TODO_CACHE_DIR",
    )
    """The one folder outside the checkout that we write to."""
    database_url: SecretStr | None = Field(default=None, validation_alias="DATABASE_URL")
    openrouter_api_key: SecretStr | None = Field(
        default=None, validation_alias="OPENROUTER_API_KEY"
    )
    openrouter_model: str | None = Field(default=None, validation_alias="OPENROUTER_MODEL")
    openrouter_base_url: str | None = Field(default=None, validation_alias="OPENROUTER_BASE_URL")
    openrouter_fallback_models: str | None = Field(
        default=None, validation_alias="OPENROUTER_FALLBACK_MODELS"
    )
    todo_offered_models: str | None = Field(default=None, validation_alias="TODO_OFFERED_MODELS")
    todo_own_keys: str | None = Field(default=None, validation_alias="TODO_OWN_KEYS")
    todo_turn_seconds: str | None = Field(default=None, validation_alias="TODO_TURN_SECONDS")
    todo_turn_tokens: str | None = Field(default=None, validation_alias="TODO_TURN_TOKENS")
    todo_turn_tool_calls: str | None = Field(default=None, validation_alias="TODO_TURN_TOOL_CALLS")
    todo_provider_seconds: str | None = Field(
        default=None, validation_alias="TODO_PROVIDER_SECONDS"
    )
    todo_history_tokens: str | None = Field(default=None, validation_alias="TODO_HISTORY_TOKENS")
    otel_exporter_otlp_endpoint: str | None = Field(
        default=None, validation_alias="OTEL_EXPORTER_OTLP_ENDPOINT"
    )
    pg_bin: Path | None = Field(default=None, validation_alias="PG_BIN")
    """A folder that holds `postgres` and `initdb`, for local mode."""
    registry: str | None = Field(default=None, validation_alias="TODO_REGISTRY")
    """Where images are pushed for a cluster that is not ours, such as `ghcr.io/me`."""
    ca_bundle: Path | None = Field(
        default=None, validation_alias=AliasChoices("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
    )
    """PEM certificates of the authorities that image builds shall trust."""
    pip_index_url: str | None = Field(default=None, validation_alias="PIP_INDEX_URL")
    npm_registry: str | None = Field(default=None, validation_alias="NPM_CONFIG_REGISTRY")
    apt_mirror: str | None = Field(default=None, validation_alias="TODO_APT_MIRROR")
    """A Debian mirror for image builds, such as `https://mirror.example/debian`."""
    download_mirror: str | None = Field(default=None, validation_alias="TODO_DOWNLOAD_MIRROR")
    """Stands in for the sites of programs: `https://mirror.example` is asked for
    `https://mirror.example/dl.k8s.io/release/…`."""
    namespace: str | None = Field(default=None, validation_alias="TODO_NAMESPACE")
    """Where on a cluster the app is, when it is not where app.yaml says."""
    mcp_token: SecretStr | None = Field(default=None, validation_alias="TODO_MCP_TOKEN")
    """What clients of `todo mcp --http` have to bring, instead of a token made here."""
    mcp_names: str = Field(default="", validation_alias="TODO_MCP_NAMES")
    """Host names, apart by spaces, under which `todo mcp --http` may be asked."""
    mcp_changes: bool = Field(default=False, validation_alias="TODO_MCP_CHANGES")
    """The same as `todo mcp --allow-changes`."""
    port: int = Field(default=7080, validation_alias="TODO_PORT")
    """The stable port of the one URL."""
    webhook: SecretStr | None = Field(default=None, validation_alias="TODO_WEBHOOK")
    """Where `todo monitor` posts what changes; such URLs often hold a secret."""
    ci: bool = Field(default=False, validation_alias="CI")
    keep_go_cache: bool = Field(default=False, validation_alias="TODO_KEEP_GO_CACHE")
    """Keep the 7 GB that compiling Kubernetes leaves behind; implied by `ci`."""

    def handed_on(self, names: Iterable[str]) -> dict[str, str]:
        """Return those of the settings that the user has set for a service, by their names.

        Args:
            names: What the service's `optional_config` in app.yaml lists.
        """
        said = {name: getattr(self, name.lower()) for name in names}
        return {name: value for name, value in said.items() if value}

    def provider_key(self) -> dict[str, str]:
        """Return the model provider's key by its name, where the user has set one."""
        key = self.openrouter_api_key
        return {"OPENROUTER_API_KEY": key.get_secret_value()} if key else {}

    def folder(self, *names: str) -> Path:
        """Return a folder below the cache folder, made when it is missing."""
        path = self.cache_dir.joinpath(*names)
        path.mkdir(parents=True, exist_ok=True)
        return path


@cache
def settings() -> Settings:
    """Return the settings of this process, read once."""
    return Settings()
