import json
from pathlib import Path

from deployer.tools.docker_progress import Progress, short, stage

RECORDED = Path(__file__).parent / "recorded"


def follow(name: str) -> tuple[Progress, list[str]]:
    told: list[str] = []
    progress = Progress(told.append)
    for line in (RECORDED / f"{name}.rawjson").read_text(encoding="utf-8").splitlines():
        progress.line(line)
    return progress, told


def compact(name: str) -> list[str]:
    """The recording as newer versions of buildx print it: one message a line."""
    text = (RECORDED / f"{name}.rawjson").read_text(encoding="utf-8")
    decoder, lines, at = json.JSONDecoder(), [], 0
    while at < len(text) and text[at] == "{":
        message, at = decoder.raw_decode(text, at)
        lines.append(json.dumps(message))
        at += len(text[at:]) - len(text[at:].lstrip())
    return [*lines, *text[at:].splitlines()]


def test_a_build_tells_its_instructions_and_what_they_print() -> None:
    progress, told = follow("build-ok")
    assert progress.failed is None
    assert progress.other == []
    assert any("RUN echo hello" in line for line in told)
    assert "build: said hello" in told


def test_a_failed_build_names_the_instruction_and_its_last_lines() -> None:
    progress, _ = follow("build-bad")
    assert progress.failed is not None
    assert "exit code: 100" in progress.failed.error
    assert any("mirror.invalid" in line for line in progress.said(progress.failed))
    assert progress.other[0].startswith("ERROR: failed to solve")


def test_messages_on_one_line_mean_the_same() -> None:
    for name in ("build-ok", "build-bad"):
        expected, expected_told = follow(name)
        told: list[str] = []
        progress = Progress(told.append)
        for line in compact(name):
            progress.line(line)
        assert told == expected_told
        assert progress.failed == expected.failed
        assert progress.other == expected.other


def test_an_instruction_that_was_only_canceled_is_not_the_one_to_blame() -> None:
    progress = Progress(lambda _line: None)
    for digest, error in (("a", "context canceled"), ("b", "exit code: 1"), ("c", "canceled")):
        progress.line(json.dumps({"vertexes": [{"digest": digest, "error": error}]}))
    assert progress.failed is not None
    assert progress.failed.digest == "b"


def test_an_instruction_from_the_cache_is_not_told() -> None:
    told: list[str] = []
    vertex = {"digest": "a", "name": "RUN x", "started": "now", "cached": True}
    Progress(told.append).line(json.dumps({"vertexes": [vertex]}))
    assert told == []


def test_names_are_shortened_and_lose_their_mounts() -> None:
    name = "[build 2/3] RUN --mount=type=secret,id=ca   set -eu;    " + "x" * 200
    assert short(name).startswith("[build 2/3] RUN set -eu; x")
    assert len(short(name)) == 100


def test_the_stage_is_what_stands_in_brackets() -> None:
    assert stage("[build 2/3] RUN x") == "build: "
    assert stage("exporting to image") == ""
