"""No network is told apart from everything else that may go wrong."""

import pytest
from bootstrap.failure import FAILED, MISSING, last_line, network_or_other


@pytest.mark.parametrize(
    "said",
    [
        "error: Failed to fetch: `https://pypi.org/simple/x/`\n  Caused by: dns error",
        "<urlopen error [Errno -3] Temporary failure in name resolution>",
        "ConnectionError: [Errno 111] Connection refused",
        "Failed to establish a new connection: [WinError 10060]",
    ],
)
def test_a_missing_network_has_its_cure(said: str) -> None:
    error = network_or_other("x could not be installed.", said)
    assert error.code == MISSING
    assert "HTTPS_PROXY" in error.cure
    assert last_line(said) in error.cause


def test_the_cause_is_the_line_that_tells_of_the_network() -> None:
    said = "WARNING: Retrying: Connection refused\nERROR: No matching distribution found for uv"
    assert "Connection refused" in network_or_other("x", said).cause


def test_another_failure_shows_what_was_said() -> None:
    error = network_or_other("x could not be installed.", "No space left on device")
    assert error.code == FAILED
    assert str(error).startswith("x could not be installed.\nNo space left on device\nTry: ")


def test_silence_has_a_last_line_too() -> None:
    assert last_line(" \n") == "no reason was given"
