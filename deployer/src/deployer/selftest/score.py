"""What a scenario's run is worth."""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from deployer.diagnosis.finding import Finding
from deployer.diagnosis.problem import Diagnosis, Problem
from deployer.frozen import Frozen
from deployer.results import Facts
from deployer.selftest.scenario import Expected, Scenario


class Score(Frozen):
    """How one scenario ended."""

    scenario: str
    control: bool
    right: bool
    """The root cause came first, and every independent one was told; or a control is quiet."""
    first: str = ""
    """The finding that came first: `rule Kind/name`."""
    wrong: str = ""
    """What was not as it should be."""
    fix: str = ""
    """`verified`, `failed: why`, or empty when no fix was due."""
    seconds: float = 0.0
    """From the question to the answer, the snapshot included."""


class SelftestFacts(Facts):
    """What `todo selftest` found out."""

    cluster: str
    kubernetes: str
    date: str
    scores: tuple[Score, ...]
    skipped: tuple[str, ...] = ()

    @property
    def failures(self) -> tuple[Score, ...]:
        """The scenarios that are no controls."""
        return tuple(one for one in self.scores if not one.control)

    @property
    def controls(self) -> tuple[Score, ...]:
        """The healthy ones."""
        return tuple(one for one in self.scores if one.control)

    @property
    def fixes(self) -> tuple[Score, ...]:
        """Those whose fix was due."""
        return tuple(one for one in self.scores if one.fix)


def judged(scenario: Scenario, diagnosis: Diagnosis) -> Score:
    """Compare a diagnosis with what a scenario expects."""
    loud = [one for one in diagnosis.problems if one.finding.severity != "info"]
    problems = loud or list(diagnosis.problems)
    wrong = _wrong(scenario, loud if scenario.is_control else problems)
    return Score(
        scenario=scenario.name,
        control=scenario.is_control,
        right=not wrong,
        first=_named(problems[0].finding) if problems else "",
        wrong=wrong,
    )


def cause_of(scenario: Scenario, diagnosis: Diagnosis) -> Problem | None:
    """Return the problem that is one of the expected root causes."""
    return next(
        (one for one in diagnosis.problems if any(_fits(each, one) for each in scenario.causes)),
        None,
    )


def _wrong(scenario: Scenario, problems: Sequence[Problem]) -> str:
    if scenario.is_control:
        return f"false alarm: {_named(problems[0].finding)}" if problems else ""
    if not problems:
        return "nothing was found"
    if not any(_fits(one, problems[0]) for one in scenario.causes):
        return f"{_named(problems[0].finding)} came first"
    missing = [one for one in scenario.causes if not any(_fits(one, each) for each in problems)]
    if missing:
        return f"{missing[0].rule} {missing[0].about} was not told"
    told = _forbidden(scenario, (one.finding for one in problems))
    return f"{told} is wrong here" if told else ""


def _forbidden(scenario: Scenario, findings: Iterable[Finding]) -> str:
    for finding in findings:
        if any(fnmatchcase(finding.rule, pattern) for pattern in scenario.forbidden):
            return _named(finding)
    return ""


def _fits(expected: Expected, problem: Problem) -> bool:
    finding = problem.finding
    return any(
        expected.fits(finding.model_copy(update={"object": one}))
        for one in (finding.object, *problem.also)
    )


def _named(finding: Finding) -> str:
    return f"{finding.rule} {finding.object.kind}/{finding.object.name}"
