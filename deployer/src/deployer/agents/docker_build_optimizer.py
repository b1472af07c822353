"""docker-build-optimizer: builds the images that changed, side by side, and keeps them small."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import anyio

from deployer.agents._images.inside import look_inside, write_sbom
from deployer.agents._images.sizes import parts_of, too_large
from deployer.app import App, Service, load_app
from deployer.deployment_facts import Action, PlannedImage
from deployer.errors import DeployerError, MissingError, UsageError
from deployer.events import Events
from deployer.frozen import Frozen
from deployer.requests import BuildRequest
from deployer.results import BuildFacts, BuiltImage, Evidence, Result, SizePart, Status
from deployer.steps import step
from deployer.tools import docker
from deployer.tools.docker_buildx import Build, Buildx, build_image, find_buildx
from deployer.tools.docker_inputs import TAG_LENGTH, base_images, inputs_hash
from deployer.tools.docker_secrets import build_secrets
from deployer.tools.docker_space import check_space

INPUTS_LABEL = f"{docker.LABEL}.inputs"
"""Carries the whole hash of which the tag shows the beginning."""
MEGABYTE = 1_000_000


class Plan(Frozen):
    """One image that ought to be in the engine."""

    name: str
    service: Service
    hash: str
    stage: str | None = None
    """The stage of the Dockerfile that is built; None means the last."""

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
        plans = await _plan(services, events, development=request.development)
        there = await docker.inspect([plan.reference for plan in plans])
        if request.force:
            there = {}
        ready = {plan.name for plan in plans if _is_built(plan, there)}
        images = [
            _unchanged(plan, there[plan.reference], events) for plan in plans if plan.name in ready
        ]
        images += await _build_all([p for p in plans if p.name not in ready], request, events)
        images.sort(key=lambda one: one.service)
        facts = await _look_inside(images, services, request, events)
        return _result(self.name, facts, services, started)

    async def plan(self, request: BuildRequest, events: Events) -> tuple[PlannedImage, ...]:
        """Say which images `run` would build; builds none.

        A base image that is not there is pulled: its layers are part of every tag.

        Raises:
            UsageError: There is no such service, or its Dockerfile is not there.
            MissingError: No engine, or no base image.
        """
        services = chosen((self._app or load_app()).services, request.services)
        plans = await _plan(services, events, development=request.development)
        there = await docker.inspect([plan.reference for plan in plans])
        return tuple(
            PlannedImage(
                service=plan.name,
                reference=plan.reference,
                action=Action.KEEP if _is_built(plan, there) else Action.CREATE,
            )
            for plan in plans
        )


def chosen(services: Mapping[str, Service], names: Sequence[str]) -> dict[str, Service]:
    """Return the services to build; when none is named, all that are not optional.

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
    usual = [name for name, one in services.items() if not one.optional]
    return {name: services[name] for name in (names or usual)}


async def _plan(
    services: Mapping[str, Service], events: Events, *, development: bool
) -> list[Plan]:
    """Find out which image each service needs."""
    # A newer base has newer security updates, so it is an input like any file.
    needed = {name: base_images(_dockerfile(one), {}) for name, one in services.items()}
    every = tuple(dict.fromkeys(base for bases in needed.values() for base in bases))
    layers = await _base_layers(every, events)
    plans = []
    for name, one in services.items():
        stage = one.development.stage if development and one.development else None
        bases = {base: layers[base] for base in needed[name]}
        digest = inputs_hash(one.folder, {"target": stage} if stage else {}, bases, one.recipe)
        plans.append(Plan(name=name, service=one, hash=digest, stage=stage))
    return plans


def _dockerfile(service: Service) -> str:
    try:
        return service.recipe.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{service.named_recipe.as_posix()} cannot be read.",
            cause=str(error),
            cure="git status",
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
    await check_space((await docker.engine()).root_dir)
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
        dockerfile=plan.service.recipe,
        reference=plan.reference,
        labels={name: value, INPUTS_LABEL: plan.hash},
        stage=plan.stage,
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


async def _look_inside(
    images: Sequence[BuiltImage],
    services: Mapping[str, Service],
    request: BuildRequest,
    events: Events,
) -> BuildFacts:
    """Report what the images hold, if asked for or if one is over its budget.

    Raises:
        DeployerError: One is over its budget; the error says what is in it.
    """
    parts: list[SizePart] = []
    sboms: list[str] = []
    for image in images:
        service = services[image.service]
        # What edits are followed with is large, and deployed nowhere else.
        budget = None if request.development else service.image_budget_mb
        over = budget is not None and image.size_bytes > budget * MEGABYTE
        if not (over or request.sizes or request.sbom):
            continue
        with step(f"look into {image.service}", events) as this:
            inside = await look_inside(image)
            this.done(f"{len(inside.packages)} packages")
        found = parts_of(image.service, service, *inside)
        if request.sbom:
            sboms.append(str(await write_sbom(image, inside, request.sbom)))
        if over and budget is not None:
            raise too_large(image, budget, found)
        parts += found if request.sizes else ()
    return BuildFacts(images=tuple(images), parts=tuple(parts), sboms=tuple(sboms))


def _result(
    agent: str, facts: BuildFacts, services: Mapping[str, Service], started: float
) -> Result[BuildFacts]:
    new = [image.service for image in facts.images if image.built]
    said = f"Built {', '.join(new)}." if new else "Every image is up to date."
    return Result(
        agent=agent,
        status=Status.DONE if new else Status.UNCHANGED,
        summary=said,
        facts=facts,
        evidence=tuple(_evidence(image, services[image.service]) for image in facts.images),
        next_step="./todo up",
        seconds=time.monotonic() - started,
    )


def _evidence(image: BuiltImage, service: Service) -> Evidence:
    size = f"{image.size_bytes / MEGABYTE:.1f} MB"
    budget = f" of {service.image_budget_mb} MB" if service.image_budget_mb else ""
    return Evidence(what=f"size of {image.reference}", value=size + budget)
