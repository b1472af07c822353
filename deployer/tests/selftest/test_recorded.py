"""Every scenario on the snapshot that a real cluster gave: `todo selftest --record` writes them."""

from pathlib import Path

import pytest

from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.snapshot import Snapshot
from deployer.selftest.scenario import Scenario, load
from deployer.selftest.score import judged

RECORDED = Path(__file__).with_name("recorded")
CANARY = b"canary-7f3d9a"
MOST_BYTES = 40_000


@pytest.mark.parametrize("scenario", load(), ids=lambda one: one.name)
def test_the_diagnosis_is_right(scenario: Scenario) -> None:
    data = (RECORDED / f"{scenario.name}.json").read_bytes()
    assert CANARY not in data
    assert len(data) < MOST_BYTES
    score = judged(scenario, diagnose(Snapshot.from_json(data)))
    assert score.right, score.wrong
