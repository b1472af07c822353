import json
from pathlib import Path

import pytest

from deployer.clusters import CLUSTERS
from deployer.clusters.base import Cluster, State
from deployer.clusters.builtin import BuiltinCluster
from deployer.clusters.builtin.engine import Before, Engine
from deployer.clusters.builtin.layout import Layout
from deployer.clusters.builtin.programs import SOURCES, source_key
from deployer.errors import MissingError
from deployer.events import Event, Phase

pytestmark = pytest.mark.anyio


def test_it_is_what_the_registry_calls_builtin(layout: Layout) -> None:
    cluster: Cluster = BuiltinCluster(layout)
    assert cluster.name == "builtin"
    assert CLUSTERS["builtin"] is BuiltinCluster


async def test_where_nothing_was_started_there_is_none(layout: Layout) -> None:
    assert await BuiltinCluster(layout).state() is State.ABSENT


async def test_what_a_stop_left_counts_as_stopped(furnished: Layout) -> None:
    assert await BuiltinCluster(furnished).state() is State.STOPPED


async def test_a_stopped_cluster_cannot_be_reached(furnished: Layout) -> None:
    with pytest.raises(MissingError, match="does not run") as refused:
        await BuiltinCluster(furnished).access()
    assert refused.value.cure == "./todo up --on builtin"


async def test_a_stopped_cluster_takes_no_images(furnished: Layout) -> None:
    with pytest.raises(MissingError, match="does not run"):
        await BuiltinCluster(furnished).route_images(["todo-backend:1"], lambda _event: None)


async def test_a_stopped_cluster_has_no_images_to_remove(furnished: Layout) -> None:
    seen: list[Event] = []
    assert await BuiltinCluster(furnished).remove_images(["todo-backend"], seen.append) == ()
    assert seen[-1].phase is Phase.SKIPPED


async def test_looking_changes_nothing(layout: Layout, cache: Path) -> None:
    await BuiltinCluster(layout).state()
    assert not layout.state.exists()
    assert not layout.run.exists()
    assert not cache.exists()


def test_its_tools_are_there_once_they_are_compiled(layout: Layout, cache: Path) -> None:
    assert BuiltinCluster(layout).tool_folders == ()
    folder = cache / "builtin" / "bin" / source_key(SOURCES)
    folder.mkdir(parents=True)
    assert BuiltinCluster(layout).tool_folders == (folder,)


async def test_a_docker_that_somebody_else_started_is_left_running(layout: Layout) -> None:
    assert await Engine(layout).stop() == ()


async def test_no_docker_answers_where_none_is_installed(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert not await Engine(layout).answers()


def test_how_packets_were_forwarded_before_is_remembered_exactly() -> None:
    before = Before(forward_policy="ACCEPT", forwarding="0\n")
    assert Before.model_validate(json.loads(before.model_dump_json())) == before
