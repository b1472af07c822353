"""`todo up --dashboard`: the dashboard comes after the result, and only when it was asked for."""

import pytest
from click.testing import CliRunner

from deployer.commands import dashboard, up
from deployer.dashboard import opening
from deployer.errors import UsageError
from deployer.results import AnyResult, NoFacts, Result, Status


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is shown instead of the dashboard; `up` itself does nothing."""
    found: list[str] = []

    async def done(on: str, *_: object, **__: object) -> AnyResult:
        if on == "nowhere":
            raise UsageError("There is no such cluster.")
        return Result(
            agent="pipeline", status=Status.DONE, summary="The app is up.", facts=NoFacts()
        )

    monkeypatch.setattr(up, "_up", done)
    monkeypatch.setattr(dashboard, "show", lambda: found.append("dashboard"))
    monkeypatch.setattr(opening, "can_open", lambda: False)
    return found


def test_it_is_shown_when_asked_for(shown: list[str]) -> None:
    said = CliRunner().invoke(up.command, ["--dashboard"])
    assert said.exit_code == 0
    assert "The app is up." in said.output
    assert shown == ["dashboard"]


def test_it_is_not_shown_unasked_nor_after_a_failure(shown: list[str]) -> None:
    assert "dashboard" not in CliRunner().invoke(up.command, []).output
    assert CliRunner().invoke(up.command, ["--on", "nowhere", "--dashboard"]).exit_code == 2
    assert shown == []


def test_it_is_named_where_there_is_a_browser(
    shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "can_open", lambda: True)
    said = CliRunner().invoke(up.command, [])
    assert said.output.index("The app is up.") < said.output.index("./todo dashboard")
    assert "./todo dashboard" not in said.stdout
    assert shown == []


def test_a_profile_for_kubernetes_is_refused_without_a_cluster() -> None:
    said = CliRunner().invoke(up.command, ["--on", "local", "--profile", "production"])
    assert said.exit_code == 2
    assert "./todo up --on CONTEXT --profile production" in said.output
