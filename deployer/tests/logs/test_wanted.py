import pytest

from deployer.errors import UsageError
from deployer.logs.line import Level, LogLine, level_of
from deployer.logs.wanted import LogsRequest, Sieve, duration


def line(text: str, pod: str = "a") -> LogLine:
    return LogLine(at=None, service="s", pod=pod, container="c", level=level_of(text), text=text)


def through(request: LogsRequest, *lines: LogLine) -> list[str]:
    sieve = Sieve(request)
    return [one.text for one in lines if sieve.wants(one)]


def test_a_stack_trace_goes_with_its_error() -> None:
    lines = [line("INFO: fine"), line("ERROR: bad"), line("  at x.py"), line("INFO: fine again")]
    assert through(LogsRequest(level=Level.WARNING), *lines) == ["ERROR: bad", "  at x.py"]


def test_the_line_before_is_that_of_the_same_container() -> None:
    lines = [line("ERROR: bad"), line("plain", pod="b")]
    assert through(LogsRequest(level=Level.WARNING), *lines) == ["ERROR: bad"]


def test_an_expression_matches_anywhere_in_a_line() -> None:
    lines = [line("status=503"), line("status=200")]
    assert through(LogsRequest(grep="=5.."), *lines) == ["status=503"]


def test_what_is_no_expression_is_told_before_anything_is_read() -> None:
    with pytest.raises(UsageError, match="no regular expression"):
        Sieve(LogsRequest(grep="("))


@pytest.mark.parametrize(
    ("text", "seconds"), [("90", 90), ("90s", 90), ("15m", 900), ("2h", 7200), ("1d", 86_400)]
)
def test_lengths_of_time(text: str, seconds: int) -> None:
    assert duration(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "-5m", "1w", "0s", "1.5h"])
def test_what_is_no_length_of_time(text: str) -> None:
    with pytest.raises(UsageError, match="no length of time"):
        duration(text)
