"""What a session of development does with edits; bringing pods up is a stand-in."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from lightkube import ApiError

from deployer.app import App, load_app
from deployer.clusters.base import Cluster
from deployer.errors import DeployerError
from deployer.events import Events
from deployer.logs.wanted import LogsRequest
from deployer.pipeline import dev_cluster as module
from deployer.pipeline.dev_cluster import DevCluster, Talk
from deployer.sync.sending import Sending, SendingError, Sent
from tests.conftest import Heard
from tests.fake_api import status

pytestmark = pytest.mark.anyio
type Start = Callable[[], DevCluster]


class Brings:
    """Stands for the pipeline; counts, and fails when it is told to."""

    times = 0
    error: DeployerError | None = None
    access = url = None

    def __init__(self, cluster: Cluster, events: Events) -> None:
        del cluster, events

    async def bring(self) -> None:
        type(self).times += 1
        if self.error:
            raise self.error


class Sends:
    """Stands for the pods: gives each answer in turn."""

    def __init__(self, *answers: tuple[Sent, ...] | Exception) -> None:
        self._answers = list(answers)

    async def send(self, app: App, wanted: object) -> tuple[Sent, ...]:
        del app, wanted
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a backend alone."""
    (tmp_path / "api" / "src").mkdir(parents=True)
    for name in ("app.yaml", "api/Dockerfile", "api/requirements.txt", "api/src/main.py"):
        (tmp_path / name).write_text("first")
    app = load_app()
    backend = app.services["backend"].model_copy(update={"context": tmp_path / "api"})
    small = app.model_copy(
        update={"services": {"backend": backend}, "source": tmp_path / "app.yaml"}
    )
    monkeypatch.setattr(module, "_app_now", lambda: small)
    monkeypatch.setattr(module, "DevUp", Brings)
    monkeypatch.setattr(Brings, "times", 0)
    return tmp_path


@pytest.fixture
def start(checkout: Path, events: Heard) -> Start:
    del checkout
    talk = Talk(events, lambda _: None, lambda _: None)
    return lambda: DevCluster(cast("Cluster", None), talk, LogsRequest())


async def test_an_edit_of_the_sources_builds_nothing(
    start: Start, checkout: Path, events: Heard
) -> None:
    session = start()
    (checkout / "api" / "src" / "main.py").write_text("second")
    await session._take_edits()
    assert Brings.times == 0
    assert events[0].detail.endswith("api/src/main.py")


async def test_another_package_is_built_and_that_is_said_before(
    start: Start, checkout: Path, events: Heard
) -> None:
    session = start()
    (checkout / "api" / "requirements.txt").write_text("second")
    await session._take_edits()
    await session._take_edits()
    assert Brings.times == 1
    assert "api/requirements.txt: this needs new images" in events[0].detail


async def test_a_build_that_fails_is_told_and_the_session_goes_on(
    start: Start, checkout: Path, events: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = start()
    error = DeployerError("It does not build.", cure="./todo build")
    monkeypatch.setattr(Brings, "error", error)
    (checkout / "api" / "requirements.txt").write_text("second")
    await session._take_edits()
    assert events.lines() == ["edit done", "rebuild failed"]
    assert "./todo build" in events[1].detail


async def test_many_files_are_counted(start: Start, checkout: Path, events: Heard) -> None:
    session = start()
    for number in range(5):
        (checkout / "api" / "src" / f"{number}.py").write_text("new")
    await session._take_edits()
    assert events[0].detail.endswith("2.py and 2 more")


async def test_what_cannot_be_sent_is_told_once_and_tried_again(
    start: Start, events: Heard
) -> None:
    session = start()
    refusal = SendingError("one cannot be reached.")
    away = ApiError(response=status(503))
    sent = (Sent(pod="one", service="backend", files=2, is_new=False),)
    pods = cast("Sending", Sends(refusal, refusal, away, sent, refusal))
    for _ in range(5):
        await session._send(pods)
    assert events.lines() == ["sync failed", "sync failed", "sync done", "sync failed"]
    assert events[2].detail == "2 files to one"
