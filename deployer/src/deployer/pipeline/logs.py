"""Shows what the services say: log files of local mode, or the pods' logs."""

from collections.abc import Callable
from pathlib import Path

import anyio

from deployer.app import PART_OF, load_app
from deployer.clusters import find_cluster
from deployer.errors import UsageError
from deployer.events import ignore
from deployer.frozen import Frozen
from deployer.local.deployment import LocalDeployment
from deployer.pipeline.target import LOCAL, last_target
from deployer.tools import command, programs

Say = Callable[[str], None]
POLL_SECONDS = 0.5


class LogsRequest(Frozen):
    """Which lines are wanted."""

    service: str | None
    """Only this one; None means all."""
    tail: int
    """How many lines of each come first."""
    follow: bool
    """Go on until cancelled."""


async def show_logs(request: LogsRequest, say: Say) -> None:
    """Hand each line of the services' logs to `say`.

    Raises:
        UsageError: There is no such service, or nothing is up.
    """
    target = last_target()
    if target is None:
        raise UsageError("Nothing is up.", cause="There are no logs to show.", cure="./todo up")
    if target.name == LOCAL:
        await _of_files(request, say)
    else:
        await _of_pods(target.name, request, say)


async def _of_files(request: LogsRequest, say: Say) -> None:
    facts = await LocalDeployment().status(ignore)
    files = {
        one.name: Path(one.log) for one in facts.services if request.service in {None, one.name}
    }
    if not files:
        known = ", ".join(one.name for one in facts.services)
        raise UsageError(
            f"There is no service named {request.service!r}.", cause=f"There are: {known}."
        )
    async with anyio.create_task_group() as group:
        for name, path in files.items():
            group.start_soon(_tail, name, path, request, say)


async def _tail(name: str, path: Path, request: LogsRequest, say: Say) -> None:
    text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    for line in text.splitlines()[-request.tail :]:
        say(f"{name}: {line}")
    position = len(text.encode())
    while request.follow:
        await anyio.sleep(POLL_SECONDS)
        with path.open("rb") as file:
            file.seek(position)
            new = file.read()
        position += len(new)
        for line in new.decode(errors="replace").splitlines():
            say(f"{name}: {line}")


async def _of_pods(on: str, request: LogsRequest, say: Say) -> None:
    app, cluster, service = load_app(), find_cluster(on), request.service
    if service is not None and service not in app.services:
        known = ", ".join(app.services)
        raise UsageError(f"There is no service named {service!r}.", cause=f"There are: {known}.")
    access = await cluster.access()
    kubectl = await programs.find("kubectl", folders=cluster.tool_folders)
    selector = f"{PART_OF}={app.name}"
    if service is not None:
        selector += f",app.kubernetes.io/name={app.name}-{service}"
    argv = [kubectl, "--kubeconfig", str(access.kubeconfig), "--context", access.context]
    argv += ["--namespace", app.namespace, "logs", "--selector", selector, "--all-containers"]
    argv += ["--prefix", "--tail", str(request.tail), "--max-log-requests", "20"]
    day = 86_400.0
    await command.run(
        [*argv, "--follow"] if request.follow else argv,
        on_line=say,
        timeout=day if request.follow else 60,
    )
