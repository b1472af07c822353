"""Tells the likely cause of a failed build from what it printed."""

import re

from deployer.frozen import Frozen


class Cause(Frozen):
    """Why a build failed, and what helps."""

    why: str
    cure: str
    passing: bool = False
    """Whether it may be over in a moment: then another try is worth its while."""


# The first match counts, so what explains other messages stands above them.
KNOWN: tuple[tuple[str, Cause], ...] = (
    (
        r"no space left on device|ENOSPC",
        Cause(why="The engine's disk is full.", cure="docker builder prune"),
    ),
    (
        (
            r"CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT|self.signed certificate"
            r"|UNABLE_TO_(GET|VERIFY)|unable to get local issuer|x509: certificate"
            r"|certificate verif"
        ),
        Cause(
            why="The network uses a certificate authority that the build does not know.",
            cure="set SSL_CERT_FILE to your organisation's CA bundle, then: ./todo build",
        ),
    ),
    (
        (
            r"Temporary failure (in name resolution|resolving)|EAI_AGAIN|ENOTFOUND"
            r"|Name or service not known|Could not resolve|no such host|server misbehaving"
        ),
        Cause(
            why="The build cannot resolve names: no network, or no DNS inside containers.",
            cure="docker run --rm debian:trixie-slim getent hosts deb.debian.org",
            passing=True,
        ),
    ),
    (
        (
            r"ECONNREFUSED|ETIMEDOUT|ECONNRESET|Connection (refused|timed out|reset)"
            r"|Network is unreachable|Read timed out|Max retries exceeded|i/o timeout"
            r"|Failed to fetch|[Nn]ewConnectionError"
        ),
        Cause(
            why="A package registry could not be reached.",
            cure="check the network (or set HTTPS_PROXY), then: ./todo build",
            passing=True,
        ),
    ),
    (
        r"THESE PACKAGES DO NOT MATCH THE HASHES|EINTEGRITY|Hash Sum mismatch",
        Cause(
            why="A downloaded package is not the one that was locked.",
            cure="try again; if it stays so, check the package mirror in between",
            passing=True,
        ),
    ),
    (
        r"exit code: 137|heap out of memory|Killed\b|cannot allocate memory|MemoryError|ENOMEM",
        Cause(
            why="The build ran out of memory.",
            cure="give the engine at least 4 GB of memory, then: ./todo build",
        ),
    ),
    (
        (
            r"No matching distribution|Could not find a version|Unable to locate package"
            r"|ERESOLVE|E404|npm error code EUSAGE"
            r"|has no installation candidate|can only install packages when"
        ),
        Cause(
            why="A dependency cannot be had, or the lock file does not fit the project.",
            cure="./todo check   (says which generated file is out of date)",
        ),
    ),
    (
        r"pull access denied|failed to resolve source metadata|manifest unknown|toomanyrequests",
        Cause(
            why="The base image cannot be pulled.",
            cure="./todo up --on builtin   (makes it from Debian's packages; Linux, root)",
        ),
    ),
    (
        r"Type error:|Failed to compile|Build error occurred|SyntaxError|Module not found",
        Cause(why="The source does not compile.", cure="./todo check"),
    ),
)
UNKNOWN = Cause(why="The step above failed.", cure="./todo build --verbose   (shows all of it)")


def find_cause(output: str) -> Cause:
    """Return the likely cause, judged by the build's last lines."""
    for expression, cause in KNOWN:
        if re.search(expression, output):
            return cause
    return UNKNOWN
