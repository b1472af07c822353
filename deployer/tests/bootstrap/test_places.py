"""The launcher and the deployer mean the same cache folder."""

from pathlib import Path

import pytest
from bootstrap import places
from platformdirs import user_cache_path

from deployer.settings import settings


def test_the_cache_folder_is_the_one_that_the_deployer_uses(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("TODO_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert places.cache_folder() == user_cache_path("todo-chatbot", appauthor=False)


def test_the_user_may_choose_another(cache_dir: Path) -> None:
    assert places.cache_folder() == cache_dir == settings().cache_dir
    assert cache_dir.is_dir()


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("TODO_CACHE_DIR=/a b", "/a b"),
        (" TODO_CACHE_DIR = '/quoted' ", "/quoted"),
        ('TODO_CACHE_DIR="/x"', "/x"),
        ("#TODO_CACHE_DIR=/no", None),
        ("TODO_CACHE_DIR=", None),
        ("OTHER=1", None),
    ],
)
def test_dotenv_is_read_for_it(tmp_path: Path, line: str, value: str | None) -> None:
    file = tmp_path / ".env"
    file.write_text(f"# a comment\n\n{line}\n")
    assert places.from_dotenv("TODO_CACHE_DIR", file) == value


def test_no_dotenv_is_no_trouble(tmp_path: Path) -> None:
    assert places.from_dotenv("TODO_CACHE_DIR", tmp_path / ".env") is None
