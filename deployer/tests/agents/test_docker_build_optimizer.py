import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from deployer.agents.docker_build_optimizer import DockerBuildOptimizer, chosen
from deployer.app import App, Development, Quota, Resources, Service, load_app
from deployer.errors import DeployerError, MissingError, UsageError
from deployer.events import Event
from deployer.requests import BuildRequest
from deployer.results import Status
from deployer.tools import docker

pytestmark = pytest.mark.anyio
LIMITS = Resources(cpu="100m", memory="64Mi")


def service(context: Path, name: str, budget: int | None = None) -> Service:
    return Service(
        context=context,
        runtime="python",
        image=f"todo-unit-{name}",
        image_budget_mb=budget,
        port=1,
        replicas=1,
        requests=LIMITS,
        limits=LIMITS,
    )


def app(**services: Service) -> App:
    return App(
        name="todo",
        namespace="todo",
        quota=Quota(cpu="1", memory="1Gi", pods="1"),
        services=services,
    )


@pytest.fixture
def context(tmp_path: Path) -> Path:
    folder = tmp_path / "context"
    folder.mkdir()
    (folder / "Dockerfile").write_text("FROM scratch\nCOPY words /\n")
    (folder / "words").write_text("one")
    return folder


@pytest.fixture
async def clean(engine: docker.Engine) -> AsyncIterator[docker.Engine]:
    yield engine
    for image in await docker.images_of_ours():
        for tag in image.tags:
            if tag.startswith("todo-unit-"):
                await docker.docker("image", "rm", "--force", tag)


def test_a_service_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError, match="no service named front") as raised:
        chosen(load_app().services, ["front"])
    assert "frontend" in raised.value.cause


def test_none_named_means_all() -> None:
    assert list(chosen(load_app().services, ())) == ["backend", "frontend", "database"]


async def test_a_missing_dockerfile_is_named(tmp_path: Path) -> None:
    agent = DockerBuildOptimizer(app=app(one=service(tmp_path / "none", "one")))
    with pytest.raises(UsageError, match="Dockerfile cannot be read"):
        await agent.run(BuildRequest(), lambda _event: None)


@pytest.mark.engine
@pytest.mark.usefixtures("clean")
async def test_what_is_unchanged_is_not_built_again(context: Path) -> None:
    agent = DockerBuildOptimizer(app=app(one=service(context, "one"), two=service(context, "two")))
    heard: list[Event] = []
    first = await agent.run(BuildRequest(), heard.append)
    second = await agent.run(BuildRequest(), heard.append)
    assert (first.status, second.status) == (Status.DONE, Status.UNCHANGED)
    assert [image.id for image in second.facts.images] == [i.id for i in first.facts.images]
    assert not any(image.built for image in second.facts.images)


@pytest.mark.engine
@pytest.mark.usefixtures("clean")
async def test_a_change_gives_another_tag_and_only_that_image(
    context: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "Dockerfile").write_text("FROM scratch\nCOPY Dockerfile /\n")
    agent = DockerBuildOptimizer(app=app(one=service(context, "one"), two=service(other, "two")))
    before = await agent.run(BuildRequest(), lambda _event: None)
    (context / "words").write_text("two")
    after = await agent.run(BuildRequest(), lambda _event: None)
    assert [image.service for image in after.facts.images if image.built] == ["one"]
    references = [image.reference for result in (before, after) for image in result.facts.images]
    assert len(set(references)) == 3


@pytest.mark.engine
@pytest.mark.usefixtures("clean")
async def test_a_foreign_image_with_our_tag_is_not_taken_for_ours(context: Path) -> None:
    agent = DockerBuildOptimizer(app=app(one=service(context, "one")))
    built = (await agent.run(BuildRequest(), lambda _event: None)).facts.images[0]
    (context / "Dockerfile").write_text("FROM scratch\nCOPY words /other\n")
    other = (await agent.run(BuildRequest(), lambda _event: None)).facts.images[0]
    await docker.docker("tag", other.reference, built.reference)
    (context / "Dockerfile").write_text("FROM scratch\nCOPY words /\n")
    again = (await agent.run(BuildRequest(), lambda _event: None)).facts.images[0]
    assert again.built
    assert again.id != other.id


