import anyio
import pytest

from deployer.errors import DeployerError, first_of
from deployer.tools.together import together


async def fail(error: Exception) -> None:
    raise error


async def test_a_task_s_own_error_reaches_the_caller() -> None:
    async def work() -> None:
        async with together() as group:
            group.start_soon(anyio.sleep_forever)
            group.start_soon(fail, DeployerError("ours"))

    with pytest.raises(DeployerError, match="ours"):
        await work()


async def test_nothing_is_raised_when_all_ends_well() -> None:
    done = []
    async with together() as group:
        group.start_soon(anyio.sleep, 0)
        done.append(True)
    assert done == [True]


def test_an_error_of_ours_explains_most() -> None:
    inner = ExceptionGroup("inner", [KeyError("x"), DeployerError("ours")])
    assert str(first_of(ExceptionGroup("outer", [ValueError("y"), inner]))) == "ours"
    assert isinstance(first_of(ExceptionGroup("outer", [ValueError("y")])), ValueError)
