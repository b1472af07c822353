"""What tests of charts share: helm, and objects rendered by it."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from platformdirs import user_cache_path

from deployer.agents._charts.facts import ChartContext
from deployer.agents._charts.files import chart_files
from deployer.app import App, load_app
from deployer.errors import MissingError
from deployer.settings import settings
from deployer.tools import programs
from deployer.tools.helm import Cluster, Helm, Manifest, Values

NEW, OLD = Cluster("1.37.0"), Cluster("1.29.0")


async def find_helm() -> Helm:
    """The helm of this machine, or the one that the builtin cluster brought."""
    real = Path(os.environ.get("TODO_TEST_TOOLS", user_cache_path("todo-chatbot", appauthor=False)))
    try:
        with _cache(real):  # installed once for all tests: in a test's own cache each would do it
            program = await programs.find("helm", [*(real / "builtin" / "bin").glob("*")])
    except MissingError as error:
        if settings().ci:
            raise
        pytest.skip(f"needs helm: {error.cause}")
    return Helm(program, "todo")


@contextmanager
def _cache(folder: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TODO_CACHE_DIR", str(folder))
        settings.cache_clear()
        yield
    settings.cache_clear()


def context(key: str, app: App | None = None) -> ChartContext:
    """What the templates are told of a service."""
    app = app or load_app()
    return ChartContext(app=app, key=key, service=app.services[key])


def write_chart(folder: Path, key: str, app: App | None = None) -> Path:
    """Write one chart; returns its folder."""
    about = context(key, app)
    chart = folder / about.chart
    for path, text in chart_files(about).items():
        (chart / path).parent.mkdir(parents=True, exist_ok=True)
        (chart / path).write_text(text, encoding="utf-8")
    return chart


class Rendered:
    """A chart's objects; tests read them as they would read YAML."""

    def __init__(self, objects: Iterable[Manifest]) -> None:
        self.objects = [dict(one) for one in objects]

    def kinds(self) -> list[str]:
        return sorted(str(one["kind"]) for one in self.objects)

    def named(self, kind: str, name: str) -> dict[str, Any]:
        found = [
            one
            for one in self.objects
            if one["kind"] == kind and dict[str, Any](one)["metadata"]["name"] == name
        ]
        assert len(found) == 1, f"{kind} {name}: {self.kinds()}"
        return found[0]

    def all(self, kind: str) -> list[dict[str, Any]]:
        return [one for one in self.objects if one["kind"] == kind]

    def pod_specs(self) -> list[dict[str, Any]]:
        """The pod specs of workloads, jobs and tests."""
        specs = []
        for one in self.objects:
            if one["kind"] == "Pod":
                specs.append(dict[str, Any](one)["spec"])
            elif one["kind"] in {"Deployment", "StatefulSet", "Job"}:
                specs.append(dict[str, Any](one)["spec"]["template"]["spec"])
        return specs


async def render(
    folder: Path, key: str, values: Values | None = None, cluster: Cluster = NEW
) -> Rendered:
    """Render one chart with values on top of those that it needs."""
    needed: Values = {"existingSecret": "made-before"} if context(key).secret_keys else {}
    chart = write_chart(folder, key)
    helm = await find_helm()
    return Rendered(await helm.template(chart, {**needed, **(values or {})}, cluster))
