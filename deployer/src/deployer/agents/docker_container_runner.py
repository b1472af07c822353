"""docker-container-runner: proves that the images work before any cluster sees them."""

import secrets
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from filelock import AsyncFileLock

from deployer.agents._container_checks import check_backend, check_frontend
from deployer.app import App, Service, load_app
from deployer.errors import DeployerError, UnhealthyError, UsageError
from deployer.events import Events
from deployer.requests import RunRequest
from deployer.results import ContainerTest, Evidence, Result, RunFacts, Status
from deployer.settings import settings
from deployer.steps import step
from deployer.tools import docker
from deployer.tools import docker_containers as containers
from deployer.tools.docker_containers import Container
from deployer.tools.docker_runs import own_network

HEALTHY_WITHIN = 120
"""Seconds; a quarter of a core needs several for a new database."""
MIGRATED_WITHIN = 180
STOPS_WITHIN = 30
"""Seconds; Kubernetes gives a pod as many."""
SHOWN_LINES = 10
USER = 10001
"""The images' user, who must own what is mounted into them."""
DATABASE_FOLDERS = (
    f"/var/lib/postgresql/data:uid={USER},gid={USER},mode=0700",
    f"/run/postgresql:uid={USER},gid={USER},mode=0755",
)
ORDER = ("database", "backend", "frontend")
CHECKS: dict[str, Callable[[str, Service], Awaitable[tuple[Evidence, ...]]]] = {
    "backend": check_backend,
    "frontend": check_frontend,
}


class DockerContainerRunner:
    """Runs the images together, confined as pods are, and asks them to do their work.

    Args:
        app: What is run, when it is not what app.yaml says.
    """

    name = "docker-container-runner"
    summary = "Runs the images as containers: health, real requests, a graceful stop."

    def __init__(self, *, app: App | None = None) -> None:
        self._app = app

    async def run(self, request: RunRequest, events: Events) -> Result[RunFacts]:
        """Test the images; nothing is left of the containers.

        Raises:
            UsageError: No images were named, or not those that the others need.
            MissingError: No engine answers, or an image is not there.
            UnhealthyError: A container does not do its work.
        """
        started = time.monotonic()
        images = {name: request.images[name] for name in ORDER if name in request.images}
        await _check_images(images)
        # One test at a time: what another one left behind can then be told from what it uses.
        async with AsyncFileLock(settings().folder("containers") / "run.lock"):
            tests = await _Test(self._app or load_app(), images, events).run()
        return Result(
            agent=self.name,
            status=Status.DONE,
            summary=f"{', '.join(images)}: healthy, useful, and stopped as asked.",
            facts=RunFacts(containers=tests),
            evidence=tuple(check for test in tests for check in test.checks),
            next_step="./todo up",
            seconds=time.monotonic() - started,
        )


async def _check_images(images: dict[str, str]) -> None:
    """Check before anything is started; the frontend is tested with all that stands behind it."""
    named = [name for name in ORDER if name in images]
    if not named or named != list(ORDER[: len(named)]):
        raise UsageError(
            f"These images cannot be tested together: {', '.join(images) or 'none'}.",
            cause="The backend needs the database's image, and the frontend both.",
            cure="./todo run",
        )
    there = await docker.inspect(list(images.values()))
    for reference in images.values():
        if reference not in there:
            raise docker.missing_image(reference)


