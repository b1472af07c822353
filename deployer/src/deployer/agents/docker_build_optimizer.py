"""docker-build-optimizer: builds the images that changed, side by side, and keeps them small."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import anyio

from deployer.app import App, Service, load_app
from deployer.errors import DeployerError, MissingError, UsageError
from deployer.events import Events
from deployer.frozen import Frozen
from deployer.requests import BuildRequest
from deployer.results import BuildFacts, BuiltImage, Evidence, Result, Status
from deployer.steps import step
from deployer.tools import docker
from deployer.tools.docker_buildx import Build, Buildx, build_image, find_buildx
from deployer.tools.docker_inputs import TAG_LENGTH, base_images, inputs_hash
from deployer.tools.docker_secrets import build_secrets

INPUTS_LABEL = f"{docker.LABEL}.inputs"
"""Carries the whole hash of which the tag shows the beginning."""
MEGABYTE = 1_000_000


class Plan(Frozen):
    """One image that ought to be in the engine."""

    name: str
    service: Service
    hash: str

    @property
    def reference(self) -> str:
        """The image's name, with the hash of its inputs as its tag."""
        return f"{self.service.image}:{self.hash[:TAG_LENGTH]}"


class DockerBuildOptimizer:
    """Builds what changed; the tag of an image is the hash of all that goes into it.

    Args:
        app: What is built, when it is not what app.yaml says.
    """

    name = "docker-build-optimizer"
    summary = "Builds the images that changed, side by side, within their size budgets."

    def __init__(self, *, app: App | None = None) -> None:
        self._app = app

    async def run(self, request: BuildRequest, events: Events) -> Result[BuildFacts]:
        """Make sure that each service's image is in the engine.

        Raises:
            UsageError: There is no such service, or its Dockerfile is not there.
            MissingError: No engine, no buildx, no base image, or no disk space.
            DeployerError: A build failed, or an image is larger than its budget.
        """
        started = time.monotonic()
        services = chosen((self._app or load_app()).services, request.services)
        plans = await _plan(services, events)
        there = await docker.inspect([plan.reference for plan in plans])
        if request.force:
            there = {}
        ready = {plan.name for plan in plans if _is_built(plan, there)}
        images = [
            _unchanged(plan, there[plan.reference], events) for plan in plans if plan.name in ready
        ]
        images += await _build_all([p for p in plans if p.name not in ready], request, events)
        for image in images:
            await _check_budget(image, services[image.service])
        return _result(self.name, images, services, started)


def chosen(services: Mapping[str, Service], names: Sequence[str]) -> dict[str, Service]:
    """Return the services to build; all when none is named.

    Raises:
        UsageError: There is no service of that name.
    """
    for name in names:
        if name not in services:
            raise UsageError(
                f"There is no service named {name}.",
                cause=f"app.yaml has {', '.join(services)}.",
                cure=f"./todo build {next(iter(services))}",
            )
    return {name: services[name] for name in (names or services)}


async def _plan(services: Mapping[str, Service], events: Events) -> list[Plan]:
    """Find out which image each service needs."""
    # A newer base has newer security updates, so it is an input like any file.
    needed = {name: base_images(_dockerfile(one), {}) for name, one in services.items()}
    every = tuple(dict.fromkeys(base for bases in needed.values() for base in bases))
    layers = await _base_layers(every, events)
    return [
        Plan(
            name=name,
            service=one,
            hash=inputs_hash(one.folder, {}, {base: layers[base] for base in needed[name]}),
        )
        for name, one in services.items()
    ]


def _dockerfile(service: Service) -> str:
    try:
        return (service.folder / "Dockerfile").read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{service.context}/Dockerfile cannot be read.", cause=str(error), cure="git status"
        ) from error


async def _base_layers(bases: tuple[str, ...], events: Events) -> dict[str, tuple[str, ...]]:
    """Return the layers of each base image; one that is not there is pulled first."""
    there = await docker.inspect(bases)
    for base in bases:
        if base in there:
            continue
        with step(f"pull {base}", events):
            pulled = await docker.docker("pull", "--quiet", base, check=False, timeout=600)
            if pulled.code != 0:
                raise MissingError(
                    f"The base image {base} is missing.",
                    cause=f"It cannot be pulled: {pulled.stderr.strip()[-200:]}",
                    cure="./todo up --on builtin   (makes it from Debian's packages; Linux, root)",
                )
    there |= await docker.inspect([base for base in bases if base not in there])
    return {base: there[base].layers for base in bases}


