import pytest

from deployer.tools.docker_causes import KNOWN, UNKNOWN, find_cause


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        ("Temporary failure resolving 'deb.debian.org'", "resolve names"),
        ("npm error code EAI_AGAIN", "resolve names"),
        ("ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED]", "certificate authority"),
        ("npm error code SELF_SIGNED_CERT_IN_CHAIN", "certificate authority"),
        ("npm error code ECONNREFUSED", "registry could not be reached"),
        (
            "E: Failed to fetch http://deb.debian.org/x  Connection timed out",
            "could not be reached",
        ),
        ("OSError: [Errno 28] No space left on device\nno space left on device", "disk is full"),
        ("npm error code ENOSPC", "disk is full"),
        ("FATAL ERROR: Reached heap limit: JavaScript heap out of memory", "out of memory"),
        ("executor failed running [x]: exit code: 137", "out of memory"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE", "was locked"),
        ("ERROR: No matching distribution found for nothing==9", "dependency"),
        ("E: Unable to locate package libnothing", "dependency"),
        ("pull access denied for debian, repository does not exist", "base image"),
        ("Type error: Property 'x' does not exist on type 'Y'.", "does not compile"),
    ],
)
def test_what_was_printed_tells_the_cause(printed: str, why: str) -> None:
    assert why in find_cause(printed).why


def test_what_is_unknown_is_not_guessed() -> None:
    assert find_cause("something else") is UNKNOWN


def test_a_certificate_is_blamed_before_the_retries_that_follow_it() -> None:
    printed = "Max retries exceeded with url: / (Caused by SSLError: CERTIFICATE_VERIFY_FAILED)"
    assert "certificate" in find_cause(printed).why


def test_every_cause_comes_with_a_cure() -> None:
    assert all(cause.cure for _, cause in KNOWN)
