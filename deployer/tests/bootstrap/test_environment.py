"""What is installed is known by a stamp: nothing is asked when nothing changed."""

from pathlib import Path

import pytest
from bootstrap import environment


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in environment.INPUTS:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    return tmp_path


def ready(checkout: Path, *, tools: bool = False) -> bool:
    return environment.is_ready(checkout / ".venv", checkout, tools=tools)


def stamp(checkout: Path, kind: str) -> None:
    text = f"{environment.fingerprint(checkout)} {kind}"
    (checkout / ".venv" / environment.STAMP).write_text(text)


def test_an_environment_without_a_stamp_is_not_ready(checkout: Path) -> None:
    assert not ready(checkout)


@pytest.mark.skipif("sys.platform == 'win32'", reason="the fixture lays out a POSIX environment")
def test_a_stamped_environment_is_ready(checkout: Path) -> None:
    stamp(checkout, "base")
    assert ready(checkout)


def test_development_tools_are_told_apart(checkout: Path) -> None:
    stamp(checkout, "base")
    assert not ready(checkout, tools=True)
    stamp(checkout, "tools")
    assert ready(checkout, tools=True)
    assert ready(checkout)


@pytest.mark.parametrize("name", environment.INPUTS)
def test_every_input_counts(checkout: Path, name: str) -> None:
    stamp(checkout, "tools")
    (checkout / name).write_text("changed")
    assert not ready(checkout)


def test_a_moved_checkout_is_installed_again(checkout: Path, tmp_path: Path) -> None:
    assert environment.fingerprint(checkout) != environment.fingerprint(tmp_path / "elsewhere")


def test_an_environment_whose_python_is_gone_is_not_ready(checkout: Path) -> None:
    stamp(checkout, "base")
    (checkout / ".venv" / "bin" / "python").unlink()
    assert not ready(checkout)


@pytest.mark.parametrize(
    ("words", "tools"),
    [
        ("up --on local", False),
        ("test", True),
        ("--debug check", True),
        ("logs --tail 5", False),
        ("", False),
    ],
)
def test_only_commands_for_work_install_the_tools(words: str, tools: bool) -> None:  # noqa: FBT001 - a parameter of the table above
    assert environment.wants_tools(words.split()) is tools


def test_a_private_uv_comes_along(tmp_path: Path) -> None:
    uv = tmp_path / "uv"
    uv.write_text("program")
    folder = tmp_path / "bin"
    folder.mkdir()
    environment.bring_along(str(uv), folder)
    environment.bring_along(str(uv), folder)
    assert (folder / "uv").read_text() == "program"
