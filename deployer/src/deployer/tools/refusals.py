"""Tells why helm, kubectl or the API refused something, from the words that they print.

Source: helm v3.22 and v4.3, kubectl and API server v1.34 to v1.37. What they say is all there is:
a refused request leaves nothing in the cluster that could be looked at.
"""

import re

from deployer.frozen import Frozen
from deployer.tools.command import CommandFailedError
from deployer.tools.refusal_table import KNOWN


class Refusal(Frozen):
    """Why something was refused, and what helps."""

    rule: str
    """The rule's stable name, such as `helm.pending`."""
    why: str
    """One sentence."""
    cure: str
    """The command or action that helps."""
    destructive: bool = False
    """Whether the cure loses data, or stops what runs."""


def refusal_of(said: str, *, release: str = "", namespace: str = "") -> Refusal | None:
    """Return what a refusal means, or None when its words are not known.

    Args:
        said: What the program printed, or what Helm noted of a release.
        release: The Helm release that it was about, if any.
        namespace: Where it was to happen.
    """
    context = {"release": release or "RELEASE", "namespace": namespace or "NAMESPACE"}
    for known in KNOWN:
        found = re.search(known.pattern, said, re.DOTALL)
        if found:
            words = context | _named(found)
            return Refusal(
                rule=known.rule,
                why=known.why.format(**words),
                cure=known.cure.format(**words),
                destructive=known.destructive,
            )
    return None


def _named(found: re.Match[str]) -> dict[str, str]:
    return {name: " ".join(text.split()) for name, text in found.groupdict("").items()}


def explain(error: CommandFailedError, namespace: str) -> None:
    """Add what a program's words mean, and what helps, to an error that does not say it."""
    known = refusal_of(error.completed.stderr, namespace=namespace)
    if known is not None and not error.cure:
        error.cause = f"{known.why[0].upper()}{known.why[1:]}.\n{error.cause}"
        error.cure = known.cure
