"""`todo verify`: the deployment's contract, measured anew."""

import click

from deployer.commands.frame import agent_command
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(
    examples=[
        "todo verify                   measure what runs; exit 4 when a bound is missed",
        "todo verify --idempotent 3    deploy three times and compare the state after each",
        "todo verify --json            for programs",
    ]
)
@click.option("--on", default=None, metavar="CLUSTER", help="Default: the cluster of last time.")
@click.option(
    "--idempotent",
    "runs",
    type=click.IntRange(min=2),
    default=None,
    metavar="RUNS",
    help="Deploy so many times first, and compare objects, pods, images and revisions.",
)
async def command(*, on: str | None, runs: int | None, events: Events) -> AnyResult:
    """Measure the running deployment against its contract.

    The criteria stand in specs/001-local-k8s-deployment/contracts/deployment-validation.yaml.
    """
    from deployer.pipeline.verify import verify  # noqa: PLC0415 - slow to import

    return await verify(on, runs or 0, events)
