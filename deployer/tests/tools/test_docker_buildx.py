import json
from pathlib import Path

import pytest

from deployer.errors import MissingError
from deployer.steps import Step
from deployer.tools import docker
from deployer.tools.command import Completed
from deployer.tools.docker_buildx import (
    Build,
    BuildFailedError,
    arguments,
    build_image,
    failure,
    find_buildx,
    parse_version,
)
from deployer.tools.docker_progress import Progress

pytestmark = pytest.mark.anyio
RECORDED = Path(__file__).parent / "recorded"
SILENT = Step("build", lambda _event: None)


def build(context: Path, **more: object) -> Build:
    values = {"context": context, "reference": "todo-unit:1", "labels": {docker.LABEL: "todo"}}
    return Build.model_validate(values | more)


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("github.com/docker/buildx v0.13.1 788433953af10f2a698f5c07611dddce2e08c7a0", (0, 13)),
        ("github.com/docker/buildx 0.13.1+ds1 0.13.1+ds1-3", (0, 13)),
        ("github.com/docker/buildx v1.2.0-desktop.1", (1, 2)),
        ("nonsense", (0, 0)),
    ],
)
def test_versions_are_read_as_distributions_print_them(text: str, version: tuple[int, int]) -> None:
    assert parse_version(text) == version


def test_a_build_is_told_its_labels_secrets_and_context(tmp_path: Path) -> None:
    argv = arguments(build(tmp_path, secrets={"ca": tmp_path / "ca.pem"}, use_cache=False))
    assert "--label=dev.todo-chatbot=todo" in argv
    assert f"--secret=id=ca,src={tmp_path / 'ca.pem'}" in argv
    assert "--no-cache" in argv
    assert argv[-1] == str(tmp_path)


def test_a_failure_says_where_what_why_and_what_helps(tmp_path: Path) -> None:
    progress = Progress(lambda _line: None)
    for line in (RECORDED / "build-bad.rawjson").read_text(encoding="utf-8").splitlines():
        progress.line(line)
    done = Completed(argv=("docker",), code=1, stdout="", stderr="")
    error = failure(build(tmp_path), progress, done)
    assert error.what.startswith("The image todo-unit could not be built at: [build 3/3] RUN rm")
    assert "mirror.invalid" in error.cause
    assert error.cause.endswith("no network, or no DNS inside containers.")
    assert error.cure.startswith("docker run")


def test_a_failure_without_any_word_still_names_the_exit_code(tmp_path: Path) -> None:
    done = Completed(argv=("docker",), code=7, stdout="", stderr="")
    error = failure(build(tmp_path), Progress(lambda _line: None), done)
    assert "exit code 7" in error.cause


async def test_without_buildx_the_cure_says_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = tmp_path / "docker"
    client.write_text("#!/bin/sh\nexit 1\n")
    client.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingError, match="no buildx") as raised:
        await find_buildx()
    assert "github.com/docker/buildx" in raised.value.cure


@pytest.mark.engine
async def test_an_image_is_built_with_its_labels(tiny: str) -> None:
    assert (await docker.inspect([tiny]))[tiny].labels[docker.LABEL] == "todo"


@pytest.mark.engine
async def test_a_build_that_fails_shows_the_last_lines(base: str, tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(f"FROM {base}\nRUN echo before; echo ENOSPC; exit 3\n")
    with pytest.raises(BuildFailedError, match="RUN echo before") as raised:
        await build_image(await find_buildx(), build(tmp_path), SILENT)
    assert "ENOSPC" in raised.value.cause
    assert "disk is full" in raised.value.cause


@pytest.mark.engine
async def test_a_secret_leaves_no_trace_in_the_image(base: str, tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(
        f"FROM {base}\nRUN --mount=type=secret,id=ca test -s /run/secrets/ca\n"
    )
    (tmp_path / "ca.pem").write_text("very-secret-words")
    one = build(tmp_path, secrets={"ca": tmp_path / "ca.pem"})
    try:
        await build_image(await find_buildx(), one, SILENT)
        shown = await docker.docker("image", "inspect", one.reference)
        told = await docker.docker("history", "--no-trunc", one.reference)
        assert json.loads(shown.stdout)
        assert "very-secret-words" not in shown.stdout + told.stdout
    finally:
        await docker.docker("image", "rm", "--force", one.reference)
