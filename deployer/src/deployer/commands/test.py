"""`todo test`: every test on real parts."""

import click

from deployer.commands.frame import agent_command
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(
    examples=[
        "todo test                      everything; on Linux as root it brings its own cluster",
        "todo test --on my-context      the cluster tests on a cluster of yours",
        'todo test --only "api tests"   one suite; its name as the list shows it',
    ]
)
@click.option("--on", default="builtin", show_default=True, metavar="CLUSTER")
@click.option("--only", multiple=True, metavar="SUITE", help="Only this suite; may be repeated.")
async def command(*, on: str, only: tuple[str, ...], events: Events) -> AnyResult:
    """Run every check and test on real parts: PostgreSQL, Chromium, Docker, Kubernetes."""
    from deployer.suites.session import run_tests  # noqa: PLC0415 - slow to import

    return await run_tests(on, only, events)
