"""Edits are told, wherever they are made, and nothing else is."""

from collections.abc import AsyncIterator
from pathlib import Path

import anyio
import pytest

from deployer.app import Development, Resources, Service
from deployer.sync.watching import Edits, folders

pytestmark = pytest.mark.anyio
LIMITS = Resources(cpu="1", memory="1Gi")
PATIENCE = 60.0
"""Seconds until an edit counts as not told."""
QUIET = 1.0


@pytest.fixture
def service(tmp_path: Path) -> Service:
    for name in ("web/src/deep", "web/public", "web/node_modules/one", "web/tests"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "web" / ".dockerignore").write_text("*\n!src\n!package.json\n")
    (tmp_path / "web" / "src" / "deep" / "one.ts").write_text("one")
    (tmp_path / "app.yaml").write_text("name: x")
    return Service(
        context=tmp_path / "web",
        runtime="node",
        image="x",
        port=3000,
        replicas=1,
        requests=LIMITS,
        limits=LIMITS,
        development=Development(command=("x",), sources=("src", "public"), limits=LIMITS),
    )


@pytest.fixture
async def edits(tmp_path: Path, service: Service) -> AsyncIterator[Edits]:
    """What watches, once it does."""
    watching = Edits(tmp_path, [service])
    async with anyio.create_task_group() as group:
        group.start_soon(watching.watch)
        # Nobody tells when the watch begins: touch both kinds of place until each is heard.
        for name in ("web/src/begin", "web/begin"):
            while not await watching.within(QUIET):
                (tmp_path / name).write_text(str(anyio.current_time()))
        while await watching.within(QUIET):
            pass
        yield watching
        group.cancel_scope.cancel()


@pytest.mark.parametrize(
    "name", ["web/src/deep/one.ts", "web/public/new", "web/package.json", "app.yaml"]
)
async def test_an_edit_is_told(edits: Edits, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("edited")
    assert await edits.within(PATIENCE)


async def test_an_edit_of_before_one_asks_is_told_too(edits: Edits, tmp_path: Path) -> None:
    path = tmp_path / "web" / "src" / "two.ts"
    path.write_text("two")
    with anyio.fail_after(PATIENCE):
        while not await edits.within(0):
            await anyio.sleep(0.05)


async def test_what_no_image_is_made_of_is_not_watched(edits: Edits, tmp_path: Path) -> None:
    (tmp_path / "web" / "node_modules" / "one" / "index.js").write_text("edited")
    (tmp_path / "web" / "tests" / "one.test.ts").write_text("edited")
    assert not await edits.within(QUIET)


def test_the_folders_are_those_that_a_build_sees_and_those_that_are_sent(service: Service) -> None:
    assert [path.name for path in folders(service)] == ["public", "src"]
