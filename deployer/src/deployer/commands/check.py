"""`todo check`: what to run before each commit."""

from deployer.commands.frame import agent_command
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(examples=["todo check"])
async def command(*, events: Events) -> AnyResult:
    """Check format, lint, types and import rules, and run the unit tests."""
    from deployer.suites.session import run_checks  # noqa: PLC0415 - slow to import

    return await run_checks(events)
