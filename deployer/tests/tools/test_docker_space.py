"""Too little room is told before a build, with what would make room."""

from pathlib import Path

import pytest

from deployer.errors import MissingError
from deployer.tools import docker, docker_space
from deployer.tools.docker_space import Reclaimable, check_space, parse_size, reclaimable

LOTS = 10**18


def offer(monkeypatch: pytest.MonkeyPatch, *offers: Reclaimable) -> None:
    async def offered() -> tuple[Reclaimable, ...]:
        return offers

    monkeypatch.setattr(docker_space, "reclaimable", offered)


async def test_enough_room_and_unknown_room_let_a_build_begin(tmp_path: Path) -> None:
    await check_space(tmp_path, needed=1)
    await check_space(tmp_path / "in-a-virtual-machine", needed=LOTS)


async def test_the_first_command_that_frees_enough_is_proposed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(monkeypatch, Reclaimable("a", 1e9), Reclaimable("b", LOTS), Reclaimable("c", 2 * LOTS))
    with pytest.raises(MissingError, match="disk space") as raised:
        await check_space(tmp_path, needed=LOTS)
    assert raised.value.cure == "b"
    assert "a would free up to 1.0 GB" in raised.value.cause


async def test_else_the_one_that_frees_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(monkeypatch, Reclaimable("a", 1e9), Reclaimable("b", 3e9), Reclaimable("c", 0))
    with pytest.raises(MissingError) as raised:
        await check_space(tmp_path, needed=LOTS)
    assert raised.value.cure == "b"
    assert "c would" not in raised.value.cause


async def test_an_engine_with_nothing_to_remove_is_not_blamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(monkeypatch)
    with pytest.raises(MissingError) as raised:
        await check_space(tmp_path, needed=LOTS)
    assert "keeps nothing" in raised.value.cause
    assert "docker" not in raised.value.cure


@pytest.mark.parametrize(
    ("text", "size"),
    [("2.699GB", 2.699e9), ("466.3MB (100%)", 466.3e6), ("0B", 0), ("1.5kB", 1500), ("?", 0)],
)
def test_sizes_are_read_as_the_engine_writes_them(text: str, size: float) -> None:
    assert parse_size(text) == pytest.approx(size)


@pytest.mark.engine
async def test_the_engine_says_what_could_be_removed(engine: docker.Engine) -> None:
    assert engine.version
    offers = await reclaimable()
    assert [one.command.split()[1] for one in offers] == ["builder", "container", "image"]
    assert all("volume" not in one.command for one in offers)
