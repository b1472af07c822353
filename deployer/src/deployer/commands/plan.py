"""`todo plan`: what would change, and nothing changed."""

import click

from deployer.commands.frame import agent_command
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(
    examples=[
        "todo plan                  compare with the cluster of last time",
        "todo plan --on minikube    compare with a certain cluster",
        "todo plan --on my-context --profile production    as app.yaml's profile says",
        "todo plan --json           for programs: status `unchanged` when nothing would change",
    ]
)
@click.option("--on", default=None, metavar="CLUSTER", help="Default: the cluster of last time.")
@click.option(
    "--profile", metavar="NAME", help="A profile of app.yaml. Default: that of last time."
)
async def command(*, on: str | None, profile: str | None, events: Events) -> AnyResult:
    """Show what `todo up` would change in the cluster, and change nothing.

    Images that would be built, releases that would be installed or upgraded, and every
    field that would differ, as the cluster itself works it out. Values of secrets are hidden.
    """
    from deployer.pipeline.plan import make_plan  # noqa: PLC0415 - slow to import

    return await make_plan(on, events, profile)