class _Test:
    """One run of all containers on a network of their own."""

    def __init__(self, app: App, images: dict[str, str], events: Events) -> None:
        self._app = app
        self._images = images
        self._events = events
        self._run = f"{app.name}-test-{secrets.token_hex(4)}"
        self._password = secrets.token_urlsafe(24)
        self._key = secrets.token_urlsafe(48)
        self._healthy: dict[str, float] = {}
        self._checks: dict[str, tuple[Evidence, ...]] = {}
        self._stopped: dict[str, float] = {}
        self._logs: dict[str, str] = {}

    async def run(self) -> tuple[ContainerTest, ...]:
        """Run the test and remove what it made, whatever happens."""
        async with own_network(self._run):
            for service in self._images:
                await self._start(service)
            for service in reversed(self._images):
                await self._stop(service)
        return tuple(self._result(service) for service in self._images)

    async def _start(self, service: str) -> None:
        with step(f"test {service}", self._events) as this:
            started = time.monotonic()
            try:
                if self._app.services[service].migration:
                    this.progress("migrate the database")
                    await self._migrate(service)
                started = time.monotonic()
                await containers.start(self._container(service))
                this.progress("wait until it is healthy")
                await containers.wait_healthy(self._name(service), HEALTHY_WITHIN)
                self._healthy[service] = time.monotonic() - started
                confined = Evidence(
                    what=f"{service} is confined",
                    value=await containers.confinement(self._name(service)),
                )
                self._checks[service] = (confined, *await self._check(service))
            except UnhealthyError as error:
                raise await self._with_logs(service, error) from error
            this.done(f"healthy, {len(self._checks[service])} checks")

    async def _check(self, service: str) -> tuple[Evidence, ...]:
        check = CHECKS.get(service)
        if check is None:
            # Its own check has just connected to it; the backend's requests prove the rest.
            return (Evidence(what=f"{service}'s health check", value="healthy"),)
        declared = self._app.services[service]
        return await check(await containers.address(self._name(service), declared.port), declared)

    async def _stop(self, service: str) -> None:
        with step(f"stop {service}", self._events):
            started = time.monotonic()
            try:
                await containers.stop(self._name(service), STOPS_WITHIN)
            except UnhealthyError as error:
                raise await self._with_logs(service, error) from error
            self._stopped[service] = time.monotonic() - started
            said = await containers.logs(self._name(service))
            self._logs[service] = str(_keep(f"{service}.log", said))

    async def _migrate(self, service: str) -> None:
        migration = self._app.services[service].migration
        if migration is None:
            return
        job = self._container(service).model_copy(
            update={
                "name": f"{self._run}-migration",
                "alias": "migration",
                "command": migration.command,
                "limits": migration.limits,
                "port": None,
            }
        )
        ended = await containers.run_to_end(job, MIGRATED_WITHIN)
        if ended.code != 0:
            said = (ended.stderr + ended.stdout).strip().splitlines()
            raise UnhealthyError(
                f"The migration of {job.image} failed (exit code {ended.code}).",
                cause="\n".join(said[-SHOWN_LINES:]),
                cure="./todo run --verbose",
            )

    def _container(self, service: str) -> Container:
        declared = self._app.services[service]
        temporary = ("/tmp:mode=1777",)  # noqa: S108 - a path inside the container
        return Container(
            name=self._name(service),
            image=self._images[service],
            network=self._run,
            alias=self._host(service),
            limits=declared.limits,
            env=declared.config | self._secrets(service),
            port=declared.port if service in CHECKS else None,
            tmpfs=temporary if service in CHECKS else temporary + DATABASE_FOLDERS,
        )

    def _secrets(self, service: str) -> dict[str, str]:
        """Return the values that the Secret holds in a cluster; made for this run alone."""
        database = self._app.services["database"]
        address = f"{self._host('database')}:{database.port}/{self._app.name}"
        known = {
            "POSTGRES_PASSWORD": self._password,
            "TODO_SECRET_KEY": self._key,
            "DATABASE_URL": f"postgresql://{self._app.name}:{self._password}@{address}",
        }
        return {name: known[name] for name in self._app.services[service].secrets.required}

    def _host(self, service: str) -> str:
        """The name that app.yaml's addresses use, the one of the Service in a cluster."""
        return f"{self._app.name}-{service}"

    def _name(self, service: str) -> str:
        return f"{self._run}-{service}"

    async def _with_logs(self, service: str, error: UnhealthyError) -> DeployerError:
        """Keep the container's logs before it is removed, and show their end."""
        said = await containers.logs(self._name(service))
        if not said:
            return error
        kept = _keep(f"{service}.log", said)
        shown = "\n".join(said.strip().splitlines()[-SHOWN_LINES:])
        return UnhealthyError(
            f"{service}: {error.what}",
            cause=f"{error.cause}\n{shown}".strip(),
            cure=error.cure or f"read all of it: {kept}",
        )

    def _result(self, service: str) -> ContainerTest:
        return ContainerTest(
            service=service,
            reference=self._images[service],
            healthy_after_seconds=self._healthy[service],
            checks=self._checks[service],
            stopped_after_seconds=self._stopped[service],
            log=self._logs[service],
        )


def _keep(name: str, text: str) -> Path:
    path = settings().folder("containers") / name
    path.write_text(text, encoding="utf-8")
    return path
