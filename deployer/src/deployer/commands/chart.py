"""`todo chart`: helm-chart-generator."""

from pathlib import Path

import click

from deployer.commands.frame import Nearest, agent_command
from deployer.errors import UsageError
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(
    examples=[
        "todo chart                 write helm/ from app.yaml",
        "todo chart --check         only compare",
        "todo chart --policy        ask kube-score and checkov too",
        "todo chart --on minikube   ask the cluster too, by a dry run",
        "todo chart new shop --kind fastapi --image ghcr.io/me/shop:1.2",
    ]
)
@click.option("--check", is_flag=True, help="Write nothing; fail when helm/ is not up to date.")
@click.option("--policy", is_flag=True, help="Ask kube-score and checkov; installs both privately.")
@click.option("--on", metavar="CLUSTER", help="Ask a running cluster whether it would take it all.")
async def write(*, check: bool, policy: bool, on: str | None, events: Events) -> AnyResult:
    """Write the Helm charts from app.yaml and validate them.

    They are linted, rendered with many values for several versions of Kubernetes, compared with
    Kubernetes' schemas and with the contracts in specs/. Nothing wrong is ever written.
    """
    from deployer.pipeline.charts import write_charts  # noqa: PLC0415 - slow to import

    return await write_charts(check=check, policy=policy, on=on, events=events)


@agent_command(
    examples=[
        "todo chart new shop --kind fastapi --image ghcr.io/me/shop:1.2 --secret DATABASE_URL",
        "todo chart new site --kind nextjs --env API_URL=http://shop:8000 --out ../site/helm",
    ]
)
@click.argument("name")
@click.option("--kind", required=True, type=Nearest(["fastapi", "nextjs"]))
@click.option("--image", default="", metavar="NAME:TAG", help="The image; NAME by default.")
@click.option("--port", type=click.IntRange(1, 65535), help="8000 or 3000 by default.")
@click.option("--live", default="", metavar="PATH", help="Answers while the process lives.")
@click.option("--ready", default="", metavar="PATH", help="Answers while it may get traffic.")
@click.option("--env", multiple=True, metavar="NAME=VALUE", help="A setting, for the ConfigMap.")
@click.option("--secret", multiple=True, metavar="NAME", help="A key of its Secret; never a value.")
@click.option("--writable", multiple=True, metavar="FOLDER", help="Written to, beside /tmp.")
@click.option("--replicas", type=click.IntRange(1, 1000), default=2, show_default=True)
@click.option("--out", type=click.Path(path_type=Path), default=Path(), help="Where to write it.")
@click.option("--policy", is_flag=True, help="Ask kube-score and checkov; installs both privately.")
async def new(
    *, env: tuple[str, ...], out: Path, policy: bool, events: Events, **service: object
) -> AnyResult:
    """Make the chart of another FastAPI or Next.js service, as strict as ours.

    Its pods run as user 10001 on a read-only root, so the image must allow that.
    """
    from deployer.pipeline.charts import new_chart  # noqa: PLC0415 - slow to import

    config = dict(_pair(one) for one in env)
    service["secrets"] = service.pop("secret")
    return await new_chart({**service, "config": config}, out, policy=policy, events=events)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"--env {text} has no value.", cure=f"--env {text}=VALUE")
    return name, value


def _alone(**options: object) -> None:
    """Write our own charts, unless `new` follows."""
    if click.get_current_context().invoked_subcommand is None and write.callback is not None:
        write.callback(**options)


command = click.Group(
    callback=_alone,
    params=write.params,
    help=write.help,
    epilog=write.epilog,
    commands={"new": new},
    invoke_without_command=True,
)
