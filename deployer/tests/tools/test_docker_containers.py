import anyio
import pytest

from deployer.app import Resources
from deployer.errors import DeployerError, MissingError, UnhealthyError
from deployer.tools import docker_containers as containers
from deployer.tools.command import Completed
from deployer.tools.docker_containers import Container
from deployer.tools.docker_runs import own_network

pytestmark = pytest.mark.anyio
NETWORK = "todo-unit-network"


def container(
    image: str = "todo-unit:1", *command: str, env: dict[str, str] | None = None
) -> Container:
    return Container(
        name="todo-unit-container",
        image=image,
        network=NETWORK,
        alias="todo-unit",
        limits=Resources(cpu="250m", memory="64Mi"),
        env=env or {},
        command=command,
    )


@pytest.mark.parametrize(("quantity", "cpus"), [("250m", "0.25"), ("1", "1"), ("1500m", "1.5")])
def test_processors_are_told_in_dockers_way(quantity: str, cpus: str) -> None:
    assert containers.cpus(quantity) == cpus


@pytest.mark.parametrize(("quantity", "docker_way"), [("512Mi", "512m"), ("2Gi", "2g")])
def test_memory_is_told_in_dockers_way(quantity: str, docker_way: str) -> None:
    assert containers.bytes_for_docker(quantity) == docker_way


def test_a_container_is_as_confined_as_a_pod() -> None:
    options = containers.run_options(container())
    assert {"--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges"} <= set(options)
    assert {"--cpus=0.25", "--memory=64m", "--memory-swap=64m"} <= set(options)


def test_the_values_of_the_environment_stay_out_of_argv() -> None:
    options = containers.run_options(container(env={"PASSWORD": "hidden"}))
    assert "PASSWORD" in options
    assert "hidden" not in " ".join(options)


@pytest.mark.parametrize(
    ("said", "kind", "what"),
    [
        ("Error: No such image: todo-unit:1", MissingError, "is not in the container engine"),
        ("Bind for 127.0.0.1:80 failed: port is already allocated", DeployerError, "port is taken"),
        ("OCI runtime create failed: something", DeployerError, "failed"),
    ],
)
def test_a_refusal_is_named(said: str, kind: type[DeployerError], what: str) -> None:
    done = Completed(argv=("docker", "run"), code=125, stdout="", stderr=said)
    error = containers.refusal(container(), done)
    assert isinstance(error, kind)
    assert what in error.what


@pytest.mark.engine
@pytest.mark.usefixtures("engine")
async def test_an_image_that_is_not_there_is_named() -> None:
    async with own_network(NETWORK):
        with pytest.raises(MissingError, match="todo-unit-none:1"):
            await containers.start(container("todo-unit-none:1"))


@pytest.mark.engine
async def test_a_container_that_ends_at_once_is_not_waited_for(base: str) -> None:
    async with own_network(NETWORK):
        await containers.start(container(base, "sh", "-c", "echo no settings; exit 3"))
        with pytest.raises(UnhealthyError, match="ended before") as raised:
            await containers.wait_healthy("todo-unit-container", 60)
        assert "exit code 3" in raised.value.cause
        assert "no settings" in await containers.logs("todo-unit-container")


@pytest.mark.engine
async def test_a_container_that_does_not_heed_its_signal_is_told(base: str) -> None:
    async with own_network(NETWORK):
        await containers.start(container(base, "sh", "-c", "trap '' TERM; echo up; sleep 600"))
        while "up" not in await containers.logs("todo-unit-container"):
            await anyio.sleep(0.1)
        with pytest.raises(UnhealthyError, match="did not stop cleanly") as raised:
            await containers.stop("todo-unit-container", 1)
        assert "killed" in raised.value.cause


@pytest.mark.engine
async def test_an_environment_reaches_the_container(base: str) -> None:
    async with own_network(NETWORK):
        one = container(
            base, "sh", "-c", 'test "$WORD" = hidden && ! touch /x', env={"WORD": "hidden"}
        )
        assert (await containers.run_to_end(one, 60)).code == 0
