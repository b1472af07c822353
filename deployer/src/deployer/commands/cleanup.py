"""`todo cleanup`: k8s-cleanup."""

import click

from deployer.commands.frame import Nearest, agent_command
from deployer.events import Events
from deployer.results import AnyResult

SCOPES = ("release", "data", "images")


@agent_command(
    examples=[
        "todo cleanup                           the releases; data and images stay",
        "todo cleanup --scope data              the namespace with its volume too",
        "todo cleanup --scope images            the images too",
        "todo cleanup --on kind --scope data    on a certain cluster",
    ]
)
@click.option("--on", default=None, metavar="CLUSTER", help="Default: the cluster of last time.")
@click.option(
    "--scope",
    type=Nearest(SCOPES),
    default="release",
    show_default=True,
    help="How much to remove; each includes the ones before it.",
)
async def command(*, on: str | None, scope: str, events: Events) -> AnyResult:
    """Remove what is ours from a cluster, and prove that it is gone."""
    from deployer.pipeline.cleanup import cleanup  # noqa: PLC0415 - slow to import
    from deployer.requests import Scope  # noqa: PLC0415 - the same

    scopes = frozenset(Scope(one) for one in SCOPES[: SCOPES.index(scope) + 1])
    return await cleanup(on, scopes, events)
