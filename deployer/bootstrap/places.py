"""Where things are: the checkout, its environment, and the one cache folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
NAME = "todo-chatbot"


def venv_python(venv: Path = VENV) -> Path:
    """Return the Python of the project's environment, whether or not it is there yet."""
    return venv / ("Scripts/python.exe" if WINDOWS else "bin/python")


def cache_folder() -> Path:
    """Return the one folder outside the checkout that we write to, made when it is missing.

    It is the folder that the deployer's settings name: `TODO_CACHE_DIR`, from the
    environment or `.env`, else where platformdirs puts a user's cache.
    """
    chosen = os.environ.get("TODO_CACHE_DIR") or from_dotenv("TODO_CACHE_DIR", ROOT / ".env")
    folder = Path(chosen) if chosen else _user_cache()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def from_dotenv(name: str, path: Path) -> str | None:
    """Return one value of a .env file, or None."""
    if not path.is_file():
        return None
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, value = line.strip().partition("=")
        if key.strip() == name and value.strip():
            return value.strip().strip("'\"")
    return None


def _user_cache() -> Path:
    if WINDOWS:
        local = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(local) / NAME / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / NAME
    base = os.environ.get("XDG_CACHE_HOME", "").strip()
    return (Path(base) if base else Path.home() / ".cache") / NAME
