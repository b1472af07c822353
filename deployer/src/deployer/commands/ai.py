"""`todo ai`: AI clients that operate this project."""

import click

from deployer.commands.frame import Nearest, agent_command
from deployer.events import Events
from deployer.results import AnyResult

NAMES = ("claude-code", "kubectl-ai", "gordon", "docker-agent", "kagent")


@click.group(
    name="ai",
    epilog="\b\nExamples:\n"
    "  todo ai list                which clients are here, and which know of this project\n"
    "  todo ai setup kubectl-ai    connect one\n"
    "  todo ai check               what accepts their configuration\n"
    "  todo ai write               write agents and skills from their one source\n"
    "  todo ai context             refresh the technology section of AGENTS.md",
)
def command() -> None:
    """Connect AI clients to the deployment, and check what they are given."""


@agent_command(examples=["todo ai list", "todo ai list --json"])
async def listing(*, events: Events) -> AnyResult:
    """List the clients: what is installed, and what is connected."""
    del events
    from deployer.assistants.checking import list_clients  # noqa: PLC0415 - slow to import

    return await list_clients()


@agent_command(examples=["todo ai check", "todo ai check --json"])
async def check(*, events: Events) -> AnyResult:
    """Check every client's configuration with its own program, or else its schema."""
    from deployer.assistants.checking import check_clients  # noqa: PLC0415 - slow to import

    return await check_clients(events)


@agent_command(examples=["todo ai setup kubectl-ai"])
@click.argument("client", type=Nearest(NAMES))
async def setup(*, client: str, events: Events) -> AnyResult:
    """Connect a client; configuration that is there already is left as it is."""
    del events
    from deployer.assistants.setting_up import set_up  # noqa: PLC0415 - slow to import

    return set_up(client)


@agent_command(examples=["todo ai write", "todo ai write --check    only compare"])
@click.option("--check", is_flag=True, help="Write nothing; fail when a file differs.")
async def write(*, check: bool, events: Events) -> AnyResult:
    """Write Claude Code's agents, skills and plugin from their one source."""
    del events
    from deployer.assistants.writing import write as write_files  # noqa: PLC0415 - slow to import

    return write_files(check=check)


@agent_command(examples=["todo ai context"])
@click.option("--agent-type", "-AgentType", default="claude", help="Any: all read AGENTS.md.")
async def context(*, agent_type: str, events: Events) -> AnyResult:
    """Refresh the technology section of AGENTS.md from the project's files."""
    del events, agent_type
    from deployer.assistants.context import refresh  # noqa: PLC0415 - slow to import

    return refresh()


for _name, _command in (
    ("list", listing),
    ("setup", setup),
    ("check", check),
    ("write", write),
    ("context", context),
):
    command.add_command(_command, _name)
