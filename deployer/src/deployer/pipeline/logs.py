"""Shows what the services say, wherever they run: log files of local mode, or the pods' logs."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from lightkube import AsyncClient

from deployer.app import PART_OF, load_app
from deployer.clusters import find_cluster
from deployer.diagnosis.redaction import clean_text
from deployer.errors import UsageError
from deployer.events import ignore
from deployer.local.deployment import LocalDeployment
from deployer.logs.files import tail_file
from deployer.logs.following import Following
from deployer.logs.line import LogLine, level_of
from deployer.logs.pods import PodLogs, merged
from deployer.logs.wanted import LogsRequest, Say, Sieve, Tell
from deployer.pipeline.target import LOCAL, last_target
from deployer.tools.kube import connect
from deployer.tools.together import together


class Place(NamedTuple):
    """Where to read; empty for what the user did not say."""

    on: str = ""
    namespace: str = ""


async def show_logs(request: LogsRequest, place: Place, say: Say, tell: Tell) -> None:
    """Hand each wanted line to `say`; with `follow`, go on until cancelled.

    Args:
        request: Which lines.
        place: Of which cluster and namespace; by default where the app is up.
        say: Takes each line.
        tell: Takes what is to be said about the reading itself.

    Raises:
        UsageError: There is no such service, nothing is up, or it cannot be had there.
    """
    if request.previous and request.follow:
        raise UsageError(
            "--previous and --follow exclude each other.",
            cause="A run that has ended says nothing new.",
        )
    on = place.on or _last()
    if on == LOCAL:
        await _of_files(request, say)
        return
    app = load_app()
    ours = place.namespace in {"", app.namespace}
    if ours:
        check_services(request, list(app.services))
    access = await find_cluster(on).access()
    async with connect(access, place.namespace or app.namespace) as client:
        await _of_pods(client, request, say, tell, {PART_OF: app.name} if ours else {})


def _last() -> str:
    target = last_target()
    if target is None:
        raise UsageError("Nothing is up.", cause="There are no logs to show.", cure="./todo up")
    return target.name


async def _of_pods(
    client: AsyncClient, request: LogsRequest, say: Say, tell: Tell, labels: dict[str, str]
) -> None:
    if request.follow:
        await Following(client, request, say, tell, labels).run()
        return
    logs, sieve = PodLogs(client, request, labels), Sieve(request)
    found = await logs.sources()
    if not found:
        tell("No container has said anything yet.")
    for line in merged((await logs.past(found)).values()):
        if sieve.wants(line):
            say(line)


async def _of_files(request: LogsRequest, say: Say) -> None:
    if request.previous or request.since_seconds is not None:
        raise UsageError(
            "Local mode keeps one log of each service, without times.",
            cause="--previous and --since are for pods.",
            cure="./todo logs --tail 500",
        )
    facts = await LocalDeployment().status(ignore)
    check_services(request, [one.name for one in facts.services])
    files = {
        one.name: Path(one.log)
        for one in facts.services
        if not request.services or one.name in request.services
    }
    sieve = Sieve(request)

    def hand_out(name: str, text: str) -> None:
        cleaned = clean_text(text)
        line = LogLine(
            at=None,
            service=name,
            pod="",
            container=name,
            level=level_of(cleaned),
            text=cleaned,
        )
        if sieve.wants(line):
            say(line)

    async with together() as group:
        for name, path in files.items():
            on_line = partial(hand_out, name)
            group.start_soon(partial(tail_file, path, request.tail, on_line, follow=request.follow))


def check_services(request: LogsRequest, known: list[str]) -> None:
    """Check that there are such services.

    Raises:
        UsageError: One of the named is not known.
    """
    for service in request.services:
        if service not in known:
            raise UsageError(
                f"There is no service named {service!r}.", cause=f"There are: {', '.join(known)}."
            )
