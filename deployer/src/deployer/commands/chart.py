"""`todo chart`: helm-chart-generator."""

import click

from deployer.commands.frame import agent_command
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(
    examples=[
        "todo chart            write helm/ from app.yaml",
        "todo chart --check    only compare",
    ]
)
@click.option("--check", is_flag=True, help="Write nothing; fail when helm/ is not up to date.")
async def command(*, check: bool, events: Events) -> AnyResult:
    """Write the Helm charts from app.yaml and validate them."""
    from deployer.agents.helm_chart_generator import (  # noqa: PLC0415 - slow to import
        HelmChartGenerator,
    )
    from deployer.requests import ChartRequest  # noqa: PLC0415 - the same

    return await HelmChartGenerator().run(ChartRequest(check=check), events)
