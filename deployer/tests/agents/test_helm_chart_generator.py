"""helm-chart-generator, with the real helm."""

import re
from pathlib import Path

import pytest
import yaml

from deployer.agents.helm_chart_generator import HelmChartGenerator
from deployer.app import App, Profile, load_app
from deployer.errors import UsageError
from deployer.requests import ChartRequest
from deployer.results import Status
from deployer.settings import ROOT
from tests.charts import find_helm
from tests.conftest import Heard


@pytest.fixture
async def generator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HelmChartGenerator:
    """A generator that writes below a folder of the test."""
    monkeypatch.setattr("deployer.app.ROOT", tmp_path)
    return await generator_of(load_app())


def with_one_chart() -> App:
    """The app with its backend alone, for what is the same of every chart."""
    backend = {"backend": load_app().services["backend"]}
    return load_app().model_copy(update={"services": backend, "profiles": {"local": Profile()}})


@pytest.fixture
async def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HelmChartGenerator:
    """A generator of one chart."""
    monkeypatch.setattr("deployer.app.ROOT", tmp_path)
    return await generator_of(with_one_chart())


async def generator_of(app: App) -> HelmChartGenerator:
    helm = await find_helm()
    return HelmChartGenerator(app=app, tool_folders=(Path(helm.program).parent,))


def changed_app(**backend: object) -> App:
    """app.yaml with other fields of the backend."""
    tree = yaml.safe_load((ROOT / "app.yaml").read_text(encoding="utf-8"))
    tree["services"]["backend"] |= backend
    return App.model_validate(tree)


async def test_it_writes_and_proves_all_charts_and_then_finds_nothing_to_do(
    generator: HelmChartGenerator, tmp_path: Path, events: Heard
) -> None:
    result = await generator.run(ChartRequest(), events)
    assert result.status is Status.DONE
    assert set(result.facts.charts) == {f"todo-{name}" for name in load_app().services}
    assert (tmp_path / "helm/todo-backend/Chart.yaml").is_file()
    assert "kind: ServiceMonitor" in (tmp_path / "helm/examples/production.yaml").read_text()
    assert "kind: StatefulSet" in (tmp_path / "helm/examples/local.yaml").read_text()
    assert any("objects fit 1.25" in one.value for one in result.facts.checks)
    again = await generator.run(ChartRequest(validate_unchanged=False), events)
    assert again.status is Status.UNCHANGED
    assert again.facts.changed_files == ()
    assert events.lines()[-1] == "charts done"


async def test_check_reports_drift_and_writes_nothing(
    small: HelmChartGenerator, tmp_path: Path, events: Heard
) -> None:
    await small.run(ChartRequest(validate_unchanged=False), events)
    chart = tmp_path / "helm/todo-backend"
    (chart / "values.yaml").write_text("replicas: 9\n")
    (chart / "templates/forgotten.yaml").write_text("kind: Nothing\n")
    result = await small.run(ChartRequest(check=True, validate_unchanged=False), events)
    assert result.status is Status.FAILED
    assert result.next_step == "./todo chart"
    assert result.facts.changed_files == (
        "helm/todo-backend/templates/forgotten.yaml",
        "helm/todo-backend/values.yaml",
    )
    assert (chart / "values.yaml").read_text() == "replicas: 9\n"
    await small.run(ChartRequest(validate_unchanged=False), events)
    assert not (chart / "templates/forgotten.yaml").exists()
    assert (chart / "values.yaml").read_text() != "replicas: 9\n"


async def test_a_changed_profile_is_drift_of_its_example(
    small: HelmChartGenerator, tmp_path: Path, events: Heard
) -> None:
    await small.run(ChartRequest(), events)
    local = Profile(values={"backend": {"podAnnotations": {"team": "ours"}}})
    changed = with_one_chart().model_copy(update={"profiles": {"local": local}})
    result = await (await generator_of(changed)).run(ChartRequest(check=True), events)
    assert result.status is Status.FAILED
    assert result.facts.changed_files == ("helm/examples/local.yaml",)
    assert "ours" not in (tmp_path / "helm/examples/local.yaml").read_text()


async def test_a_profile_that_a_chart_refuses_is_named_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, events: Heard
) -> None:
    monkeypatch.setattr("deployer.app.ROOT", tmp_path)
    wrong = Profile(values={"backend": {"autoscalling": {"enabled": True}}})
    generator = await generator_of(load_app().model_copy(update={"profiles": {"mine": wrong}}))
    with pytest.raises(UsageError, match="profile 'mine' does not fit") as failure:
        await generator.run(ChartRequest(), events)
    assert "autoscalling" in failure.value.cause
    assert "profiles.mine.values.backend" in failure.value.cure
    assert not (tmp_path / "helm").exists()


async def test_line_ends_of_windows_are_no_drift(
    small: HelmChartGenerator, tmp_path: Path, events: Heard
) -> None:
    await small.run(ChartRequest(validate_unchanged=False), events)
    path = tmp_path / "helm/todo-backend/values.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    request = ChartRequest(check=True, validate_unchanged=False)
    assert (await small.run(request, events)).status is Status.UNCHANGED


@pytest.mark.parametrize("backend", [{"image": "Not An Image"}])
async def test_a_broken_value_of_app_yaml_is_named_and_nothing_is_written(
    backend: dict[str, object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    events: Heard,
) -> None:
    monkeypatch.setattr("deployer.app.ROOT", tmp_path)
    generator = await generator_of(changed_app(**backend))
    with pytest.raises(UsageError) as failure:
        await generator.run(ChartRequest(), events)
    assert re.search(r"services\.backend\.image\b", failure.value.what)
    assert not (tmp_path / "helm").exists()
