"""Runs `./todo` as a stranger would, and reads what it says."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LAUNCHER = ROOT / ("todo.cmd" if sys.platform == "win32" else "todo")


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def result(self) -> dict[str, Any]:
        """The JSON document that the command printed."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def facts(self) -> dict[str, Any]:
        """The facts of the printed result."""
        found: dict[str, Any] = self.result["facts"]
        return found


def todo(
    *arguments: str,
    env: Mapping[str, str] | None = None,
    minutes: float = 20,
    launcher: Path = LAUNCHER,
) -> Said:
    """Run a command of the launcher to its end.

    Args:
        arguments: The command and its options.
        env: Added to the environment.
        minutes: When it is given up as hung.
        launcher: Another checkout's, if it is not this one's.
    """
    ended = subprocess.run(
        [str(launcher), *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=minutes * 60,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
    )
    return Said(ended.returncode, ended.stdout, ended.stderr)


def succeed(*arguments: str, env: Mapping[str, str] | None = None, minutes: float = 20) -> Said:
    """Run a command that must end well, with its result as JSON."""
    said = todo(*arguments, "--json", env=env, minutes=minutes)
    if said.code != 0:
        sys.stdout.write(f"{said.out}\n{said.err}\n")  # pytest shows it apart from its summary
    assert said.code == 0, f"todo {' '.join(arguments)}: {_in_short(said)}"
    return said


def _in_short(said: Said) -> str:
    """Return why a command failed, in its own words; one line, for the summary names many tests."""
    try:
        result = said.result
    except ValueError:
        return (said.err or said.out).strip().rpartition("\n")[2]
    return str(result["summary"] if "summary" in result else f"{result['what']} {result['cause']}")


def play(url: str, *stories: str) -> None:
    """Run browser stories in real Chromium against a running app.

    Args:
        url: Where the app is.
        stories: Files below web/tests/e2e; all of them when none is named.
    """
    npx = "npx.cmd" if sys.platform == "win32" else "npx"
    ended = subprocess.run(
        [npx, "playwright", "test", *stories],
        check=False,
        capture_output=True,
        text=True,
        timeout=1800,
        cwd=ROOT / "web",
        env={**os.environ, "TODO_URL": url},
    )
    assert ended.returncode == 0, ended.stdout[-8000:] + ended.stderr[-2000:]
