"""`todo cleanup`: k8s-cleanup."""

import click

from deployer.commands.frame import Nearest, agent_command
from deployer.events import Events
from deployer.results import AnyResult

SCOPES = ("release", "data", "images", "cluster", "everything")


@agent_command(
    examples=[
        "todo cleanup                           the releases; data and images stay",
        "todo cleanup --scope data              the namespace with its volume too",
        "todo cleanup --scope images            the images too",
        "todo cleanup --scope cluster           the cluster too, where it is ours",
        "todo cleanup --scope everything        receipts and durations too",
        "todo cleanup --list                    only show what is ours",
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
@click.option("--list", "look_only", is_flag=True, help="Only show what is ours.")
@click.option(
    "--take-finalizers",
    is_flag=True,
    help="Take finalizers off that keep our namespace from going. Ask who put them there first.",
)
async def command(
    *, on: str | None, scope: str, look_only: bool, take_finalizers: bool, events: Events
) -> AnyResult:
    """Remove what is ours from a cluster, and prove that it is gone and nothing else went."""
    from deployer.pipeline.cleanup import cleanup  # noqa: PLC0415 - slow to import
    from deployer.requests import CleanupRequest, Scope  # noqa: PLC0415 - the same

    scopes = frozenset(Scope(one) for one in SCOPES[: SCOPES.index(scope) + 1])
    request = CleanupRequest(
        access=None, scopes=scopes, look_only=look_only, take_finalizers=take_finalizers
    )
    return await cleanup(on, request, events)
