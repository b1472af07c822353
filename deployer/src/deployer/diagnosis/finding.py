"""What a rule finds out, and what a rule is."""

import shlex
from collections.abc import Callable, Iterator
from typing import Any, Literal

from deployer.diagnosis.reference import ObjectRef
from deployer.diagnosis.snapshot import Snapshot
from deployer.frozen import Frozen
from deployer.results import Evidence

__all__ = [
    "Confidence",
    "Evidence",
    "Finding",
    "Fix",
    "ObjectRef",
    "Patch",
    "Risk",
    "Rule",
    "Severity",
]

Severity = Literal["critical", "warning", "info"]
"""It does not work; it works less well than it should, or will stop; worth knowing."""
Confidence = Literal["proof", "strong", "weak"]
"""The API itself states the cause; it all but states it; it is likely."""
Risk = Literal["read", "safe", "destructive"]
"""It only reads; it can be undone and loses nothing; data, or what runs, may be lost."""


class Patch(Frozen):
    """A change of one object, applied through the API and never through a shell."""

    kind: str
    name: str
    namespace: str = ""
    """Empty for objects of the whole cluster."""
    type: Literal["strategic", "merge", "json"] = "strategic"
    body: Any
    """A mapping; for `json` a list of operations (RFC 6902)."""


class Fix(Frozen):
    """What helps: a command or a patch when a program can do it, else advice alone."""

    summary: str
    """What to do, in one imperative phrase."""
    risk: Risk = "safe"
    command: tuple[str, ...] = ()
    """argv of kubectl, helm or todo; shown, and run without a shell."""
    patch: Patch | None = None
    undo: str = ""
    """How to take it back; empty when that is not possible, or plain."""

    @property
    def automatic(self) -> bool:
        """Whether a program can apply it."""
        return bool(self.command or self.patch)


class Finding(Frozen):
    """One thing that is wrong."""

    rule: str
    """The rule's stable name, such as `image.missing-on-node`."""
    object: ObjectRef
    """The one that has to be changed, or else the one that shows it."""
    cause: str
    """One sentence for a person, without the object's name."""
    evidence: tuple[Evidence, ...]
    """Fields of the API, word for word. Never the value of a secret."""
    severity: Severity = "critical"
    confidence: Confidence = "proof"
    fix: Fix | None = None
    symptom: bool = False
    """True when something else must be the cause (a rollout that times out, no endpoints)."""
    patience: float | None = 0.0
    """Seconds for which it may settle by itself; None when waiting is never hopeless."""
    causes: tuple[ObjectRef, ...] = ()
    """Objects that it is known to break, beyond those that it owns."""

    def __str__(self) -> str:
        return f"{self.object}: {self.cause}"

    @property
    def cure(self) -> str:
        """The one command or action that helps."""
        if self.fix is None:
            return "./todo diagnose"
        return shlex.join(self.fix.command) or self.fix.summary


Rule = Callable[[Snapshot], Iterator[Finding]]
"""Finds what it knows of in a snapshot; reads nothing else and changes nothing."""
