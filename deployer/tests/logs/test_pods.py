from datetime import UTC, datetime, timedelta

from deployer.logs.line import LogLine
from deployer.logs.pods import Timed, merged, since
from deployer.logs.wanted import LogsRequest

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def timed(seconds: int, text: str) -> Timed:
    at = NOON + timedelta(seconds=seconds)
    return at, LogLine(at=at, service="s", pod="p", container="c", level=None, text=text)


def test_lines_of_several_come_in_the_order_of_time_and_those_of_one_in_their_own() -> None:
    one, other = [timed(0, "a"), timed(5, "d"), timed(5, "e")], [timed(1, "b"), timed(2, "c")]
    assert "".join(line.text for line in merged([one, other])) == "abcde"


def test_the_bound_in_time_is_left_to_the_api() -> None:
    assert since(LogsRequest(since_seconds=90)) == {"sinceSeconds": "90"}
    assert since(LogsRequest()) == {}
