"""`todo mcp`: the operations MCP server, for AI clients."""

import sys
from functools import partial

import anyio
import click

from deployer.commands.frame import fail
from deployer.errors import DeployerError, ExitCode
from deployer.settings import settings

PORT = 7090


@click.command(
    epilog="\b\nExamples:\n"
    "  todo mcp                       on standard input and output; changes nothing\n"
    "  todo mcp --allow-changes       may change things: plan, token, then the tool\n"
    "  todo mcp --on minikube         pinned to this cluster\n"
    "  todo mcp --on pod --http       in a pod, as the pod's account\n"
    "  todo mcp --http                on http://127.0.0.1:7090/mcp, with a token"
)
@click.option("--on", default=None, metavar="CLUSTER", help="Default: the cluster of last time.")
@click.option("--allow-changes", is_flag=True, help="Offer the tools that carry out plans.")
@click.option("--http", is_flag=True, help="Serve over HTTP on this machine, with a token.")
@click.option("--port", default=PORT, show_default=True, help="For --http.")
@click.option(
    "--listen",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="For --http: another address, for clients in a cluster on this machine.",
)
@click.option(
    "--known-as",
    multiple=True,
    metavar="HOST",
    help="For --http: a name under which it may be asked, such as host.minikube.internal.",
)
def command(
    *,
    on: str | None,
    allow_changes: bool,
    http: bool,
    port: int,
    listen: str,
    known_as: tuple[str, ...],
) -> None:
    """Let an AI client operate the deployment, with typed tools and nothing else.

    It looks and plans; it changes things only with --allow-changes, and destroys nothing without
    a person's yes. It works on one cluster and one namespace, chosen when it starts.
    """
    from deployer.operations.desk import Options  # noqa: PLC0415 - slow to import
    from deployer.operations.http import Where, serve_http  # noqa: PLC0415 - the same
    from deployer.operations.server import build_server  # noqa: PLC0415 - the same

    options = Options(on=on, allow_changes=allow_changes or settings().mcp_changes)
    names = (*known_as, *settings().mcp_names.split())
    say = partial(print, file=sys.stderr)
    try:
        if http:
            anyio.run(partial(serve_http, options, Where(listen, port), names, say=say))
        else:
            anyio.run(build_server(options).run_stdio_async)
    except DeployerError as error:
        click.get_current_context().exit(fail(error))
    except KeyboardInterrupt:
        click.get_current_context().exit(ExitCode.INTERRUPTED)
