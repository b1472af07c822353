"""The container engine: whether one answers, and which images it holds."""

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import Field

from deployer.errors import DeployerError, MissingError
from deployer.frozen import Frozen
from deployer.tools.command import CommandFailedError, Completed, find_program, run

LABEL = "dev.todo-chatbot"
OURS = f"{LABEL}=todo"
"""The label of every image, container, network and volume that we make."""
INSTALL = {
    "darwin": "start Docker Desktop, or: brew install colima docker && colima start",
    "win32": "start Docker Desktop (https://docs.docker.com/desktop/setup/install/windows-install/)",
}
SILENT = (
    "cannot connect",
    "error during connect",
    "is the docker daemon running",
    "permission denied",
)


class Engine(Frozen):
    """A container engine that answers."""

    program: str
    """The client's absolute path."""
    version: str
    cpus: int
    memory_bytes: int
    root_dir: Path
    """Where it keeps images; on another machine when the engine runs in a virtual one."""


class Image(Frozen):
    """An image as the engine describes it."""

    id: str
    tags: tuple[str, ...]
    labels: dict[str, str] = Field(default_factory=dict)
    size_bytes: int
    """Uncompressed, all layers together."""
    created: str = ""
    """When, in UTC, so that later ones sort behind."""
    layers: tuple[str, ...]
    """Digests of the layers' files: the same for an image that was saved and loaded again."""


def find_docker() -> str:
    """Return the docker client's path.

    Raises:
        MissingError: There is none.
    """
    return find_program("docker", cure=cure_for_no_engine())


async def engine() -> Engine:
    """Return the engine that answers.

    Raises:
        MissingError: There is no client, or no engine behind it.
    """
    info = json.loads((await docker("info", "--format", "{{json .}}")).stdout)
    if info.get("ServerErrors"):
        raise no_engine("\n".join(info["ServerErrors"]))
    return Engine(
        program=find_docker(),
        version=info["ServerVersion"],
        cpus=info["NCPU"],
        memory_bytes=info["MemTotal"],
        root_dir=Path(info["DockerRootDir"]),
    )


async def docker(
    *arguments: str,
    env: dict[str, str] | None = None,
    check: bool = True,
    timeout: float = 120,  # noqa: ASYNC109 - the door's own bound
) -> Completed:
    """Run the docker client.

    Args:
        arguments: What follows `docker`.
        env: Added to the environment; how values reach `--env NAME` without standing in argv.
        check: Whether a non-zero exit code is an error.
        timeout: Seconds until it is ended.

    Raises:
        MissingError: No engine answers, whatever `check` says.
        CommandFailedError: It failed, and `check` is set.
    """
    done = await run([find_docker(), *arguments], env=env, check=False, timeout=timeout)
    if done.code == 0:
        return done
    if any(sign in done.stderr.lower() for sign in SILENT):
        raise no_engine(done.stderr.strip())
    if check:
        raise CommandFailedError(done)
    return done


def no_engine(said: str) -> MissingError:
    """Return the error for an engine that does not answer.

    Args:
        said: What the client printed.
    """
    if "permission denied" in said.lower():
        return MissingError(
            "The container engine does not let this user in.",
            cause=said.splitlines()[0],
            cure="sudo usermod -aG docker $USER   (then sign in again)",
        )
    cause = said.splitlines()[0] if said else "The docker client got no answer."
    return MissingError("No container engine answers.", cause=cause, cure=cure_for_no_engine())


def cure_for_no_engine(platform: str = sys.platform) -> str:
    """Return what brings an engine on this kind of system."""
    if platform in INSTALL:
        return INSTALL[platform]
    if shutil.which("dockerd"):
        return "sudo systemctl start docker"
    return "./todo up --on builtin   (Debian or Ubuntu, as root; --on local needs no engine)"


async def inspect(references: Sequence[str]) -> dict[str, Image]:
    """Return the images among `references` that the engine has, by the reference asked for.

    Raises:
        MissingError: No engine answers.
    """
    if not references:
        return {}
    # Unknown names make the exit code 1, but the known ones are printed all the same.
    shown = await docker("image", "inspect", *references, check=False)
    images = [_image(one) for one in json.loads(shown.stdout or "[]")]
    return {name: image for image in images for name in references if name in image.tags}


async def images_of_ours() -> tuple[Image, ...]:
    """Return every image that carries our label."""
    listed = await docker("image", "ls", "--quiet", "--no-trunc", "--filter", f"label={OURS}")
    ids = sorted(set(listed.stdout.split()))
    if not ids:
        return ()
    shown = await docker("image", "inspect", *ids)
    return tuple(_image(one) for one in json.loads(shown.stdout))


def missing_image(reference: str) -> DeployerError:
    """Return the error for an image that is not in the engine."""
    return MissingError(
        f"The image {reference} is not in the container engine.",
        cause="It was never built, or was removed since.",
        cure="./todo build",
    )


def _image(shown: dict[str, object]) -> Image:
    """Pick what we need of `docker image inspect`, whose field names Docker documents."""
    config, files = shown.get("Config") or {}, shown.get("RootFS") or {}
    return Image.model_validate(
        {
            "id": shown["Id"],
            "tags": shown.get("RepoTags") or (),
            "labels": (config.get("Labels") if isinstance(config, dict) else None) or {},
            "size_bytes": shown["Size"],
            "created": shown.get("Created") or "",
            "layers": (files.get("Layers") if isinstance(files, dict) else None) or (),
        }
    )
