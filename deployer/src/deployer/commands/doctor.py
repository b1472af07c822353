"""`todo doctor`: this machine's prerequisites."""

import click

from deployer.commands.frame import agent_command
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(
    examples=[
        "todo doctor                     look, and change nothing",
        "todo doctor --fix               install what lacks, privately; say how to undo it",
        "todo doctor --fix --on minikube   and start the cluster",
    ]
)
@click.option("--fix", is_flag=True, help="Mend what can be mended, and say how to undo it.")
@click.option("--on", metavar="CLUSTER", help="With --fix: a cluster to start.")
async def command(*, fix: bool, on: str | None, events: Events) -> AnyResult:
    """Check this machine's prerequisites: what was found, and what helps where something lacks.

    Without --fix it changes nothing. With it, tools are installed in this project's cache folder
    only, each compared with its published checksum; HTTPS_PROXY, SSL_CERT_FILE and
    TODO_DOWNLOAD_MIRROR are heeded.
    """
    from deployer.doctor import examine, repair  # noqa: PLC0415 - slow to import

    if on and not fix:
        raise click.UsageError("--on starts a cluster, so it needs --fix")
    repairs = await repair(on, events) if fix else ()
    result = await examine(events)
    return result.model_copy(update={"facts": result.facts.model_copy(update={"repairs": repairs})})
