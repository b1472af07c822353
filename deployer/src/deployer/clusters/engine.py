"""Moves images from the container engine into nodes that have a container engine of their own."""

import json
from collections.abc import Mapping, Sequence

from deployer.errors import DeployerError
from deployer.tools import command


async def image_id(docker: str, reference: str, env: Mapping[str, str] | None = None) -> str | None:
    """Return the id of an image in an engine, or None when it is not there.

    Args:
        docker: The docker program.
        reference: `name:tag`.
        env: Selects another engine, as `DOCKER_HOST` does.
    """
    argv = [docker, "image", "inspect", "--format", "{{.Id}}", reference]
    shown = await command.run(argv, env=env, check=False)
    return shown.stdout.strip() or None if shown.code == 0 else None


async def images_of(
    docker: str, repositories: Sequence[str], env: Mapping[str, str] | None = None
) -> list[str]:
    """Return every `name:tag` of these repositories in an engine."""
    found: list[str] = []
    for repository in repositories:
        argv = [docker, "image", "ls", "--format", "{{json .}}", repository]
        shown = await command.run(argv, env=env, check=False)
        rows = [json.loads(line) for line in shown.stdout.splitlines() if line]
        found += [f"{row['Repository']}:{row['Tag']}" for row in rows if row["Tag"] != "<none>"]
    return found


def missing_in_engine(reference: str) -> DeployerError:
    """Return the error for an image that was to be loaded but was never built."""
    return DeployerError(
        f"The image {reference} is not in the container engine.",
        cause="It was never built, or was removed since.",
        cure="./todo build",
    )
