from datetime import UTC, datetime

from lightkube.resources.core_v1 import Pod

from deployer.pipeline.live import ended, started_after
from tests.snapshots import from_api


def pod(*started: str | None) -> Pod:
    statuses: list[dict[str, object]] = [
        {
            "name": f"c{index}",
            "image": "i",
            "imageID": "",
            "ready": True,
            "restartCount": 0,
            "state": {"running": {"startedAt": at}} if at else {"waiting": {}},
        }
        for index, at in enumerate(started)
    ]
    about = {"name": "a", "creationTimestamp": "2026-11-26T12:00:00Z"}
    return from_api(Pod, {"metadata": about, "status": {"containerStatuses": statuses}})


def test_a_pod_runs_when_its_last_container_does() -> None:
    assert started_after(pod("2026-11-26T12:00:03Z", "2026-11-26T12:00:09Z")) == 9


def test_a_pod_that_does_not_run_has_never_started() -> None:
    assert started_after(pod("2026-11-26T12:00:03Z", None)) == float("inf")
    assert started_after(pod()) == float("inf")


def test_when_a_pod_first_ran_is_not_known_once_it_was_started_again() -> None:
    assert started_after(restarted("2026-11-26T12:00:02Z")) is None


def restarted(finished: str) -> Pod:
    one = pod("2026-11-26T12:00:03Z").to_dict()
    terminated = {"exitCode": 1, "finishedAt": finished}
    status = one["status"]["containerStatuses"][0]
    status |= {"restartCount": 1, "lastState": {"terminated": terminated}}
    return from_api(Pod, one)


def test_only_restarts_of_late_count() -> None:
    since = datetime(2026, 11, 26, 12, 30, tzinfo=UTC)
    assert ended(restarted("2026-11-26T12:30:01Z"), since)
    assert not ended(restarted("2026-11-26T12:29:59Z"), since)
    assert not ended(pod("2026-11-26T12:00:03Z"), since)
