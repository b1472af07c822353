"""Recordings and snapshots are shown again; anything else is refused in plain words."""

from pathlib import Path

import pytest

from deployer.dashboard.recording import load
from deployer.errors import UsageError
from tests.dashboard.recordings import NOW, whole
from tests.diagnosis.objects import crashing, pod, snapshot


def test_a_recording_is_shown_as_of_when_it_was_made(tmp_path: Path) -> None:
    file = tmp_path / "saved.json"
    file.write_text(whole(broken=True).model_dump_json(indent=1))
    found = load(file)
    assert found.about.recorded == NOW
    assert found.state == whole(broken=True).state
    assert not found.about.can_fix


def test_a_snapshot_is_shown_with_the_logs_that_it_holds(tmp_path: Path) -> None:
    file = tmp_path / "bug.json"
    taken = snapshot(pod("web-1", crashing()), logs={"web-1/app": "one\ntwo"})
    file.write_bytes(taken.to_json())
    found = load(file)
    assert found.about.recorded == taken.taken_at
    assert found.about.namespace == "shop"
    assert [one.id for one in found.state.resources] == ["web-1"]
    assert found.state.problems
    assert [(one.resource, one.text) for one in found.lines] == [("web-1", "one"), ("web-1", "two")]


@pytest.mark.parametrize("text", ["", "[]", '{"format":"todo-dashboard/1"}', '{"pods": 3}', "{"])
def test_anything_else_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "other.json"
    file.write_text(text)
    with pytest.raises(UsageError, match="neither a recording nor a snapshot"):
        load(file)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path / "nothing.json")