@pytest.mark.engine
@pytest.mark.usefixtures("clean")
async def test_an_image_over_its_budget_fails_each_time_and_names_the_line_to_change(
    context: Path,
) -> None:
    # Random, because a row of zeros may be stored as a hole.
    (context / "words").write_bytes(os.urandom(2_500_000))
    agent = DockerBuildOptimizer(app=app(one=service(context, "one", budget=1)))
    for _ in range(2):
        with pytest.raises(DeployerError, match=r"2\.5 MB of 1 MB") as raised:
            await agent.run(BuildRequest(), lambda _event: None)
        assert "It is 1.5 MB over." in raised.value.cause
        assert f"2.5 MB  COPY words /, {context.as_posix()}/Dockerfile:2" in raised.value.cause
        assert raised.value.cure.startswith(f"change {context.as_posix()}/Dockerfile:2")


@pytest.mark.engine
@pytest.mark.usefixtures("clean")
async def test_sizes_and_bills_of_materials_are_of_the_image_itself(
    context: Path, tmp_path: Path
) -> None:
    about = "Package: libtiny1\nVersion: 1.0-1\nArchitecture: all\nInstalled-Size: 3\n"
    (context / "libtiny1").write_text(about)
    (context / "Dockerfile").write_text(
        "FROM scratch\nCOPY words /\nCOPY libtiny1 /var/lib/dpkg/status.d/libtiny1\n"
    )
    agent = DockerBuildOptimizer(app=app(one=service(context, "one")))
    request = BuildRequest(sizes=True, sbom=tmp_path / "sboms")
    facts = (await agent.run(request, lambda _event: None)).facts
    layers = [(one.name, one.size_bytes) for one in facts.parts if one.kind == "layer"]
    assert layers[0] == ("COPY words /", 3)
    debian = next(one for one in facts.parts if one.kind == "deb")
    assert (debian.name, debian.size_bytes) == ("libtiny1 1.0-1", 3072)
    document = json.loads(Path(facts.sboms[0]).read_text(encoding="utf-8"))
    assert document["packages"][0]["checksums"][0]["checksumValue"] in facts.images[0].id
    assert [one["name"] for one in document["packages"]] == ["todo-unit-one", "libtiny1"]


@pytest.mark.engine
@pytest.mark.usefixtures("clean")
async def test_one_failure_does_not_keep_the_others_from_ending(
    context: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "Dockerfile").write_text("FROM scratch\nCOPY nothing /\n")
    services = {"good": service(context, "good"), "bad": service(broken, "bad")}
    with pytest.raises(DeployerError, match="todo-unit-bad could not be built"):
        await DockerBuildOptimizer(app=app(**services)).run(BuildRequest(), lambda _event: None)
    agent = DockerBuildOptimizer(app=app(good=services["good"]))
    assert (await agent.run(BuildRequest(), lambda _event: None)).status is Status.UNCHANGED


@pytest.mark.engine
@pytest.mark.usefixtures("clean")
async def test_a_base_image_that_cannot_be_had_says_how_to_make_it(context: Path) -> None:
    (context / "Dockerfile").write_text("FROM 127.0.0.1:1/nothing:1\n")
    agent = DockerBuildOptimizer(app=app(one=service(context, "one")))
    with pytest.raises(MissingError, match=r"127\.0\.0\.1:1/nothing:1 is missing") as raised:
        await agent.run(BuildRequest(), lambda _event: None)
    assert "--on builtin" in raised.value.cure


@pytest.mark.engine
@pytest.mark.usefixtures("clean")
async def test_for_development_another_stage_is_built_and_may_be_large(context: Path) -> None:
    (context / "Dockerfile").write_text(
        "FROM scratch AS tools\nCOPY words /tools\nFROM scratch\nCOPY words /\n"
    )
    editable = Development(stage="tools", command=("x",), sources=("src",), limits=LIMITS)
    one = service(context, "one", budget=0).model_copy(update={"development": editable})
    agent = DockerBuildOptimizer(app=app(one=one))
    with pytest.raises(DeployerError):
        await agent.run(BuildRequest(), lambda _event: None)
    built = await agent.run(BuildRequest(development=True), lambda _event: None)
    normal = await agent.plan(BuildRequest(), lambda _event: None)
    assert built.facts.images[0].reference != normal[0].reference
