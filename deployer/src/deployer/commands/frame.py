"""What all commands share: options, progress, the printed result, and the exit code."""

import errno
import functools
import signal
import sys
import traceback
from collections.abc import Awaitable, Callable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import anyio
import click

from deployer.errors import FREE_SPACE, DeployerError, ExitCode, MissingError
from deployer.events import Events
from deployer.posix import told_to_end
from deployer.results import AnyResult

if TYPE_CHECKING:
    from rich.console import Console

LONGEST_CAUSE = 500
WIDE = 250
"""Characters of a line that is not shown on a terminal."""
Body = Callable[..., Awaitable[AnyResult]]


class Nearest(click.Choice[str]):
    """A choice whose error suggests the nearest value."""

    def fail(
        self,
        message: str,
        param: click.Parameter | None = None,
        ctx: click.Context | None = None,
    ) -> NoReturn:
        """Fail with the nearest value added to click's message."""
        wrong = message.split("'")[1] if "'" in message else ""
        near = get_close_matches(wrong, [str(one) for one in self.choices], n=1)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        super().fail(message + hint, param, ctx)


def agent_command(
    *, examples: Sequence[str], asks: bool = False
) -> Callable[[Body], click.Command]:
    """Make a command of an async function that takes `events` and returns a `Result`.

    Args:
        examples: Lines for the help page, the command first.
        asks: The body asks questions on the terminal.

    Returns:
        A decorator; the function's docstring becomes the help page, and the command
        gains `--json`, `--verbose` and `--debug`.
    """

    def decorate(body: Body) -> click.Command:
        @functools.wraps(body)
        def call(*, as_json: bool, verbose: bool, debug: bool, **options: object) -> None:
            show = Showing(as_json=as_json, verbose=verbose, debug=debug, live=not asks)
            code = _perform(body, options, show)
            click.get_current_context().exit(code)

        options = click.option("--debug", is_flag=True, help="Show a traceback on errors.")(call)
        options = click.option("--verbose", "-v", is_flag=True, help="Show every line.")(options)
        options = click.option(
            "--json", "as_json", is_flag=True, help="Print the result as JSON on standard output."
        )(options)
        epilog = "\b\nExamples:\n" + "\n".join(f"  {line}" for line in examples)
        return click.command(epilog=epilog)(options)

    return decorate


def fail(error: DeployerError, *, as_json: bool = False) -> ExitCode:
    """Print an error in the asked form and return its exit code."""
    from deployer import report  # noqa: PLC0415 - the same

    if as_json:
        click.echo(report.error_as_json(error))
    else:
        report.show_error(error, terminal(stderr=True))
    return error.exit_code


def terminal(*, stderr: bool = False) -> "Console":
    """Return where to print; a file or a pipe gets whole lines, however long."""
    from rich.console import Console  # noqa: PLC0415 - slow to import, needed only here

    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, highlight=False, width=None if stream.isatty() else WIDE)


class Showing(NamedTuple):
    """How a command shows what it does and what came of it."""

    as_json: bool
    verbose: bool
    debug: bool
    live: bool


def _perform(body: Body, options: dict[str, object], how: Showing) -> int:
    """Run the body, print its result or error, and return the exit code."""
    from deployer import report  # noqa: PLC0415 - the same
    from deployer.progress import progress  # noqa: PLC0415 - the same

    try:
        console = terminal(stderr=True)
        with progress(console, quiet=how.as_json, verbose=how.verbose, live=how.live) as events:
            result = anyio.run(_watch_signals, body, options, events)
    except BaseException as error:  # noqa: BLE001 - every ending becomes an exit code here
        if how.debug:
            traceback.print_exc()
        return _ended_early(error, as_json=how.as_json)
    if how.as_json:
        click.echo(report.as_json(result))
    else:
        report.show(result, terminal(), verbose=how.verbose)
    return result.status.exit_code


async def _watch_signals(body: Body, options: dict[str, object], events: Events) -> AnyResult:
    """Run the body; SIGTERM cancels it as Ctrl-C does, so that it can tidy up."""
    result: list[AnyResult] = []
    async with anyio.create_task_group() as group:

        async def terminate() -> None:
            await told_to_end(signal.SIGTERM)
            raise TerminatedError

        group.start_soon(terminate)
        result.append(await body(events=events, **options))
        group.cancel_scope.cancel()
    return result[0]


class TerminatedError(Exception):
    """SIGTERM came."""


def _ended_early(error: BaseException, *, as_json: bool) -> int:
    """Return the exit code for what ended a command before its result."""
    single = _first(error)
    match single:
        case DeployerError():
            return fail(single, as_json=as_json)
        case OSError(errno=errno.ENOSPC):
            full = MissingError("The disk is full.", cause=str(single), cure=FREE_SPACE)
            return fail(full, as_json=as_json)
        case KeyboardInterrupt():
            return ExitCode.INTERRUPTED
        case TerminatedError():
            return ExitCode.TERMINATED
        case click.ClickException() | click.exceptions.Exit():
            raise single
    mishap = DeployerError(
        "Something went wrong that we did not foresee.",
        cause=f"{type(single).__name__}: {' '.join(str(single).split())}"[:LONGEST_CAUSE],
        cure="the same command with --debug, and report what it prints",
    )
    return fail(mishap, as_json=as_json)


def _first(error: BaseException) -> BaseException:
    """Return the error inside nested groups; one of ours, if there is one, explains most."""
    if not isinstance(error, BaseExceptionGroup):
        return error
    inner = [_first(one) for one in error.exceptions]
    ours = [one for one in inner if isinstance(one, DeployerError)]
    return (ours or inner)[0]
