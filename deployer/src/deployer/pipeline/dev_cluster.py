"""`todo dev` on a cluster: what is edited here runs there a moment later."""

import signal
import time
from collections.abc import Sequence
from typing import NamedTuple

import httpx2
from lightkube import AsyncClient

from deployer.app import PART_OF, App, load_app
from deployer.clusters.base import Cluster
from deployer.door.answers import wait_for_page
from deployer.errors import DeployerError
from deployer.events import Event, Events, Phase
from deployer.logs.following import Following
from deployer.logs.wanted import LogsRequest, Say, Tell
from deployer.pipeline.dev_up import DevUp
from deployer.pipeline.up import Up
from deployer.posix import told_to_end
from deployer.requests import Access
from deployer.results import DeployFacts, DevFacts, Result, Status
from deployer.settings import ROOT
from deployer.sync.checkout import Checkout
from deployer.sync.sending import Sending, SendingError, Sent
from deployer.sync.sources import editable
from deployer.sync.watching import Edits
from deployer.tools.kube import connect
from deployer.tools.together import together

PODS_SECONDS = 1.0
"""How often pods are looked for that were not sent anything yet."""
PAGE_SECONDS = 300.0
"""How long the first page may take; it is made when it is first asked for."""
NAMED = 3
"""So many of the edited files are named."""
PATIENCE = 40.0


class Talk(NamedTuple):
    """Where things are told."""

    events: Events
    say: Say
    """Takes each line of a log."""
    tell: Tell
    """Takes what is to be said about reading the logs."""


class DevCluster:
    """One session of development.

    Args:
        cluster: Where the pods are.
        talk: Where things are told.
        logs: Which lines of the logs are shown.
    """

    _access: Access
    _url: str
    _deployed: DeployFacts

    def __init__(self, cluster: Cluster, talk: Talk, logs: LogsRequest) -> None:
        self._cluster = cluster
        self._talk = talk
        self._logs = logs
        self._checkout = Checkout(_app_now)
        self._refused = ""
        self._edits = self._rebuilds = 0

    async def run(self, *, restore: bool) -> Result[DevFacts]:
        """Follow edits until Ctrl-C.

        Args:
            restore: Then put the normal deployment back.

        Raises:
            DeployerError: The app could not be brought up, or be put back.
        """
        started = time.monotonic()
        await self._bring()
        async with connect(self._access, self._deployed.namespace, patience=PATIENCE) as client:
            await self._follow(client)
        if restore:
            await Up(self._cluster, self._talk.events).run()
        return self._result(restored=restore, seconds=time.monotonic() - started)

    async def _follow(self, client: AsyncClient) -> None:
        """Show logs and send edits until Ctrl-C."""
        app = self._checkout.app
        edits = Edits(ROOT, editable(app.services).values())
        logs = Following(client, self._logs, self._talk.say, self._talk.tell, {PART_OF: app.name})
        async with together() as group:
            group.start_soon(edits.watch)
            group.start_soon(logs.run)
            group.start_soon(self._send_edits, Sending(client), edits)
            group.start_soon(self._ask_for_page)
            await told_to_end(signal.SIGINT)
            group.cancel_scope.cancel()

    async def _send_edits(self, sending: Sending, edits: Edits) -> None:
        edited = True  # something may have been, while the pods came up
        while True:
            if edited:
                await self._take_edits()
            await self._send(sending)
            edited = await edits.within(PODS_SECONDS)

    async def _take_edits(self) -> None:
        """Read what was edited; what only another image brings makes it be built anew."""
        try:
            change = self._checkout.look()
        except (OSError, DeployerError) as error:
            self._failed("edit", error)
            return
        if change.fixed:
            await self._rebuild(change.fixed)
        elif change.sources:
            names = _named(change.sources)
            self._talk.events(Event(step="edit", phase=Phase.DONE, detail=names))

    async def _rebuild(self, names: tuple[str, ...]) -> None:
        self._rebuilds += 1
        detail = f"{_named(names)}: this needs new images, which takes a little longer"
        self._talk.events(Event(step="edit", phase=Phase.DONE, detail=detail))
        try:
            await self._bring()
        except DeployerError as error:
            self._failed("rebuild", error)

    async def _bring(self) -> None:
        up = DevUp(self._cluster, self._talk.events)
        self._deployed = await up.bring()
        self._access, self._url = up.access, up.url

    async def _ask_for_page(self) -> None:
        """Say when the app can be used; one who ends before has not failed at anything."""
        began = time.monotonic()
        came = await wait_for_page(self._url, PAGE_SECONDS)
        ready = f"{self._url} is ready; edit api/ or web/, Ctrl-C ends"
        detail = ready if came else "it is not there yet; the log says why"
        phase = Phase.DONE if came else Phase.SKIPPED
        seconds = time.monotonic() - began
        self._talk.events(Event(step="first page", phase=phase, detail=detail, seconds=seconds))

    async def _send(self, sending: Sending) -> None:
        """Bring the pods up to date; one that cannot be reached is tried again a moment later."""
        began = time.monotonic()
        try:
            sent = await sending.send(self._checkout.app, self._checkout.sources)
        except (SendingError, httpx2.HTTPError) as error:
            if str(error) != self._refused:  # once is enough: it is tried again every second
                self._refused = str(error)
                self._failed("sync", error)
            return
        self._refused = ""
        for one in sent:
            self._tell_sent(one, time.monotonic() - began)

    def _tell_sent(self, one: Sent, seconds: float) -> None:
        self._edits += not one.is_new
        several = "files" if one.files != 1 else "file"
        how = "everything" if one.is_new else f"{one.files} {several}"
        detail = f"{how} to {one.pod}"
        self._talk.events(Event(step="sync", phase=Phase.DONE, detail=detail, seconds=seconds))

    def _failed(self, what: str, error: Exception) -> None:
        self._talk.events(Event(step=what, phase=Phase.FAILED, detail=str(error)))

    def _result(self, *, restored: bool, seconds: float) -> Result[DevFacts]:
        where = f"{self._cluster.name}, namespace {self._deployed.namespace}"
        said = "the normal deployment is back" if restored else "the pods still run your edits"
        return Result(
            agent="pipeline",
            status=Status.DONE,
            summary=f"{self._edits} edits were sent to {where}; {said}.",
            facts=DevFacts(
                url=self._url,
                cluster=self._cluster.name,
                namespace=self._deployed.namespace,
                edits=self._edits,
                rebuilds=self._rebuilds,
            ),
            next_step=None
            if restored
            else f"./todo up --on {self._cluster.name} puts the normal deployment back",
            seconds=seconds,
        )


def _app_now() -> App:
    load_app.cache_clear()
    return load_app()


def _named(names: Sequence[str]) -> str:
    """Name the first few."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