def _is_built(plan: Plan, there: Mapping[str, docker.Image]) -> bool:
    """Tell whether the engine has the image, and not just one that happens to have its tag."""
    image = there.get(plan.reference)
    return image is not None and image.labels.get(INPUTS_LABEL) == plan.hash


def _unchanged(plan: Plan, image: docker.Image, events: Events) -> BuiltImage:
    with step(f"build {plan.name}", events) as this:
        this.skip("unchanged")
    return _built(plan, image, 0.0, built=False)


async def _build_all(plans: list[Plan], request: BuildRequest, events: Events) -> list[BuiltImage]:
    """Build side by side. All end before an error is raised: what was built need not be again."""
    if not plans:
        return []
    # BuildKit reports a full disk late, and in many words.
    docker.check_disk((await docker.engine()).root_dir)
    buildx = await find_buildx()
    images: list[BuiltImage] = []
    errors: list[DeployerError] = []

    async def one(plan: Plan, secrets: dict[str, Path]) -> None:
        build = _as_build(plan, secrets, use_cache=not request.force)
        try:
            images.append(await _build(plan, build, buildx, events))
        except DeployerError as error:
            errors.append(error)

    with build_secrets() as secrets:
        async with anyio.create_task_group() as group:
            for plan in plans:
                group.start_soon(one, plan, secrets)
    if errors:
        raise errors[0]
    return images


def _as_build(plan: Plan, secrets: dict[str, Path], *, use_cache: bool) -> Build:
    name, _, value = docker.OURS.partition("=")
    return Build(
        context=plan.service.folder,
        reference=plan.reference,
        labels={name: value, INPUTS_LABEL: plan.hash},
        secrets=secrets,
        use_cache=use_cache,
    )


async def _build(plan: Plan, build: Build, buildx: Buildx, events: Events) -> BuiltImage:
    started = time.monotonic()
    with step(f"build {plan.name}", events) as this:
        await build_image(buildx, build, this)
        image = (await docker.inspect([plan.reference])).get(plan.reference)
        if image is None:
            raise docker.missing_image(plan.reference)
        this.done(f"{plan.reference}, {image.size_bytes / MEGABYTE:.1f} MB")
    return _built(plan, image, time.monotonic() - started, built=True)


def _built(plan: Plan, image: docker.Image, seconds: float, *, built: bool) -> BuiltImage:
    return BuiltImage(
        service=plan.name,
        reference=plan.reference,
        id=image.id,
        size_bytes=image.size_bytes,
        built=built,
        seconds=seconds,
    )


async def _check_budget(image: BuiltImage, service: Service) -> None:
    budget = service.image_budget_mb
    if budget is None or image.size_bytes <= budget * MEGABYTE:
        return
    layers = [f"{size}: {made[:100]}" for size, made in await docker.layer_sizes(image.reference)]
    raise DeployerError(
        f"The image {image.reference} is too large: "
        f"{image.size_bytes / MEGABYTE:.1f} MB of {budget} MB.",
        cause="Its layers: " + "; ".join(layers),
        cure=f"remove what it does not need in {service.context}/Dockerfile, or a dependency",
    )


def _result(
    agent: str, images: list[BuiltImage], services: Mapping[str, Service], started: float
) -> Result[BuildFacts]:
    images = sorted(images, key=lambda one: one.service)
    new = [image.service for image in images if image.built]
    said = f"Built {', '.join(new)}." if new else "Every image is up to date."
    return Result(
        agent=agent,
        status=Status.DONE if new else Status.UNCHANGED,
        summary=said,
        facts=BuildFacts(images=tuple(images)),
        evidence=tuple(_evidence(image, services[image.service]) for image in images),
        next_step="./todo up",
        seconds=time.monotonic() - started,
    )


def _evidence(image: BuiltImage, service: Service) -> Evidence:
    size = f"{image.size_bytes / MEGABYTE:.1f} MB"
    budget = f" of {service.image_budget_mb} MB" if service.image_budget_mb else ""
    return Evidence(what=f"size of {image.reference}", value=size + budget)
