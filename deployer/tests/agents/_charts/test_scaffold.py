"""Charts for services that are not ours."""

from pathlib import Path
from typing import Any

import pytest

from deployer.agents._charts.scaffold import Kind, NewChart, describe
from deployer.agents.helm_chart_generator import HelmChartGenerator
from deployer.app import App
from deployer.errors import UsageError
from deployer.requests import ChartRequest
from deployer.tools.helm import Values
from tests.charts import NEW, Rendered, find_helm
from tests.conftest import Heard


async def made(folder: Path, app: App, values: Values) -> Rendered:
    """The objects of the chart that was made for an app."""
    helm = await find_helm()
    generator = HelmChartGenerator(
        app=app, tool_folders=(Path(helm.program).parent,), folder=folder
    )
    await generator.run(ChartRequest(), Heard())
    return Rendered(await helm.template(folder / app.name, values, NEW))


def pod(rendered: Rendered, name: str) -> dict[str, Any]:
    return dict(rendered.named("Deployment", name)["spec"]["template"]["spec"])


async def test_a_fastapi_service_gets_all_that_it_asked_for(tmp_path: Path) -> None:
    new = NewChart(
        name="shop",
        kind=Kind.FASTAPI,
        image="registry.example:5000/me/shop:1.2",
        ready="/ready",
        config={"COLOUR": "red"},
        secrets=("TOKEN",),
    )
    rendered = await made(tmp_path, describe(new), {"existingSecret": "mine"})
    container = pod(rendered, "shop")["containers"][0]
    assert container["image"] == "registry.example:5000/me/shop:1.2"
    assert container["ports"][0]["containerPort"] == 8000
    assert container["livenessProbe"]["httpGet"]["path"] == "/health"
    assert container["readinessProbe"]["httpGet"]["path"] == "/ready"
    assert {one["name"] for one in container["env"]} == {"PORT", "TOKEN"}
    assert rendered.named("ConfigMap", "shop")["data"] == {"COLOUR": "red"}
    assert "python3" in rendered.named("Pod", "shop-test")["spec"]["containers"][0]["command"]


async def test_a_next_service_may_write_its_cache_and_be_published(tmp_path: Path) -> None:
    new = NewChart(name="site", kind=Kind.NEXTJS, writable=("/app/uploads",))
    values: Values = {"ingress": {"enabled": True, "host": "site.example"}}
    rendered = await made(tmp_path, describe(new), values)
    container = pod(rendered, "site")["containers"][0]
    mounts = {one["mountPath"] for one in container["volumeMounts"]}
    assert mounts == {"/tmp", "/app/.next/cache", "/app/uploads"}  # noqa: S108 - in the pod
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    paths = rendered.named("Ingress", "site")["spec"]["rules"][0]["http"]["paths"]
    assert [one["path"] for one in paths] == ["/"]


async def test_nothing_in_it_speaks_of_this_project(tmp_path: Path) -> None:
    await made(tmp_path, describe(NewChart(name="site", kind=Kind.NEXTJS)), {})
    for path in tmp_path.rglob("*"):
        if path.is_file() and path.name != "policy-waivers.yaml":
            assert "todo" not in path.read_text(encoding="utf-8").lower(), path


@pytest.mark.parametrize("name", ["Shop", "9shop", "shop-", "s" * 41, "a b", "../shop"])
def test_a_name_that_kubernetes_would_refuse_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="no name for a chart"):
        describe(NewChart(name=name, kind=Kind.FASTAPI))


@pytest.mark.parametrize("image", ["Not An Image", "shop:", "https//:x y"])
def test_an_image_that_is_none_is_refused(image: str) -> None:
    with pytest.raises(UsageError, match="no image"):
        describe(NewChart(name="shop", kind=Kind.FASTAPI, image=image))
