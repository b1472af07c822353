"""`todo deploy`: k8s-deploy-agent."""

import click

from deployer.commands.frame import agent_command
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(
    examples=["todo deploy --on minikube", "todo deploy --on my-context --profile production"]
)
@click.option("--on", required=True, metavar="CLUSTER", help="A provider or a kube context.")
@click.option(
    "--profile", metavar="NAME", help="A profile of app.yaml. Default: that of last time."
)
async def command(*, on: str, profile: str | None, events: Events) -> AnyResult:
    """Install the charts on a running cluster, wait for the pods, and verify the endpoints.

    Images are built and routed first when they changed. `todo up` does this and all around it.
    """
    from deployer.pipeline.deploy import deploy  # noqa: PLC0415 - slow to import

    return await deploy(on, events, profile)
