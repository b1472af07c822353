"""Checks of programs: which one is there, and which version it says it is."""

import re
import sys

import anyio

from deployer.app import load_app
from deployer.doctor.finding import good, lacking
from deployer.errors import DeployerError
from deployer.results import Check
from deployer.settings import settings
from deployer.tools import command
from deployer.tools.docker_buildx import find_buildx
from deployer.tools.node import OLDEST, machine_node
from deployer.tools.uv import find_uv

SECONDS = 10.0
"""How long a program may take to say what it is."""


async def python() -> Check:
    """Return the Python that runs us, which is the one that runs the backend."""
    return good("Python", f"{sys.version.split()[0]}, {sys.executable}", needed=True)


async def uv() -> Check:
    """Return the uv that installs packages; without one the launcher brings its own."""
    try:
        program = find_uv()
    except DeployerError:
        return lacking("uv", "not found", "./todo up installs it privately", needed=True)
    return good("uv", f"{await _says(program, '--version')}, {program}", needed=True)


async def node() -> Check:
    """Return the machine's Node, or say that a private one is going to be installed."""
    found = await machine_node()
    if found is None:
        oldest = ".".join(map(str, OLDEST))
        return good("Node", f"none from {oldest} on; ./todo up installs one privately", needed=True)
    return good("Node", f"{found.version}, {found.node}", needed=True)


async def container_engine() -> Check:
    """Return whether a container engine answers; Kubernetes needs one, local mode does not."""
    cure = "start Docker Desktop, or: sudo systemctl start docker"
    try:
        program = command.find_program("docker")
        argv = [program, "info", "--format", "{{.ServerVersion}}, {{.NCPU}} CPUs, {{.MemTotal}}"]
        said = await command.run(argv, timeout=SECONDS, check=False)
    except DeployerError:
        return lacking("Container engine", "no docker program", "install Docker Desktop")
    if said.code != 0:
        return lacking("Container engine", said.stderr.strip().split("\n")[-1], cure)
    version, cpus, memory = said.stdout.strip().split(", ")
    return good("Container engine", f"{version}, {cpus}, {int(memory) / 2**30:.1f} GiB")


async def buildx() -> Check:
    """Return whether docker can build with BuildKit."""
    try:
        way = await find_buildx()
    except DeployerError as error:
        return lacking("buildx", error.cause, error.cure)
    return good("buildx", f"{await _says(*way.argv, 'version')}, {way.argv[0]}")


async def kubectl() -> Check:
    """Return the machine's kubectl."""
    argv = ["kubectl", "version", "--client"]
    return await _optional("kubectl", argv, "./todo doctor --fix")


async def helm() -> Check:
    """Return the machine's helm."""
    argv = ["helm", "version", "--short"]
    return await _optional("helm", argv, "./todo doctor --fix")


async def minikube() -> Check:
    """Return the machine's minikube."""
    argv = ["minikube", "version", "--short"]
    return await _optional("minikube", argv, "./todo doctor --fix")


async def kind() -> Check:
    """Return the machine's kind."""
    argv = ["kind", "version"]
    return await _optional("kind", argv, "./todo up --on kind installs it privately")


async def description() -> Check:
    """Return whether app.yaml can be read."""
    try:
        app = load_app()
    except DeployerError as error:
        return lacking("app.yaml", str(error), "git checkout app.yaml", needed=True)
    return good("app.yaml", f"{len(app.services)} services", needed=True)


async def _optional(name: str, argv: list[str], cure: str) -> Check:
    try:
        program = command.find_program(argv[0], folders=[settings().folder("tools", "bin")])
    except DeployerError:
        return lacking(name, "not found", cure)
    said = await _says(program, *argv[1:])
    return good(name, f"{said}, {program}") if said else lacking(name, "does not run", cure)


async def _says(program: str, *arguments: str) -> str:
    """Return the version in what a program prints, or nothing when it fails."""
    with anyio.move_on_after(SECONDS):
        try:
            said = await command.run([program, *arguments], check=False)
        except DeployerError:
            return ""
        version = re.search(r"v?\d+\.\d+(\.\d+)?", said.stdout)
        return version.group() if said.code == 0 and version else ""
    return ""
