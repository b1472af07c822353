import stat
from pathlib import Path

import pytest

from deployer.settings import settings
from deployer.tools import go
from deployer.tools.go import WHEEL, find_go, parse_version


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the only folder of programs, and use a cache folder of the test's own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("TODO_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(go, "USUAL_FOLDERS", ())
    settings.cache_clear()
    return folder


def put_go(path: Path, version: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho go{version}\n")
    path.chmod(stat.S_IRWXU)
    return path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("go1.26.4\n", (1, 26, 4)),
        ("go1.27rc1", (1, 27)),
        ("devel go1.28-abcdef", (1, 28)),
        ("", ()),
    ],
)
def test_versions_are_compared_as_numbers(text: str, expected: tuple[int, ...]) -> None:
    assert parse_version(text) == expected


def test_the_pinned_wheel_is_new_enough_to_be_compared() -> None:
    assert parse_version(WHEEL) >= (1, 26, 4)


@pytest.mark.anyio
async def test_a_new_enough_go_of_the_machine_is_used(machine: Path) -> None:
    program = put_go(machine / "go", "1.30.0")
    assert await find_go((1, 26, 4), lambda _text: None) == str(program)


@pytest.mark.anyio
async def test_a_private_go_is_used_when_the_machines_is_too_old(machine: Path) -> None:
    put_go(machine / "go", "1.19.8")
    folder = settings().cache_dir / "go" / WHEEL.replace("==", "-")
    private = put_go(folder / "go" / "bin" / "go", "1.26.6")
    told: list[str] = []
    assert await find_go((1, 26, 4), told.append) == str(private)
    assert told == []
