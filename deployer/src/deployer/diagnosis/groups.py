"""The same finding about many pods of one owner, told once."""

from collections.abc import Iterable

from deployer.diagnosis.finding import Finding, ObjectRef
from deployer.diagnosis.snapshot import Snapshot

SEVERITIES = ("critical", "warning", "info")
CONFIDENCES = ("proof", "strong", "weak")


class Group:
    """One finding, and the other objects with just the same one.

    Args:
        head: The first of them.
    """

    def __init__(self, head: Finding) -> None:
        self.head = head
        self._also: dict[ObjectRef, None] = {}

    def add(self, finding: Finding) -> None:
        """Take in a finding of the same rule about another object."""
        if finding.object != self.head.object:
            self._also[finding.object] = None

    @property
    def also(self) -> tuple[ObjectRef, ...]:
        """The objects beside the head's."""
        return tuple(self._also)

    @property
    def objects(self) -> tuple[ObjectRef, ...]:
        """All objects."""
        return (self.head.object, *self._also)

    @property
    def severity(self) -> int:
        """0 is the worst."""
        return SEVERITIES.index(self.head.severity)

    @property
    def rank(self) -> tuple[int, bool, bool, int]:
        """Worst first; of these, what is known before what is not, and surest first."""
        one = self.head
        confidence = CONFIDENCES.index(one.confidence)
        return self.severity, one.symptom, one.rule == "unknown", confidence


def folded(snapshot: Snapshot, found: Iterable[Finding]) -> list[Group]:
    """Put findings of one rule together when their pods have the same owner at the top."""
    groups: dict[tuple[str, ObjectRef, str], Group] = {}
    for finding in found:
        about = finding.object
        pod = snapshot.pod(about.name) if about.kind == "Pod" else None
        above = snapshot.owners(pod) if pod is not None else ()
        name = (finding.rule, above[-1] if above else about, about.container)
        groups.setdefault(name, Group(finding)).add(finding)
    return list(groups.values())
