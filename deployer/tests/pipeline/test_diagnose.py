from pathlib import Path

import pytest

from deployer.diagnosis.engine import diagnose as judge
from deployer.errors import UsageError
from deployer.pipeline.diagnose import DiagnoseRequest, diagnose, last_report, remember
from deployer.results import Status
from tests.conftest import Heard
from tests.diagnosis.objects import NAMESPACE, pod, snapshot, waiting

BROKEN = snapshot(pod("web-1", waiting("ErrImageNeverPull")))


async def test_a_saved_snapshot_is_judged_without_a_cluster(tmp_path: Path, events: Heard) -> None:
    file, copy = tmp_path / "bug.json", tmp_path / "copy.json"
    file.write_bytes(BROKEN.to_json())
    request = DiagnoseRequest(namespace="x", snapshot=file, save=copy)
    result = await diagnose(request, events)
    assert result.status is Status.UNHEALTHY
    assert result.status.exit_code == 4
    assert result.facts.namespace == NAMESPACE
    assert "Pod web-1/app" in result.summary
    assert copy.read_bytes() == file.read_bytes()


async def test_a_healthy_snapshot_is_done(tmp_path: Path, events: Heard) -> None:
    file = tmp_path / "well.json"
    file.write_bytes(snapshot(pod("web-1")).to_json())
    result = await diagnose(DiagnoseRequest(namespace="x", snapshot=file), events)
    assert (result.status, result.summary) == (
        Status.DONE,
        "Nothing is wrong in namespace shop: 1 pods.",
    )


@pytest.mark.parametrize("text", ["", "[]", "not json"])
async def test_another_file_is_refused(text: str, tmp_path: Path, events: Heard) -> None:
    file = tmp_path / "x.json"
    file.write_text(text)
    with pytest.raises(UsageError, match="cannot be read as a snapshot"):
        await diagnose(DiagnoseRequest(namespace="x", snapshot=file), events)


def test_a_report_is_remembered_by_namespace() -> None:
    assert last_report(NAMESPACE) is None
    found = judge(BROKEN)
    remember(found)
    assert last_report(NAMESPACE) == found
    assert last_report("another") is None
