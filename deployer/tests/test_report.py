"""Results and errors, for people and for programs."""

import io
import json

from rich.console import Console

from deployer import report
from deployer.errors import MissingError
from deployer.results import BuildFacts, BuiltImage, Evidence, Result, Status

IMAGE = BuiltImage(
    service="backend",
    reference="todo-backend:0123456789ab",
    id="sha256:0",
    size_bytes=151_000_000,
    built=False,
    seconds=0.1,
)
RESULT: Result[BuildFacts] = Result(
    agent="docker-build-optimizer",
    status=Status.UNCHANGED,
    summary="Nothing to build.",
    facts=BuildFacts(images=(IMAGE,)),
    evidence=(Evidence(what="engine", value="26.1"),),
    next_step="./todo run",
)


def shown(*, verbose: bool = False) -> str:
    console = Console(file=io.StringIO(), width=100)
    report.show(RESULT, console, verbose=verbose)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert isinstance(text, str)
    return text


def test_a_person_sees_table_sentence_and_next_step() -> None:
    text = shown()
    assert "todo-backend:0123456789ab" in text
    assert "151.0 MB" in text
    assert "= Nothing to build." in text
    assert "Next: ./todo run" in text


def test_evidence_is_shown_on_demand() -> None:
    assert "engine" not in shown()
    assert "engine: 26.1" in shown(verbose=True)


def test_no_control_codes_reach_a_file() -> None:
    assert "\x1b" not in shown()


def test_json_holds_the_whole_result() -> None:
    parsed = json.loads(report.as_json(RESULT))
    assert parsed["facts"]["images"][0]["size_bytes"] == 151_000_000
    assert parsed["status"] == "unchanged"


def test_an_error_says_what_why_and_what_helps() -> None:
    error = MissingError("Docker does not answer.", cause="[it] is off", cure="start Docker")
    console = Console(file=io.StringIO(), width=100)
    report.show_error(error, console)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "✗ Docker does not answer." in text
    assert "[it] is off" in text
    assert "Try: start Docker" in text
    assert json.loads(report.error_as_json(error))["exit_code"] == 3
