"""`todo dashboard`: a page on this machine that shows how the deployment does."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import anyio
import click

from deployer.commands.frame import fail
from deployer.errors import DeployerError, ExitCode, MissingError, first_of

if TYPE_CHECKING:
    from deployer.dashboard.board import Board
    from deployer.dashboard.repair import Repairs


@click.command(
    epilog="\b\nExamples:\n"
    "  todo dashboard                   wherever the app was brought up last\n"
    "  todo dashboard --on my-context --namespace shop\n"
    "  todo dashboard --from FILE       what another dashboard saved; no cluster needed"
)
@click.option(
    "--on", default=None, metavar="WHERE", help="A cluster, or local. Default: as last time."
)
@click.option("--namespace", "-n", default=None, help="Default: the app's own.")
@click.option("--port", default=0, metavar="PORT", help="Default: any free one.")
@click.option("--no-open", is_flag=True, help="Only print the link; open no browser.")
@click.option(
    "--from",
    "recording",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Show a recording, read only.",
)
def command(
    *, on: str | None, namespace: str | None, port: int, no_open: bool, recording: Path | None
) -> None:
    """Show resources, usage, logs, events and findings on a page of this machine.

    Only the browser that opens the printed link can see it. Ends with Ctrl-C.
    """
    code = show(on, namespace, port, opens=not no_open, recording=recording)
    click.get_current_context().exit(code)


def show(
    on: str | None = None,
    namespace: str | None = None,
    port: int = 0,
    *,
    opens: bool = True,
    recording: Path | None = None,
) -> int:
    """Serve the dashboard until Ctrl-C, and return the exit code.

    Args:
        on: A cluster, or `local`; where the app was brought up last by default.
        namespace: The app's by default.
        port: 0 takes any free one.
        opens: Open a browser where one is in front of the person.
        recording: What is shown instead of anything live.
    """
    code = ExitCode.DONE
    try:
        anyio.run(_run, on, namespace, port, opens, recording)
    except* DeployerError as group:
        error = first_of(group)
        assert isinstance(error, DeployerError)  # noqa: S101 - the clause above takes no other
        code = fail(error)
    except* KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    return code


async def _run(
    on: str | None,
    namespace: str | None,
    port: int,
    opens: bool,  # noqa: FBT001 - anyio hands arguments on by their place
    recording: Path | None,
) -> None:
    from deployer.dashboard.board import Board  # noqa: PLC0415 - slow to import
    from deployer.dashboard.recording import load  # noqa: PLC0415 - the same

    if recording is not None:
        await _serve(Board.of(load(recording)), port, opens=opens)
        return
    from deployer.pipeline.target import LOCAL, last_target  # noqa: PLC0415 - the same

    last = last_target()
    if on == LOCAL or (on is None and last is not None and last.name == LOCAL):
        await _watch_here(port, opens=opens)
    else:
        await _watch_cluster(on, namespace, port, opens=opens)


async def _watch_here(port: int, *, opens: bool) -> None:
    from deployer.app import load_app  # noqa: PLC0415 - slow to import
    from deployer.dashboard.here import Here  # noqa: PLC0415 - the same
    from deployer.tools.together import together  # noqa: PLC0415 - the same

    here = Here(load_app().name.title())
    async with together() as group:
        group.start_soon(here.watch)
        await _serve(here.board, port, opens=opens)


async def _watch_cluster(on: str | None, namespace: str | None, port: int, *, opens: bool) -> None:
    from deployer.app import load_app  # noqa: PLC0415 - slow to import
    from deployer.clusters import find_cluster  # noqa: PLC0415 - the same
    from deployer.dashboard.live import Live  # noqa: PLC0415 - the same
    from deployer.pipeline.target import named_or_last  # noqa: PLC0415 - the same
    from deployer.tools.together import together  # noqa: PLC0415 - the same

    app, cluster = load_app(), find_cluster(named_or_last(on))
    live = Live(await cluster.access(), namespace or app.namespace, app, cluster.tool_folders)
    async with together() as group:
        group.start_soon(live.watch)
        await _serve(live.board, port, opens=opens, repairs=live.repair)


async def _serve(
    board: "Board", port: int, *, opens: bool, repairs: "Repairs | None" = None
) -> None:
    from deployer.dashboard.opening import can_open, opened  # noqa: PLC0415 - slow to import
    from deployer.dashboard.server import serve  # noqa: PLC0415 - the same

    try:
        async with serve(board, port, repairs) as link:
            click.echo(f"Dashboard: {link}")
            click.echo("The link works once. Ctrl-C ends the dashboard.")
            with opened(link) if opens and can_open() else nullcontext():
                await anyio.sleep_forever()
    except OSError as error:
        raise MissingError(
            f"Port {port} is in use.", cause=str(error), cure="todo dashboard, without --port"
        ) from error
