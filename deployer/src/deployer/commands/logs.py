"""`todo logs`: what the services say."""

import anyio
import click

from deployer.commands.frame import fail
from deployer.errors import DeployerError


@click.command(
    epilog="\b\nExamples:\n  todo logs\n  todo logs backend --follow\n  todo logs --tail 500"
)
@click.argument("service", required=False)
@click.option("--follow", "-f", is_flag=True, help="Go on showing new lines until Ctrl-C.")
@click.option("--tail", default=100, show_default=True, help="Lines of each service to start with.")
def command(*, service: str | None, follow: bool, tail: int) -> None:
    """Show what the services say, wherever they run; all of them when none is named."""
    from deployer.pipeline.logs import LogsRequest, show_logs  # noqa: PLC0415 - slow to import

    try:
        anyio.run(show_logs, LogsRequest(service=service, tail=tail, follow=follow), click.echo)
    except* DeployerError as group:
        error = group.exceptions[0]
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        click.get_current_context().exit(fail(error))
    except* KeyboardInterrupt:
        click.get_current_context().exit(130)
