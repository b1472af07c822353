"""Starts, watches and removes containers of ours, as confined as the cluster's pods are."""

import json

import anyio

from deployer.app import Resources
from deployer.errors import DeployerError, UnhealthyError
from deployer.frozen import Frozen
from deployer.tools.command import CommandFailedError, Completed
from deployer.tools.docker import docker, missing_image
from deployer.tools.docker_runs import run_labels

MIB = 1024 * 1024
CPU_MILLI = "m"
MEMORY_UNITS = {"Ki": "k", "Mi": "m", "Gi": "g"}
"""Kubernetes' units and Docker's; both count in powers of 1024."""
POLL = 0.3
"""Seconds between two looks at a container's health."""


class Container(Frozen):
    """A container to be started."""

    name: str
    image: str
    network: str
    alias: str
    """Its host name for the others."""
    limits: Resources
    env: dict[str, str]
    """Values stay out of argv: `docker run` reads them from its own environment."""
    port: int | None = None
    """Published on a free port of the loopback address."""
    tmpfs: tuple[str, ...] = ("/tmp:mode=1777",)  # noqa: S108 - a path inside the container
    command: tuple[str, ...] = ()


class State(Frozen):
    """How a container is."""

    status: str
    """`running` or `exited`, among others."""
    health: str
    """`starting`, `healthy`, `unhealthy`, or nothing when it has no check."""
    exit_code: int
    out_of_memory: bool
    last_check: str
    """What the last health check printed."""


def run_options(container: Container) -> list[str]:
    """Return the options of `docker run`."""
    # What the restricted pod security of the cluster allows, so that nothing fails only there.
    options = [f"--name={container.name}", f"--network={container.network}"]
    options += [f"--network-alias={container.alias}", *run_labels(container.network)]
    options += ["--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges"]
    options += [f"--tmpfs={place}" for place in container.tmpfs]
    options += [f"--cpus={cpus(container.limits.cpu)}"]
    memory = bytes_for_docker(container.limits.memory)
    # The same bound for memory and swap: no swap, as on Kubernetes.
    options += [f"--memory={memory}", f"--memory-swap={memory}", "--pids-limit=512"]
    options += [part for name in sorted(container.env) for part in ("--env", name)]
    options += [f"--publish=127.0.0.1::{container.port}"] if container.port else []
    return options


async def start(container: Container) -> None:
    """Start a container in the background.

    Raises:
        DeployerError: The image is missing, a port is taken, or the engine refuses.
    """
    # Asked every second, so that a healthy container is known at once.
    argv = ["run", "--detach", "--pull=never", "--health-interval=1s", *run_options(container)]
    await _run(argv, container)


async def run_to_end(container: Container, seconds: float) -> Completed:
    """Run a container to its end and return how it ended.

    Args:
        container: What to run; its name is free again afterwards.
        seconds: How long it may take.
    """
    argv = ["run", "--rm", "--pull=never", *run_options(container), container.image]
    return await docker(*argv, *container.command, env=container.env, check=False, timeout=seconds)


async def state(name: str) -> State:
    """Look at a container."""
    shown = json.loads((await docker("inspect", "--format", "{{json .State}}", name)).stdout)
    health = shown.get("Health") or {}
    checks = health.get("Log") or [{}]
    return State(
        status=shown["Status"],
        health=health.get("Status", ""),
        exit_code=shown["ExitCode"],
        out_of_memory=shown.get("OOMKilled", False),
        last_check=str(checks[-1].get("Output", "")).strip(),
    )


async def wait_healthy(name: str, seconds: float) -> None:
    """Wait until a container's own check says that it is healthy.

    Raises:
        UnhealthyError: It ended, or is not healthy in time.
    """
    with anyio.move_on_after(seconds):
        while True:
            now = await state(name)
            if now.health == "healthy":
                return
            if now.status not in {"created", "running"}:
                raise UnhealthyError(f"{name} ended before it was healthy.", cause=_death(now))
            await anyio.sleep(POLL)
    now = await state(name)
    raise UnhealthyError(
        f"{name} did not become healthy within {seconds:.0f} s.",
        cause=now.last_check.splitlines()[-1] if now.last_check else "Its check printed nothing.",
    )


async def address(name: str, port: int) -> str:
    """Return `http://127.0.0.1:PORT` of a published port."""
    shown = await docker("port", name, str(port))
    return f"http://{shown.stdout.splitlines()[0].strip()}"


async def stop(name: str, seconds: int) -> None:
    """Ask a container to stop, and check that it did so by itself.

    Raises:
        UnhealthyError: It had to be killed, or ended with an error.
    """
    await docker("stop", "--time", str(seconds), name, timeout=seconds + 60)
    now = await state(name)
    # 143: ended by the very signal it was sent.
    if now.exit_code not in {0, 143}:
        raise UnhealthyError(f"{name} did not stop cleanly.", cause=_death(now))


async def logs(name: str) -> str:
    """Return all that a container printed; nothing when it never came to be."""
    told = await docker("logs", name, check=False)
    return told.stdout + told.stderr


async def confinement(name: str) -> str:
    """Say how a running container is bounded, as the engine itself reports it.

    Raises:
        UnhealthyError: Its image runs as root, which the cluster's pods may not.
    """
    about = json.loads((await docker("inspect", "--format", "{{json .}}", name)).stdout)
    host, user = about["HostConfig"], about["Config"]["User"]
    if user.partition(":")[0] in {"", "0", "root"}:
        raise UnhealthyError(
            f"{name} runs as root.",
            cause="Its image names no other user; Kubernetes would not start it.",
            cure="add USER 10001:10001 to its Dockerfile",
        )
    root = "read-only" if host["ReadonlyRootfs"] else "writable"
    drop = "no capabilities" if "ALL" in (host["CapDrop"] or ()) else "capabilities"
    return (
        f"user {user}, {root} root, {drop}, {host['NanoCpus'] / 1e9:g} CPU, "
        f"{host['Memory'] // MIB} MiB"
    )


def cpus(quantity: str) -> str:
    """Return a Kubernetes CPU quantity as Docker wants it: `250m` is `0.25`."""
    if quantity.endswith(CPU_MILLI):
        return f"{int(quantity.removesuffix(CPU_MILLI)) / 1000:g}"
    return quantity


def bytes_for_docker(quantity: str) -> str:
    """Return a Kubernetes memory quantity as Docker wants it: `512Mi` is `512m`."""
    return quantity[:-2] + MEMORY_UNITS[quantity[-2:]]


async def _run(argv: list[str], container: Container) -> None:
    done = await docker(*argv, container.image, *container.command, env=container.env, check=False)
    if done.code != 0:
        raise refusal(container, done)


def refusal(container: Container, done: Completed) -> DeployerError:
    """Return the error for a container that the engine did not start."""
    said = done.stderr.lower()
    if "no such image" in said or "unable to find image" in said:
        return missing_image(container.image)
    if "port is already allocated" in said or "address already in use" in said:
        return DeployerError(
            f"{container.name} cannot be reached: its port is taken.",
            cause=done.stderr.strip().splitlines()[-1],
            cure="./todo run   (takes another free port)",
        )
    return CommandFailedError(done)


def _death(now: State) -> str:
    if now.out_of_memory:
        return "It used more memory than app.yaml allows it."
    if now.exit_code == 137:  # noqa: PLR2004 - 128 + SIGKILL
        return "It had to be killed (exit code 137)."
    return f"It ended with exit code {now.exit_code}."
