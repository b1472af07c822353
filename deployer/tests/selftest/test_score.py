from pathlib import Path

import pytest

from deployer.diagnosis.finding import Evidence, Finding, ObjectRef, Severity
from deployer.diagnosis.problem import Diagnosis, Problem
from deployer.selftest.scenario import Expected, Scenario
from deployer.selftest.score import Score, SelftestFacts, judged
from deployer.selftest.table import BEGIN, END, headline, markdown, write
from tests.diagnosis.objects import NOW


def problem(rule: str, about: str, severity: Severity = "critical") -> Problem:
    kind, _, name = about.partition("/")
    ref = ObjectRef(kind=kind, namespace="shop", name=name)
    seen = (Evidence(what="a", value="b"),)
    found = Finding(rule=rule, object=ref, cause="x", evidence=seen, severity=severity)
    return Problem(id="F1", finding=found)


def scored(scenario: Scenario, *problems: Problem) -> Score:
    found = Diagnosis(namespace="shop", taken_at=NOW, kubernetes="", pods=1, problems=problems)
    return judged(scenario, found)


def scenario(*causes: tuple[str, str], forbidden: tuple[str, ...] = ()) -> Scenario:
    return Scenario(
        name="one",
        description="One.",
        stages=(),
        causes=tuple(Expected(rule=rule, about=about) for rule, about in causes),
        forbidden=forbidden,
    )


CRASH = problem("crash.exit", "Pod/web-1")
IMAGE = problem("image.name", "Pod/api-1")
EXPECTED = ("crash.exit", "Pod/web-*")


def test_the_root_cause_first_is_right() -> None:
    one = scored(scenario(EXPECTED), CRASH, IMAGE)
    assert (one.right, one.first, one.wrong) == (True, "crash.exit Pod/web-1", "")


@pytest.mark.parametrize(
    ("problems", "part"),
    [
        ((IMAGE, CRASH), "image.name Pod/api-1 came first"),
        ((), "nothing was found"),
    ],
)
def test_anything_else_first_is_wrong(problems: tuple[Problem, ...], part: str) -> None:
    one = scored(scenario(EXPECTED), *problems)
    assert not one.right
    assert part in one.wrong


def test_of_two_causes_both_must_be_told_in_whatever_order() -> None:
    both = scenario(EXPECTED, ("image.*", "Pod/api-*"))
    assert scored(both, IMAGE, CRASH).right
    assert "image.* Pod/api-* was not told" in scored(both, CRASH).wrong


def test_a_forbidden_answer_is_wrong_wherever_it_stands() -> None:
    assert "wrong here" in scored(scenario(EXPECTED, forbidden=("image.*",)), CRASH, IMAGE).wrong


def test_a_control_must_be_quiet_but_may_be_told_something_worth_knowing() -> None:
    assert scored(scenario()).right
    assert scored(scenario(), problem("scale.zero", "Deployment/web", "info")).right
    assert "false alarm" in scored(scenario(), problem("a", "Pod/b", "warning")).wrong


FACTS = SelftestFacts(
    cluster="builtin",
    kubernetes="v1.37.2",
    date="2026-11-26",
    scores=(
        Score(scenario="one", control=False, right=True, first="a | b", fix="verified", seconds=1),
        Score(scenario="two", control=False, right=False, wrong="x came first", seconds=3),
        Score(scenario="ok-one", control=True, right=False, wrong="false alarm: y", seconds=2),
    ),
)


def test_the_figures_are_counted() -> None:
    said = headline(FACTS)
    assert "root cause first 1 of 2 (50 %)" in said
    assert "false alarms 1 of 1" in said
    assert "fix verified 1 of 1 (100 %)" in said
    assert "median 2.0 s, longest 3.0 s" in said


def test_the_table_is_written_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    write(page, FACTS, (scenario(EXPECTED),))
    text = page.read_text()
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "old" not in text
    assert "| ✓ | one | One. | a \\| b | verified |" in text
    assert markdown(FACTS, (scenario(EXPECTED),)) in text
    write(page, FACTS, (scenario(EXPECTED),))
    assert page.read_text() == text
