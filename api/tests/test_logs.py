"""One JSON object a line, whoever logs."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from src.logs import set_up_logs


@pytest.fixture(autouse=True)
def kept() -> Iterator[None]:
    """Put the handlers back that were there before."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


def written(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_our_own_lines_and_a_librarys_look_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info")
    structlog.get_logger("ours").info("saved", count=3)
    logging.getLogger("a.library").warning("%s is slow", "it")
    ours, theirs = written(capsys)
    assert (ours["event"], ours["count"], ours["level"]) == ("saved", 3, "info")
    assert (theirs["event"], theirs["level"]) == ("it is slow", "warning")
    assert set(theirs) == {"event", "level", "timestamp"}


def test_a_traceback_is_one_line_too(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info")
    error = LookupError("line one\nline two")
    structlog.get_logger().error("failed", exc_info=error)
    logging.getLogger("a.library").error("failed there", exc_info=error)
    for line in written(capsys):
        assert "LookupError: line one\nline two" in str(line["exception"])


def test_text_of_any_kind_is_one_line_of_ascii(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info")
    structlog.get_logger().info("forged\n{}", text="\ud800 ü \x00")
    captured = capsys.readouterr().out
    assert captured.count("\n") == 1
    assert captured.isascii()


def test_below_the_level_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("WARNING")
    structlog.get_logger().info("quiet")
    logging.getLogger("a.library").info("quiet")
    assert written(capsys) == []


@pytest.mark.parametrize(("level", "said"), [("debug", ["told"]), ("error", [])])
def test_a_library_that_quotes_people_is_never_more_talkative_than_the_rest(
    capsys: pytest.CaptureFixture[str], level: str, said: list[str]
) -> None:
    set_up_logs(level)
    library = logging.getLogger("mcp.client.streamable_http")
    library.debug("Sending client message: buy milk")
    library.info("told")
    assert [line["event"] for line in written(capsys)] == said


def test_what_is_bound_to_the_request_is_on_every_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info")
    with structlog.contextvars.bound_contextvars(request_id="r-1"):
        structlog.get_logger().info("ours")
        logging.getLogger("a.library").warning("theirs")
    structlog.get_logger().info("after")
    assert [line.get("request_id") for line in written(capsys)] == ["r-1", "r-1", None]
