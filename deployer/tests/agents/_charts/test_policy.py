"""What judges find fails, unless it is waived with a reason; idle waivers fail too."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from deployer.agents._charts.policy import check_policy, waivers_of
from deployer.app import load_app
from deployer.errors import DeployerError, UsageError
from deployer.tools.judges import Finding
from tests.charts import context

OBJECTS = (
    {"kind": "Deployment", "metadata": {"name": "todo-frontend"}},
    {"kind": "Pod", "metadata": {"name": "todo-frontend-test"}},
)
SETS = {"defaults": OBJECTS, "in production": OBJECTS}
WAIVED = {check: waiver for waiver in waivers_of(context("frontend")) for check in waiver.checks}


class Scripted:
    """A judge that finds what it is told to."""

    name = "scripted"

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._findings = tuple(findings)
        self.read = ""

    async def findings(self, files: Sequence[Path]) -> tuple[Finding, ...]:
        self.read = "".join(path.read_text(encoding="utf-8") for path in files)
        return self._findings


def found(check: str, *, test: bool = False) -> Finding:
    kind, name = ("Pod", "todo-frontend-test") if test else ("Deployment", "todo-frontend")
    return Finding(judge="scripted", check=check, kind=kind, name=name, says="it is so")


def all_that_is_waived() -> list[Finding]:
    return [found(check, test="Pod" in waiver.kinds) for check, waiver in WAIVED.items()]


async def test_what_is_waived_stays() -> None:
    judge = Scripted(all_that_is_waived())
    evidence = await check_policy([judge], [(context("frontend"), SETS)])
    assert [one.what for one in evidence] == ["scripted todo-frontend", "waivers todo-frontend"]
    assert judge.read.count("todo-frontend-test") == len(SETS)


@pytest.mark.parametrize("finding", [found("CKV_K8S_16"), found("CKV_K8S_8")])
async def test_what_is_not_waived_for_this_kind_fails(finding: Finding) -> None:
    judge = Scripted([*all_that_is_waived(), finding])
    with pytest.raises(UsageError, match="todo-frontend breaks 1 rules") as failure:
        await check_policy([judge], [(context("frontend"), SETS)])
    assert str(finding) in failure.value.cause


async def test_a_waiver_that_nothing_needs_fails() -> None:
    judge = Scripted(all_that_is_waived()[1:])
    with pytest.raises(DeployerError, match="waives what nothing breaks") as failure:
        await check_policy([judge], [(context("frontend"), SETS)])
    assert failure.value.cause == all_that_is_waived()[0].check


@pytest.mark.parametrize("key", load_app().services)
def test_each_waiver_has_a_reason(key: str) -> None:
    assert all(len(waiver.reason) > 40 for waiver in waivers_of(context(key)))
