"""Writes charts: ours, with a cluster's word on them when one is named, or somebody else's."""

from collections.abc import Mapping
from pathlib import Path

from deployer.agents._charts.scaffold import NewChart, describe
from deployer.agents.helm_chart_generator import HelmChartGenerator
from deployer.clusters import find_cluster
from deployer.errors import UsageError
from deployer.events import Events
from deployer.requests import ChartRequest
from deployer.results import ChartFacts, Result


async def write_charts(
    *, check: bool, policy: bool, on: str | None, events: Events
) -> Result[ChartFacts]:
    """Write and validate our own charts.

    Raises:
        MissingError: The named cluster does not run, or a program cannot be had.
        UsageError: app.yaml leads to a chart that somebody refuses.
    """
    cluster = find_cluster(on) if on else None
    access = await cluster.access() if cluster else None
    request = ChartRequest(check=check, policy=policy, access=access)
    folders = cluster.tool_folders if cluster else ()
    return await HelmChartGenerator(tool_folders=folders).run(request, events)


async def new_chart(
    service: Mapping[str, object], out: Path, *, policy: bool, events: Events
) -> Result[ChartFacts]:
    """Make the chart of a service that is not ours.

    Args:
        service: Fields of `NewChart`.
        out: Where the chart's folder is made.
        policy: Whether kube-score and checkov are asked.
        events: Who listens.

    Raises:
        UsageError: There is something of that name already, or the chart would not be right.
    """
    new = NewChart.model_validate(service)
    app = describe(new)
    target = out.resolve() / new.name
    if target.exists():
        raise UsageError(
            f"{target} is there already.",
            cause="A chart that may have been edited is never written over.",
            cure="another name, or --out with another folder",
        )
    generator = HelmChartGenerator(app=app, folder=out.resolve())
    result = await generator.run(ChartRequest(policy=policy), events)
    return result.model_copy(
        update={
            "summary": f"Wrote {target}. Who may call it is named in networkPolicy.ingressFrom.",
            "next_step": f"helm upgrade --install {new.name} {target}",
        }
    )
