"""Parts for tests with a real container engine; they skip in one line where there is none."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from platformdirs import user_cache_path

from deployer.errors import MissingError
from deployer.settings import settings
from deployer.steps import Step
from deployer.tools import docker
from deployer.tools.command import run
from deployer.tools.docker_buildx import Build, build_image, find_buildx

BASE = "debian:trixie-slim"
HELP = "sudo ./todo up --on builtin"


@pytest.fixture
async def engine(cache_dir: Path) -> docker.Engine:
    """A container engine that can build."""
    plugins = user_cache_path("todo-chatbot", appauthor=False) / "docker-cli-plugins"
    if plugins.is_dir():
        cache_dir.mkdir(parents=True, exist_ok=True)
        (cache_dir / plugins.name).symlink_to(plugins)
    try:
        await find_buildx()
        return await docker.engine()
    except MissingError as error:
        if settings().ci:
            raise
        pytest.skip(f"needs a container engine with buildx ({error.what}): {HELP}")


@pytest.fixture
async def base(engine: docker.Engine) -> str:
    """The image that ours build on."""
    assert engine.version
    if BASE not in await docker.inspect([BASE]):
        if settings().ci:
            pytest.fail(f"needs {BASE}: {HELP}")
        pytest.skip(f"needs {BASE}: {HELP}")
    return BASE


@pytest.fixture
async def tiny(engine: docker.Engine, tmp_path: Path) -> AsyncIterator[str]:
    """A built image of ours with one file and nothing else; removed afterwards."""
    context = tmp_path / "tiny"
    context.mkdir()
    (context / "Dockerfile").write_text("FROM scratch\nCOPY hello /\n")
    (context / "hello").write_text("hello")
    reference = "todo-unit-tiny:1"
    build = Build(context=context, reference=reference, labels={docker.LABEL: "todo"})
    await build_image(await find_buildx(), build, Step("build tiny", lambda _event: None))
    yield reference
    await run([engine.program, "image", "rm", "--force", reference])
