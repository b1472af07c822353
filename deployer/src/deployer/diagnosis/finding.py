"""What a rule finds out, and what a rule is."""

from collections.abc import Callable, Iterator
from typing import Literal

from deployer.diagnosis.snapshot import Snapshot
from deployer.frozen import Frozen
from deployer.results import Evidence

Confidence = Literal["proof", "strong", "weak"]
"""The API itself states the cause; it all but states it; it is likely."""


class Finding(Frozen):
    """One thing that is wrong."""

    rule: str
    """The rule's stable name, such as `image.missing-on-node`."""
    object: str
    """What it is about, such as `Pod todo-backend-5f…/backend`."""
    cause: str
    """One sentence for a person."""
    cure: str
    """The one command or action that helps."""
    evidence: tuple[Evidence, ...]
    """Fields of the API, word for word. Never the value of a secret."""
    confidence: Confidence = "proof"
    patience: float | None = 0.0
    """Seconds for which it may settle by itself; None when waiting is never hopeless."""

    def __str__(self) -> str:
        return f"{self.object}: {self.cause}"


Rule = Callable[[Snapshot], Iterator[Finding]]
"""Finds what it knows of in a snapshot; reads nothing else and changes nothing."""
