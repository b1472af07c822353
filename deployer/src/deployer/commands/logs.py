"""`todo logs`: what the services say."""

import os
import sys
from typing import TYPE_CHECKING

import anyio
import click

from deployer.commands.frame import fail
from deployer.errors import DeployerError, first_of

if TYPE_CHECKING:
    from deployer.logs.line import LogLine

LEVELS = ("debug", "info", "warning", "error")
COLOURS = ("cyan", "magenta", "blue", "green", "bright_cyan", "bright_magenta", "bright_blue")
EXAMPLES = """\b
Examples:
  todo logs                            the last lines of all, in the order of time
  todo logs backend --follow           go on, through restarts and rollouts
  todo logs --level warning --since 15m
  todo logs --grep 'status=5..' --json
  todo logs backend --previous         what it said before its last restart"""


@click.command(epilog=EXAMPLES)
@click.argument("services", nargs=-1)
@click.option("--service", "-s", "more", multiple=True, help="The same as naming it; repeatable.")
@click.option("--follow", "-f", is_flag=True, help="Go on showing new lines until Ctrl-C.")
@click.option("--tail", default=100, show_default=True, help="Lines of each container first.")
@click.option("--since", default=None, metavar="TIME", help="Only lines since: 90s, 15m, 2h, 1d.")
@click.option("--grep", default=None, metavar="REGEX", help="Only lines that match.")
@click.option("--level", type=click.Choice(LEVELS), default=None, help="Only so serious or more.")
@click.option("--previous", "-p", is_flag=True, help="The run before the last restart.")
@click.option("--timestamps", "-t", is_flag=True, help="Whole timestamps, in UTC.")
@click.option("--raw", is_flag=True, help="JSON lines as they were written.")
@click.option("--on", default="", metavar="CLUSTER", help="Default: where the app is up.")
@click.option("--namespace", "-n", default="", help="Any namespace. Default: the app's.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document a line.")
def command(  # noqa: PLR0913 - the options of the command
    *,
    services: tuple[str, ...],
    more: tuple[str, ...],
    follow: bool,
    tail: int,
    since: str | None,
    grep: str | None,
    level: str | None,
    previous: bool,
    timestamps: bool,
    on: str,
    namespace: str,
    raw: bool,
    as_json: bool,
) -> None:
    """Show what the services say, wherever they run, merged; all of them when none is named.

    Passwords and tokens are hidden. With --follow, pods that come later are shown too.
    """
    from deployer.logs.line import Level  # noqa: PLC0415 - slow to import
    from deployer.logs.wanted import LogsRequest, duration  # noqa: PLC0415 - the same
    from deployer.pipeline.logs import Place, show_logs  # noqa: PLC0415 - the same

    def say(line: "LogLine") -> None:
        click.echo(
            line.model_dump_json() if as_json else shown(line, whole_time=timestamps, raw=raw)
        )

    try:
        request = LogsRequest(
            services=(*services, *more),
            tail=tail,
            follow=follow,
            since_seconds=None if since is None else duration(since),
            previous=previous,
            grep=grep,
            level=None if level is None else Level[level.upper()],
        )
        anyio.run(show_logs, request, Place(on, namespace), say, tell)
    except DeployerError as error:
        click.get_current_context().exit(fail(error, as_json=as_json))
    except BaseExceptionGroup as group:
        single = first_of(group)
        if not isinstance(single, DeployerError):
            raise
        click.get_current_context().exit(fail(single, as_json=as_json))
    except KeyboardInterrupt:
        click.get_current_context().exit(130)
    except BrokenPipeError:  # `todo logs | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def shown(line: "LogLine", *, whole_time: bool = False, raw: bool = False) -> str:
    """Return a line for a person: time, service, and which of its pods, in the service's colour.

    Args:
        line: What was said.
        whole_time: With the date, in UTC, instead of the local time of day.
        raw: JSON as it was written, instead of as a person reads it.
    """
    from deployer.logs.line import readable  # noqa: PLC0415 - slow to import

    time = ""
    if line.at is not None:
        time = f"{line.at.isoformat()} " if whole_time else f"{line.at.astimezone():%H:%M:%S} "
    pod = line.pod.rpartition("-")[2] if line.pod else ""
    named = f"{line.service}/{pod}" if pod else line.service
    colour = COLOURS[sum(line.service.encode()) % len(COLOURS)]
    serious = {"WARNING": "yellow", "ERROR": "red"}.get(line.level.name if line.level else "")
    said = line.text if raw else readable(line.text)
    text = _styled(said, serious) if serious else said
    return f"{time}{_styled(f'{named}:', colour)} {text}"


def _styled(text: str, colour: str) -> str:
    return text if "NO_COLOR" in os.environ else click.style(text, fg=colour)


def tell(text: str) -> None:
    """Say something about the reading itself."""
    click.echo(_styled(text, "yellow"), err=True)
