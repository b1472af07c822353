from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from deployer.agents import docker_container_runner
from deployer.agents.docker_container_runner import DockerContainerRunner
from deployer.app import App, Quota, Resources, Secrets, Service
from deployer.errors import ExitCode, MissingError, UnhealthyError, UsageError
from deployer.events import Event
from deployer.requests import RunRequest
from deployer.steps import Step
from deployer.tools import docker
from deployer.tools.docker_buildx import Build, build_image, find_buildx

pytestmark = pytest.mark.anyio
IMAGE = "todo-unit-runner:1"
LIMITS = Resources(cpu="500m", memory="64Mi")
HEED = "echo up; trap 'exit 0' TERM; while :; do sleep 0.1; done"


def app() -> App:
    """An app of the database alone."""
    only = Service(
        context=Path("database"),
        runtime="postgresql",
        image="todo-unit-runner",
        port=5432,
        replicas=1,
        requests=LIMITS,
        limits=LIMITS,
        secrets=Secrets(required=("POSTGRES_PASSWORD",)),
    )
    quota = Quota(cpu="1", memory="1Gi", pods="1")
    return App(name="todo", namespace="todo", quota=quota, services={"database": only})


async def make(
    base: str, folder: Path, script: str, health: str = "true", user: str = "10001:10001"
) -> None:
    """Build an image that runs a script of the shell."""
    (folder / "Dockerfile").write_text(
        f"FROM {base}\nUSER {user}\nHEALTHCHECK CMD {health}\n"
        f'CMD ["sh", "-c", "{script}"]\nLABEL {docker.OURS}\n'
    )
    build = Build(context=folder, reference=IMAGE, labels={})
    await build_image(await find_buildx(), build, Step("build", lambda _event: None))


@pytest.fixture
async def removed(engine: docker.Engine) -> AsyncIterator[docker.Engine]:
    yield engine
    await docker.docker("image", "rm", "--force", IMAGE, check=False)


async def leftovers() -> str:
    only = "label=dev.todo-chatbot.purpose=container-test"
    there = [await docker.docker("ps", "--all", "--quiet", "--filter", only)]
    there.append(await docker.docker("network", "ls", "--quiet", "--filter", only))
    return "".join(one.stdout for one in there)


@pytest.mark.parametrize(
    "images", [{}, {"frontend": "x:1"}, {"database": "x:1", "frontend": "y:1"}]
)
async def test_images_without_those_that_they_need_are_refused(images: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="cannot be tested together"):
        await DockerContainerRunner().run(RunRequest(images=images), lambda _event: None)


@pytest.mark.engine
@pytest.mark.usefixtures("engine")
async def test_an_image_that_is_not_there_is_named_before_anything_starts() -> None:
    heard: list[Event] = []
    request = RunRequest(images={"database": "todo-unit-none:1"})
    with pytest.raises(MissingError, match="todo-unit-none:1"):
        await DockerContainerRunner().run(request, heard.append)
    assert heard == []


@pytest.mark.engine
@pytest.mark.usefixtures("removed")
async def test_a_healthy_container_passes_and_is_removed(base: str, tmp_path: Path) -> None:
    await make(base, tmp_path, HEED)
    agent = DockerContainerRunner(app=app())
    result = await agent.run(RunRequest(images={"database": IMAGE}), lambda _event: None)
    (test,) = result.facts.containers
    assert test.service == "database"
    confined = {check.what: check.value for check in test.checks}["database is confined"]
    assert confined == ("user 10001:10001, read-only root, no capabilities, 0.5 CPU, 64 MiB")
    assert Path(test.log).read_text(encoding="utf-8") == "up\n"
    assert await leftovers() == ""


@pytest.mark.engine
@pytest.mark.usefixtures("removed")
async def test_an_image_that_runs_as_root_is_refused(base: str, tmp_path: Path) -> None:
    await make(base, tmp_path, HEED, user="0")
    agent = DockerContainerRunner(app=app())
    with pytest.raises(UnhealthyError, match="runs as root") as raised:
        await agent.run(RunRequest(images={"database": IMAGE}), lambda _event: None)
    assert "USER 10001" in raised.value.cure
    assert await leftovers() == ""


@pytest.mark.engine
@pytest.mark.usefixtures("removed")
async def test_an_image_that_is_never_healthy_is_told_with_its_check_s_words(
    base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await make(base, tmp_path, HEED, health="echo no answer on 5432; exit 1")
    monkeypatch.setattr(docker_container_runner, "HEALTHY_WITHIN", 4)
    agent = DockerContainerRunner(app=app())
    with pytest.raises(UnhealthyError, match="did not become healthy") as raised:
        await agent.run(RunRequest(images={"database": IMAGE}), lambda _event: None)
    assert "no answer on 5432" in raised.value.cause
    assert await leftovers() == ""


@pytest.mark.engine
@pytest.mark.usefixtures("removed")
async def test_one_that_takes_more_memory_than_its_limit_is_told(base: str, tmp_path: Path) -> None:
    # `tail` keeps all that it reads of a stream without line ends.
    await make(base, tmp_path, "tail /dev/zero", health="false")
    agent = DockerContainerRunner(app=app())
    with pytest.raises(UnhealthyError, match="ended before it was healthy") as raised:
        await agent.run(RunRequest(images={"database": IMAGE}), lambda _event: None)
    assert "more memory than app.yaml allows" in raised.value.cause
    assert await leftovers() == ""


@pytest.mark.engine
@pytest.mark.usefixtures("removed")
async def test_the_logs_of_a_container_that_dies_are_kept(
    base: str, tmp_path: Path, cache_dir: Path
) -> None:
    await make(base, tmp_path, "echo the disk is on fire; exit 4")
    agent = DockerContainerRunner(app=app())
    with pytest.raises(UnhealthyError, match="ended before it was healthy") as raised:
        await agent.run(RunRequest(images={"database": IMAGE}), lambda _event: None)
    assert raised.value.exit_code is ExitCode.UNHEALTHY
    assert "exit code 4" in raised.value.cause
    assert "on fire" in raised.value.cause
    assert "on fire" in (cache_dir / "containers" / "database.log").read_text()
    assert await leftovers() == ""


@pytest.mark.engine
@pytest.mark.usefixtures("removed")
async def test_a_container_that_ends_badly_when_stopped_is_told(base: str, tmp_path: Path) -> None:
    await make(base, tmp_path, "trap 'exit 9' TERM; while :; do sleep 0.1; done")
    agent = DockerContainerRunner(app=app())
    with pytest.raises(UnhealthyError, match="did not stop cleanly") as raised:
        await agent.run(RunRequest(images={"database": IMAGE}), lambda _event: None)
    assert "exit code 9" in raised.value.cause
    assert await leftovers() == ""
