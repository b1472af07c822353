"""The last words of programs, copied from real ones, and what is made of them."""

from pathlib import Path

import pytest
import yaml

from deployer.diagnosis.families.logs import TABLE
from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.asking import fix_of, found, the
from tests.diagnosis.objects import Tree, ago, crashing, pod, snapshot, status

RECORDED = Path(__file__).parents[1] / "recorded" / "logs.yaml"
SAID: list[dict[str, str]] = yaml.safe_load(RECORDED.read_text())
PASSWORD = SAID[0]["said"]


def saying(log: str, labels: Tree | None = None) -> Snapshot:
    return snapshot(pod("web-1", crashing(), labels=labels or {}), logs={"web-1/app": log})


@pytest.mark.parametrize("case", SAID, ids=[case["rule"] for case in SAID])
def test_last_words_are_explained(case: dict[str, str]) -> None:
    (finding,) = found(saying(f"starting\n{case['said']}\nbye"), "log.")
    assert finding.rule == case["rule"]
    assert case["part"] in finding.cause
    assert "{" not in finding.cause + finding.cure
    assert finding.evidence[0].value
    assert finding.confidence != "proof"


def test_every_rule_has_recorded_words() -> None:
    assert {words.rule for words in TABLE} == {case["rule"] for case in SAID}


def test_what_explains_more_stands_above_what_follows() -> None:
    both = 'connection to server at "db", port 5432 failed: Connection refused\n' + PASSWORD
    assert [one.rule for one in found(saying(both), "log.")] == ["log.database-password"]


def test_our_own_app_is_cured_with_its_own_commands() -> None:
    ours = saying(PASSWORD, labels={"app.kubernetes.io/part-of": "todo"})
    assert fix_of(the(ours, "log.database-password")).summary.endswith("run ./todo up")


@pytest.mark.parametrize(
    "given",
    [
        snapshot(pod("web-1"), logs={"web-1/app": PASSWORD}),
        snapshot(pod("web-1", status={"phase": "Succeeded"}), logs={"web-1/app": PASSWORD}),
        snapshot(
            pod("web-1", status(ready=False, state={"running": {"startedAt": ago(5)}})),
            logs={"web-1/app": PASSWORD},
        ),
        saying("INFO: Connection established\nGET / 200"),
        saying("user asked: what does Connection refused mean"),
    ],
    ids=["ready", "done", "starting", "other words", "half of the words"],
)
def test_words_of_those_that_are_well_mean_nothing(given: Snapshot) -> None:
    assert found(given, "log.") == []
