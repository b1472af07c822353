"""Builds one image with BuildKit and follows how it goes."""

import re
from pathlib import Path

import anyio
from pydantic import Field

from deployer.errors import DeployerError, MissingError
from deployer.frozen import Frozen
from deployer.settings import settings
from deployer.steps import Step
from deployer.tools.command import Completed, run
from deployer.tools.docker import find_docker
from deployer.tools.docker_causes import Cause, find_cause
from deployer.tools.docker_progress import Progress, short
from deployer.tools.docker_secrets import proxy_args

OLDEST = (0, 13)
"""The first buildx with `--progress=rawjson`."""
SHOWN_LINES = 8
PAUSES = (3.0, 10.0)
"""Seconds before each further try of a build that the network ended."""
LONGEST = 1800
"""Seconds after which a build is given up."""


class Buildx(Frozen):
    """A way to call buildx."""

    argv: tuple[str, ...]
    env: dict[str, str] = Field(default_factory=dict)


class Build(Frozen):
    """What to build."""

    context: Path
    dockerfile: Path | None = None
    """In the context by default."""
    reference: str
    labels: dict[str, str]
    stage: str | None = None
    """The stage of the Dockerfile that is wanted; None means the last."""
    args: dict[str, str] = Field(default_factory=dict)
    secrets: dict[str, Path] = Field(default_factory=dict)
    use_cache: bool = True


class BuildFailedError(DeployerError):
    """An instruction of a Dockerfile failed.

    Args:
        what: Which one, of which image.
        said: Its last lines.
        cause: Why, most likely.
    """

    def __init__(self, what: str, said: str, cause: Cause) -> None:
        super().__init__(what, cause=f"{said}\n{cause.why}", cure=cause.cure)
        self.passing = cause.passing


async def find_buildx() -> Buildx:
    """Return the buildx of the user's Docker, or the one that this project brought.

    Raises:
        MissingError: There is none, or only one that is too old.
    """
    folder = settings().cache_dir / "docker-cli-plugins"
    # Debian 12 and some offices have a Docker without it: `--on builtin` puts one there.
    private = next((path for path in sorted(folder.glob("docker-buildx*"))), None)
    ways = [Buildx(argv=(find_docker(), "buildx"))]
    if private is not None:
        # Its state stays in our folder: `~/.docker` belongs to the user.
        state = {"BUILDX_CONFIG": str(settings().folder("buildx"))}
        ways.append(Buildx(argv=(str(private),), env=state))
    for way in ways:
        told = await run([*way.argv, "version"], env=way.env, check=False, timeout=30)
        if told.code == 0 and parse_version(told.stdout) >= OLDEST:
            return way
    raise MissingError(
        "Docker has no buildx, which builds the images.",
        cause="docker buildx is not installed, or is older than 0.13.",
        cure="install docker-buildx: https://github.com/docker/buildx#installing",
    )


def parse_version(text: str) -> tuple[int, int]:
    """Return major and minor of `github.com/docker/buildx v0.13.1 …`; (0, 0) without any."""
    found = re.search(r"\b(?:v)?(\d+)\.(\d+)\.\d+", text)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def arguments(build: Build) -> list[str]:
    """Return what follows `buildx`."""
    options = ["build", "--progress=rawjson", "--load", "--tag", build.reference]
    options += [] if build.use_cache else ["--no-cache"]
    options += [f"--target={build.stage}"] if build.stage else []
    options += [f"--label={name}={value}" for name, value in sorted(build.labels.items())]
    options += [f"--build-arg={name}={value}" for name, value in sorted(build.args.items())]
    options += [f"--secret=id={name},src={path}" for name, path in sorted(build.secrets.items())]
    options += [f"--file={build.dockerfile}"] if build.dockerfile else []
    return [*options, *proxy_args(), str(build.context)]


async def build_image(buildx: Buildx, build: Build, this: Step) -> None:
    """Build an image and put it into the engine.

    When the network is at fault it is tried again: what was done before is not done again.

    Args:
        buildx: How to call it.
        build: What to build.
        this: Told what the build does.

    Raises:
        BuildFailedError: It failed; the error holds the instruction's last lines.
    """
    for pause in PAUSES:
        try:
            return await _build_once(buildx, build, this)
        except BuildFailedError as error:
            if not error.passing:
                raise
            this.progress(f"{error.cause.splitlines()[-1]} Trying again in {pause:.0f} s.")
        await anyio.sleep(pause)
    return await _build_once(buildx, build, this)


async def _build_once(buildx: Buildx, build: Build, this: Step) -> None:
    progress = Progress(this.progress)
    argv = [*buildx.argv, *arguments(build)]
    done = await run(argv, env=buildx.env, check=False, timeout=LONGEST, on_line=progress.line)
    if done.code != 0:
        raise failure(build, progress, done)


def failure(build: Build, progress: Progress, done: Completed) -> BuildFailedError:
    """Return the error for a build that failed: where, what it printed, why, what helps."""
    failed = progress.failed
    lines = progress.said(failed) if failed else []
    lines = lines or progress.other or [f"buildx ended with exit code {done.code}."]
    said = "\n".join(lines[-SHOWN_LINES:])
    cause = find_cause("\n".join([*lines, *progress.other, failed.error if failed else ""]))
    at = f" at: {short(failed.name)}" if failed else "."
    name = build.reference.partition(":")[0]
    return BuildFailedError(f"The image {name} could not be built{at}", said, cause)
