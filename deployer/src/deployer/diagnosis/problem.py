"""What a diagnosis says: root causes, each with what follows from it."""

from datetime import datetime

from pydantic import Field

from deployer.diagnosis.finding import Finding, ObjectRef
from deployer.results import Facts


class Problem(Facts):
    """One root cause."""

    id: str
    """`F1`, `F2`, … in this diagnosis; `todo fix` takes it."""
    finding: Finding
    also: tuple[ObjectRef, ...] = ()
    """Other objects with just the same cause: further pods of the same owner."""
    symptoms: tuple[Finding, ...] = ()
    """What would be well if this were."""

    def named(self, name: str) -> bool:
        """Tell whether a person means this one: by id, rule, object, or `rule/object`."""
        finding = self.finding
        known = {self.id, finding.rule, finding.object.name, str(finding.object)}
        known |= {f"{finding.rule}/{finding.object.name}", f"{finding.rule}/{finding.object}"}
        return name.casefold() in {one.casefold() for one in known}


class Diagnosis(Facts):
    """What is wrong in a namespace, worst and surest first."""

    namespace: str
    taken_at: datetime
    kubernetes: str
    pods: int
    problems: tuple[Problem, ...]
    unreadable: dict[str, str] = Field(default_factory=dict)
    """Kinds that the API did not hand out, and why: nothing was concluded from their absence."""

    @property
    def critical(self) -> int:
        """The number of root causes because of which something does not work."""
        return sum(one.finding.severity == "critical" for one in self.problems)


class Explained(Diagnosis):
    """A diagnosis as `todo diagnose` prints it."""

    saved: str = ""
    """The file that holds the snapshot; empty when it was not saved."""
    explained_by: str = ""
    """The model whose words `explanation` is; empty when none was asked."""
    explanation: str = ""


class FixFacts(Facts):
    """What `todo fix` did."""

    problem: Problem
    difference: str
    applied: bool
    verified: bool
    undo: str
    remaining: int
    """Root causes that are left in the namespace."""
