import secrets
import sys
import tarfile
from pathlib import Path

import pytest

from deployer.errors import MissingError
from deployer.events import Event
from deployer.steps import Step
from deployer.tools import docker, docker_buildx
from deployer.tools.command import Completed
from deployer.tools.docker_buildx import (
    Build,
    BuildFailedError,
    Buildx,
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
    canary = secrets.token_hex(20)
    context = tmp_path / "context"
    context.mkdir()
    # The secret is used as the real Dockerfiles use theirs, and what is made of it is kept.
    (context / "Dockerfile").write_text(
        f"FROM {base} AS used\n"
        "RUN --mount=type=secret,id=pip_conf --mount=type=secret,id=ca set -eu;"
        " test -s /run/secrets/ca; export PIP_CONFIG_FILE=/run/secrets/pip_conf;"
        " wc -c < /run/secrets/pip_conf > /length\n"
        "FROM scratch\nCOPY --from=used /length /\n"
    )
    (tmp_path / "secret").write_text(canary)
    one = build(
        context, secrets=dict.fromkeys(("ca", "pip_conf"), tmp_path / "secret"), use_cache=False
    )
    archive = tmp_path / "image.tar"
    try:
        await build_image(await find_buildx(), one, SILENT)
        await docker.docker("image", "save", "--output", str(archive), one.reference)
        told = await docker.docker("history", "--no-trunc", one.reference)
    finally:
        await docker.docker("image", "rm", "--force", one.reference)
    with tarfile.open(archive) as found:
        layers = [found.extractfile(entry) for entry in found if entry.isfile()]
        texts = b"".join(layer.read() for layer in layers if layer)
    assert str(len(canary)).encode() in texts  # the layers are really looked into
    assert canary.encode() not in texts
    assert canary not in told.stdout


@pytest.mark.engine
async def test_a_change_is_built_without_a_network_from_what_was_kept(
    base: str, tmp_path: Path
) -> None:
    """The secret stands for the network: what needs it runs once, and never again."""
    context = tmp_path / "context"
    context.mkdir()
    (context / "Dockerfile").write_text(
        f"FROM {base}\n"
        "RUN --mount=type=secret,id=network test -s /run/secrets/network && date > /fetched\n"
        "COPY words /\n"
    )
    (context / "words").write_text("one")
    (tmp_path / "network").write_text(secrets.token_hex(8))
    buildx = await find_buildx()
    with_network = build(context, secrets={"network": tmp_path / "network"})
    try:
        await build_image(buildx, with_network, SILENT)
        (context / "words").write_text("two")
        await build_image(buildx, build(context), SILENT)
        with pytest.raises(BuildFailedError):
            await build_image(buildx, build(context, use_cache=False), SILENT)
    finally:
        await docker.docker("image", "rm", "--force", with_network.reference)


def failing_buildx(folder: Path, *, times: int, says: str) -> Buildx:
    """A buildx that fails a number of times, and leaves a mark for each call."""
    program = folder / "buildx.py"
    program.write_text(
        "import pathlib, sys\n"
        f"calls = pathlib.Path({str(folder / 'calls')!r})\n"
        "count = len(calls.read_text()) if calls.exists() else 0\n"
        "calls.write_text('x' * (count + 1))\n"
        f"if count < {times}:\n    print({says!r}, file=sys.stderr)\n    sys.exit(1)\n"
    )
    return Buildx(argv=(sys.executable, str(program)))


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docker_buildx, "PAUSES", (0.0, 0.0))


@pytest.mark.usefixtures("no_pauses")
async def test_a_network_that_comes_back_is_no_failure(tmp_path: Path) -> None:
    heard: list[Event] = []
    flaky = failing_buildx(tmp_path, times=2, says="ERROR: Read timed out")
    await build_image(flaky, build(tmp_path), Step("build", heard.append))
    assert (tmp_path / "calls").read_text() == "xxx"
    assert [one.detail for one in heard if "Trying again" in one.detail]


@pytest.mark.usefixtures("no_pauses")
async def test_a_network_that_stays_away_is_given_up(tmp_path: Path) -> None:
    dead = failing_buildx(tmp_path, times=9, says="getaddrinfo EAI_AGAIN registry.example")
    with pytest.raises(BuildFailedError, match="could not be built") as raised:
        await build_image(dead, build(tmp_path), SILENT)
    assert (tmp_path / "calls").read_text() == "xxx"
    assert "cannot resolve names" in raised.value.cause


@pytest.mark.usefixtures("no_pauses")
async def test_what_another_try_cannot_mend_is_not_tried_again(tmp_path: Path) -> None:
    wrong = failing_buildx(tmp_path, times=9, says="SyntaxError: invalid syntax")
    with pytest.raises(BuildFailedError):
        await build_image(wrong, build(tmp_path), SILENT)
    assert (tmp_path / "calls").read_text() == "x"
