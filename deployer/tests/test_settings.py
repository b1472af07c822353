"""What the user sets for a service reaches it under the same name."""

import pytest

from deployer.app import load_app
from deployer.settings import Settings


def test_only_what_was_set_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENROUTER_MODEL", "some/model")
    monkeypatch.setenv("TODO_TURN_TOKENS", "5000")
    monkeypatch.setenv("TODO_TURN_SECONDS", "")
    names = ("OPENROUTER_MODEL", "TODO_TURN_TOKENS", "TODO_TURN_SECONDS", "TODO_HISTORY_TOKENS")
    said = Settings(_env_file=None).handed_on(names)
    assert said == {"OPENROUTER_MODEL": "some/model", "TODO_TURN_TOKENS": "5000"}


def test_everything_that_app_yaml_names_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [name for one in load_app().services.values() for name in one.optional_config]
    assert names
    for name in names:
        monkeypatch.setenv(name, f"set {name}")
    said = Settings(_env_file=None).handed_on(names)
    assert said == {name: f"set {name}" for name in names}
