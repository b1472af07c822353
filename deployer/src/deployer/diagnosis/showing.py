"""A diagnosis as a person reads it: root causes first, what follows from them below."""

import shlex
from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.text import Text

from deployer.diagnosis.finding import Finding, Fix, Risk
from deployer.diagnosis.problem import Diagnosis, Explained, FixFacts, Problem
from deployer.diagnosis.reading import listed
from deployer.results import Evidence

COLOURS = {"critical": "red", "warning": "yellow", "info": "blue"}
RISKS: dict[Risk, str] = {
    "read": "only looks",
    "safe": "safe",
    "destructive": "destructive: asks for a typed confirmation",
}
LONGEST = 240
"""Characters of a value on a terminal; JSON has it whole."""


def diagnosis(facts: Diagnosis) -> RenderableType:
    """Return what to print of a diagnosis."""
    parts: list[RenderableType] = [_problem(one) for one in facts.problems]
    if isinstance(facts, Explained) and facts.explanation:
        parts.append(Text(f"\nIn the words of the model {facts.explained_by}, not checked:"))
        parts.append(Padding(Text(facts.explanation), (0, 0, 1, 2), expand=False))
    if facts.unreadable:
        kinds = listed(sorted(facts.unreadable), 6)
        parts.append(Text(f"Not readable, so not judged: {kinds}.", style="yellow"))
    return Group(*parts)


def fixed(facts: FixFacts) -> RenderableType:
    """Return what to print after a fix: how to take it back, and what is left."""
    lines = [f"undo: {facts.undo}"] if facts.applied and facts.undo else []
    if facts.applied and facts.remaining:
        lines.append(f"Root causes that are left in the namespace: {facts.remaining}")
    return Group(*(Text(line) for line in lines))


def _problem(problem: Problem) -> RenderableType:
    one = problem.finding
    head = Text.assemble(
        (problem.id, "bold"),
        " ",
        (one.severity, COLOURS[one.severity]),
        " ",
        str(one),
        (f"  [{one.rule}, {one.confidence}]", "dim"),
    )
    return Group(head, Padding(Group(*_details(problem)), (0, 0, 1, 3), expand=False))


def _details(problem: Problem) -> Iterator[RenderableType]:
    if problem.also:
        yield Text(f"also: {listed([str(one) for one in problem.also])}", style="dim")
    yield from evidence(problem.finding.evidence)
    if problem.finding.fix:
        yield Text.from_markup(fix_line(problem.finding.fix))
        if problem.finding.fix.automatic and problem.finding.fix.risk != "read":
            yield Text.from_markup(f"[bold]todo fix {problem.id}[/] shows it and asks first")
    for one in problem.symptoms:
        yield _symptom(one)


def _symptom(finding: Finding) -> Text:
    return Text.assemble("└ ", ("follows: ", "dim"), str(finding), (f"  [{finding.rule}]", "dim"))


def evidence(found: Sequence[Evidence]) -> Iterator[Text]:
    """Return each piece of evidence as `field = value`, long values cut."""
    for one in found:
        lines = one.value.splitlines() or [""]
        if len(lines) == 1:
            yield Text(f"{one.what} = {_cut(lines[0])}", style="dim")
        else:
            yield Text(f"{one.what}:", style="dim")
            yield from (Text(f"  {_cut(line)}", style="dim") for line in lines)


def fix_line(fix: Fix) -> str:
    """Return a fix in one line of rich markup, with its risk."""
    command = escape(shlex.join(fix.command))
    return f"fix ({RISKS[fix.risk]}): {escape(fix.summary)}" + (f"  {command}" if command else "")


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
