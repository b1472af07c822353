"""The one error that a person sees before the deployer itself runs."""

from __future__ import annotations

import sys

FAILED, MISSING, INTERRUPTED = 1, 3, 130
"""The exit codes of every command, those that can happen here."""

OFFLINE_MARKS = (
    "dns error",
    "name resolution",
    "name or service not known",
    "nodename nor servname",
    "getaddrinfo failed",
    "network is unreachable",
    "connection refused",
    "error sending request",
    "failed to establish a new connection",
    "timed out",
    "failed to resolve",
)


class BootstrapError(Exception):
    """A failure with its cause and its cure.

    Args:
        what: One sentence: what could not be done.
        cause: Why, as far as it is known.
        cure: The one command or action that helps.
        code: The exit code.
    """

    def __init__(self, what: str, cause: str = "", cure: str = "", code: int = FAILED) -> None:
        super().__init__(what)
        self.what, self.cause, self.cure, self.code = what, cause, cure, code

    def __str__(self) -> str:
        cure = "Try: " + self.cure if self.cure else ""
        return "\n".join(part for part in (self.what, self.cause, cure) if part)


def network_or_other(what: str, said: str) -> BootstrapError:
    """Tell a missing network, by what a program said, from every other failure."""
    for line in said.splitlines():
        if any(mark in line.lower() for mark in OFFLINE_MARKS):
            return BootstrapError(
                what,
                "The package index cannot be reached: " + line.strip(),
                "connect to the network, or set HTTPS_PROXY (or UV_DEFAULT_INDEX for a mirror)",
                MISSING,
            )
    return BootstrapError(what, said.strip()[-2000:], "./todo doctor, once that is put right")


def last_line(text: str) -> str:
    """Return the last line that says something."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason was given"


def say(line: str) -> None:
    """Tell the user about one step; standard output belongs to the command itself."""
    sys.stderr.write("todo: " + line + "\n")
    sys.stderr.flush()
