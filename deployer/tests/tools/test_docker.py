import pytest

from deployer.errors import ExitCode, MissingError
from deployer.tools import docker

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("platform", "word"), [("darwin", "colima"), ("win32", "Docker Desktop"), ("linux", "")]
)
def test_each_platform_has_its_way_to_an_engine(platform: str, word: str) -> None:
    assert word in docker.cure_for_no_engine(platform)


def test_a_user_who_may_not_talk_to_the_engine_is_told_the_group() -> None:
    error = docker.no_engine(
        "permission denied while trying to connect to the Docker daemon socket"
    )
    assert "docker $USER" in error.cure


def test_an_engine_that_is_down_is_something_missing() -> None:
    error = docker.no_engine("Cannot connect to the Docker daemon at unix:///x.\nmore")
    assert error.exit_code is ExitCode.MISSING
    assert error.cause == "Cannot connect to the Docker daemon at unix:///x."


async def test_no_client_on_path_is_something_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingError, match="docker"):
        await docker.engine()


@pytest.mark.engine
async def test_an_engine_that_does_not_answer_has_a_cure(
    engine: docker.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert engine.cpus > 0
    monkeypatch.setenv("DOCKER_HOST", "tcp://127.0.0.1:1")
    with pytest.raises(MissingError, match="No container engine") as raised:
        await docker.engine()
    assert raised.value.cure


@pytest.mark.engine
async def test_images_are_found_by_reference_and_by_label(engine: docker.Engine, tiny: str) -> None:
    assert engine.memory_bytes > 0
    found = await docker.inspect([tiny, "todo-nothing:none"])
    assert list(found) == [tiny]
    assert found[tiny].layers
    assert tiny in [tag for image in await docker.images_of_ours() for tag in image.tags]
