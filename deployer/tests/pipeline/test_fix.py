import pytest

from deployer.commands.fix import agrees
from deployer.diagnosis.finding import Evidence, Finding, Fix, ObjectRef, Risk
from deployer.diagnosis.problem import Diagnosis, Problem
from deployer.errors import UsageError
from deployer.pipeline.fix import Proposal, chosen
from tests.diagnosis.objects import NOW


def problem(number: int, rule: str, name: str, risk: Risk = "safe") -> Problem:
    ref = ObjectRef(kind="Service", namespace="shop", name=name)
    fix = Fix(summary="mend it", risk=risk, command=("kubectl", "x"))
    seen = (Evidence(what="a", value="b"),)
    found = Finding(rule=rule, object=ref, cause="it is wrong", evidence=seen, fix=fix)
    return Problem(id=f"F{number}", finding=found)


def report(*problems: Problem) -> Diagnosis:
    return Diagnosis(namespace="shop", taken_at=NOW, kubernetes="", pods=0, problems=problems)


SELECTOR, PORT = problem(1, "net.selector", "web"), problem(2, "net.port", "api")
NOW_THERE = report(SELECTOR, PORT)


def test_an_id_means_the_finding_of_the_report_that_was_read() -> None:
    before = report(problem(1, "net.port", "api"), problem(2, "net.selector", "web"))
    assert chosen(NOW_THERE, before, "F1") == PORT
    assert chosen(NOW_THERE, None, "F1") == SELECTOR


def test_what_is_gone_by_now_is_not_fixed() -> None:
    with pytest.raises(UsageError, match="gone by now"):
        chosen(report(PORT), NOW_THERE, "f1")


@pytest.mark.parametrize("name", ["net.port", "api", "net.port/api", "Service api"])
def test_rules_and_objects_name_a_finding_too(name: str) -> None:
    assert chosen(NOW_THERE, NOW_THERE, name) == PORT


def test_a_name_that_fits_none_or_several_lists_what_there_is() -> None:
    with pytest.raises(UsageError, match="no finding") as error:
        chosen(NOW_THERE, None, "F9")
    assert "F1 (net.selector)" in error.value.cause
    with pytest.raises(UsageError, match="several"):
        chosen(report(SELECTOR, problem(2, "net.port", "web")), None, "web")


def proposal(risk: Risk) -> Proposal:
    one = problem(1, "net.selector", "web", risk)
    assert one.finding.fix is not None
    return Proposal(problem=one, fix=one.finding.fix, difference="-old\n+new")


def test_a_safe_fix_may_be_agreed_to_beforehand(capsys: pytest.CaptureFixture[str]) -> None:
    assert agrees(proposal("safe"), yes=True, name="")
    assert "+new" in capsys.readouterr().err


def test_a_destructive_fix_needs_the_name_typed() -> None:
    assert agrees(proposal("destructive"), yes=False, name="web")
    with pytest.raises(UsageError, match="nothing was changed"):
        agrees(proposal("destructive"), yes=True, name="wbe")


@pytest.mark.parametrize(("risk", "option"), [("safe", "--yes"), ("destructive", "--confirm web")])
def test_with_nobody_to_ask_nothing_is_changed(risk: Risk, option: str) -> None:
    with pytest.raises(UsageError, match="Nobody is there") as error:
        agrees(proposal(risk), yes=risk == "destructive", name="")
    assert option in error.value.cure
