"""`python -m src.evaluation` as a person runs it."""

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest

from tests.test_agent.provider import Provider
from tests.test_evaluation.scripted import write_cases

API = Path(__file__).parents[2]
pytestmark = pytest.mark.anyio


async def run(*arguments: str, **environment: str) -> tuple[int, str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENROUTER")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "src.evaluation",
        *arguments,
        cwd=API,
        env=kept | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


async def test_the_offline_model_needs_nothing(tmp_path: Path) -> None:
    code, out, err = await run("--cases", str(write_cases(tmp_path)), "--half", "dev", "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert found["model"] == "offline"
    assert found["families"]["dev"]["accuracy"] == 1


async def test_a_model_of_a_provider(provider: Provider, tmp_path: Path) -> None:
    code, out, _ = await run(
        *("--model", "some/model", "--cases", str(write_cases(tmp_path))),
        OPENROUTER_API_KEY="x",
        OPENROUTER_BASE_URL=provider.url,
    )
    assert code == 0
    assert "dev/some                   4    50.0%" in out
    assert {body["model"] for _, body in provider.requests} == {"some/model"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--model", "some/model"], "some/model needs OPENROUTER_API_KEY"),
        (["--cases", "/nowhere"], "There are no cases in /nowhere"),
        (["--half", "both"], "invalid choice"),
    ],
)
async def test_what_cannot_be_done_is_told(arguments: list[str], told: str) -> None:
    code, out, err = await run(*arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert "Traceback" not in err
