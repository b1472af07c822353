from pydantic import SecretStr

from deployer.agents._deploy.secrets import (
    WantedSecret,
    checksum,
    completed,
    configured,
    with_header,
)
from deployer.app import load_app
from deployer.settings import Settings

BACKEND = ("DATABASE_URL", "TODO_SECRET_KEY")


def settings(url: str = "", key: str = "") -> Settings:
    return Settings.model_construct(
        None,
        database_url=SecretStr(url) if url else None,
        openrouter_api_key=SecretStr(key) if key else None,
    )


def test_what_is_generated_once_is_kept_for_ever() -> None:
    first = completed(BACKEND, {"DATABASE_URL": "a"}, {})
    second = completed(BACKEND, {"DATABASE_URL": "b"}, first)
    assert len(first["TODO_SECRET_KEY"]) >= 32
    assert second["TODO_SECRET_KEY"] == first["TODO_SECRET_KEY"]
    assert second["DATABASE_URL"] == "b"


def test_two_deployments_never_get_the_same_key() -> None:
    keys = {completed(("POSTGRES_PASSWORD",), {}, {})["POSTGRES_PASSWORD"] for _ in range(20)}
    assert len(keys) == 20


def test_a_key_that_the_user_took_back_goes() -> None:
    before = completed(BACKEND, {"DATABASE_URL": "a", "OPENROUTER_API_KEY": "k"}, {})
    after = completed(BACKEND, {"DATABASE_URL": "a"}, before)
    assert "OPENROUTER_API_KEY" in before
    assert "OPENROUTER_API_KEY" not in after


def test_only_what_a_service_asks_for_is_generated() -> None:
    assert set(completed(("POSTGRES_PASSWORD",), {}, {})) == {"POSTGRES_PASSWORD"}


def test_the_user_s_database_wins_over_the_one_in_the_cluster() -> None:
    app = load_app()
    inside = configured(settings(), app, "pass")
    outside = configured(settings(url="postgresql://u:p@neon.example/d"), app, "")
    assert inside["DATABASE_URL"] == "postgresql://todo:pass@todo-database:5432/todo"
    assert outside["DATABASE_URL"] == "postgresql://u:p@neon.example/d"
    assert "OPENROUTER_API_KEY" not in inside


def test_the_assistant_s_key_is_taken_over() -> None:
    found = configured(settings(key="sk-or-1"), load_app(), "pass")
    assert found["OPENROUTER_API_KEY"] == "sk-or-1"


def test_a_checksum_tells_changes_and_nothing_else() -> None:
    one = checksum({"A": "secret", "B": "2"})
    assert one == checksum({"B": "2", "A": "secret"})
    assert one != checksum({"A": "secret", "B": "3"})
    assert "secret" not in one
    assert len(one) == 32


def test_the_operations_servers_secret_says_what_its_clients_send() -> None:
    made = completed(("TODO_MCP_TOKEN",), {}, {})
    contents = with_header(WantedSecret("operations", made, None, {})).contents
    assert contents["header"] == f"Bearer {contents['TODO_MCP_TOKEN']}"
    assert len(contents["TODO_MCP_TOKEN"]) >= 32
