"""`todo up`: from source to a URL."""

import click

from deployer.commands.frame import agent_command
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(
    examples=[
        "todo up                   where it makes sense: last cluster, minikube, or this machine",
        "todo up --on local        processes of this machine, PostgreSQL included",
        "todo up --on minikube     Kubernetes in minikube's profile `todo`",
        "todo up --on kind         Kubernetes in kind's cluster `todo`",
        "sudo ./todo up --on builtin    a whole Kubernetes built here (Linux)",
        "todo up --on my-context   any cluster of your kubeconfig",
    ]
)
@click.option(
    "--on",
    default="auto",
    show_default=True,
    metavar="WHERE",
    help="auto, local, minikube, kind, builtin, or a kube context.",
)
@click.option("--skip-test", is_flag=True, help="Do not test new images as containers first.")
async def command(*, on: str, skip_test: bool, events: Events) -> AnyResult:
    """Bring the app up and print its URL.

    Builds what changed, proves it, deploys it, and waits until it answers. Running it again
    changes nothing when nothing changed.
    """
    from deployer.pipeline.local_up import up_local  # noqa: PLC0415 - slow to import
    from deployer.pipeline.target import AUTO, choose  # noqa: PLC0415 - the same

    choice = await choose(on)
    if choice.cluster is None:
        return await up_local(events, why=choice.why if on == AUTO else "")
    from deployer.pipeline.up import Up  # noqa: PLC0415 - slow to import

    return await Up(choice.cluster, events, test=not skip_test).run()
