from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from deployer.commands.logs import command, shown
from deployer.logs.line import Level, LogLine

LINE = LogLine(
    at=datetime(2026, 11, 26, 12, tzinfo=UTC),
    service="backend",
    pod="todo-backend-7c9d8f6b54-x2x9z",
    container="backend",
    level=Level.ERROR,
    text="bad",
)


def test_a_line_names_the_service_and_which_of_its_pods(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert shown(LINE, whole_time=True) == "2026-11-26T12:00:00+00:00 backend/x2x9z: bad"


def test_colours_follow_the_service_and_the_level(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    text = shown(LINE)
    assert text.endswith("\x1b[31mbad\x1b[0m")
    assert text.count("\x1b[") == 4


def test_a_process_of_this_machine_has_neither_time_nor_pod(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    local = LINE.model_copy(update={"at": None, "pod": ""})
    assert shown(local) == "backend: bad"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--since", "soon"], "no length of time"),
        (["--previous", "--follow"], "exclude each other"),
        ([], "Nothing is up."),
    ],
)
def test_wrong_use_is_told_and_is_exit_code_2(arguments: list[str], said: str) -> None:
    ended = CliRunner().invoke(command, arguments)
    assert ended.exit_code == 2
    assert said in ended.output
