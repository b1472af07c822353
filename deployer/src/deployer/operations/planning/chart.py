"""chart: the Helm charts below helm/."""

from deployer.agents.helm_chart_generator import HelmChartGenerator
from deployer.events import Events
from deployer.operations.jobs import Draft, Job, Work
from deployer.operations.pin import Pin
from deployer.requests import ChartRequest
from deployer.results import AnyResult
from deployer.settings import ROOT


async def _draft(job: Job, pin: Pin, events: Events) -> Draft:
    del job, pin
    request = ChartRequest(check=True, validate_unchanged=False)
    facts = (await HelmChartGenerator().run(request, events)).facts
    changes = tuple(f"write {name}" for name in facts.changed_files)
    return Draft(changes, [facts.changed_files, (ROOT / "app.yaml").read_text(encoding="utf-8")])


async def _do(job: Job, pin: Pin, events: Events) -> AnyResult:
    del job, pin
    return await HelmChartGenerator().run(ChartRequest(), events)


CHART = Work(_draft, _do, lambda _job, _pin: "./todo chart", on_cluster=False)
