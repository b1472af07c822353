"""`todo eval` on cases of one's own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CASES = """
- say: add buy bread
  calls: [{add_task: {title: buy bread}}]
- say: add buy milk
  calls: [{add_task: {title: something else}}]
"""


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "add.yaml").write_text(CASES, encoding="utf-8")
    return tmp_path


def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "deployer", "eval", *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | env,
    )


def test_the_offline_assistant_is_scored(cases: Path) -> None:
    done = run("--cases", str(cases), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["families"]["dev/add"] == {"cases": 2, "accuracy": 0.5}


def test_a_model_needs_a_key(cases: Path) -> None:
    done = run("--cases", str(cases), "--model", "some/model", OPENROUTER_API_KEY="")
    assert done.returncode == 2
    assert "OPENROUTER_API_KEY" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_cases_is_told(tmp_path: Path) -> None:
    done = run("--cases", str(tmp_path), "--json")
    assert done.returncode == 2
    assert "There are no cases" in json.loads(done.stdout)["what"]
