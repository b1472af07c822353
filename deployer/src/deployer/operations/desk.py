"""Where every call of a tool passes: progress goes out, secrets do not, changes come singly."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import anyio
import httpx2
from lightkube import ApiError
from lightkube.resources.core_v1 import Secret
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError

from deployer.app import PART_OF, load_app
from deployer.errors import DeployerError, first_of
from deployer.events import Event, Events
from deployer.frozen import Frozen
from deployer.operations.errors import RefusedError
from deployer.operations.facts import OfferFacts, Verb
from deployer.operations.jobs import Draft, Job
from deployer.operations.offers import offer_of
from deployer.operations.pin import Pin
from deployer.operations.planning import WORKS
from deployer.operations.redaction import Redactor, decoded
from deployer.operations.tokens import LIFE_SECONDS, Ledger, Promise
from deployer.results import AnyResult, Facts, Result, Status
from deployer.settings import settings
from deployer.tools.kube import connect

AnyContext = Context[Any, Any]
QUEUE = 1000
"""Events that wait to be sent; a client that is slower misses some, and holds up nothing."""


class Options(Frozen):
    """How a server was started."""

    on: str | None = None
    allow_changes: bool = False


class Desk:
    """Runs what the tools ask for.

    Args:
        options: How the server was started.
        ledger: The plans that wait.
    """

    def __init__(self, options: Options, ledger: Ledger | None = None) -> None:
        self.pin = Pin(options.on)
        self._may_change = options.allow_changes
        self._ledger = ledger or Ledger()
        self._changing = anyio.Lock()

    async def answer[F: Facts](
        self,
        context: AnyContext,
        kind: type[Result[F]],
        work: Callable[[Events], Awaitable[AnyResult]],
    ) -> Result[F]:
        """Run work and return its result without secrets.

        Raises:
            ToolError: What went wrong, why, and what helps, without secrets.
        """
        redactor = await self.redactor()
        try:
            async with sent_as_progress(context, redactor) as events:
                result = await work(events)
        except Exception as error:
            raise told(error, redactor) from error
        return kind.model_validate(
            redactor.json(result.model_dump(mode="json", serialize_as_any=True))
        )

    async def offer(self, job: Job, events: Events) -> Result[OfferFacts]:
        """Find out what a job would change; with a token, if this server may change things.

        Raises:
            RefusedError: It is none of what this server can do.
        """
        if job.verb not in (there := offer_of(self.pin.name).verbs):
            raise RefusedError(
                f"This server cannot {job.verb}: it runs in a pod.",
                cause=f"There it can only {', '.join(there)}.",
                cure=f"let the person run, in the checkout: ./todo {job.verb}",
            )
        draft = await self.draft(job, events)
        token = None
        if self._may_change and draft.changes:
            token = self._ledger.issue(job, draft)
        work = WORKS[job.verb]
        facts = OfferFacts(
            verb=job.verb,
            target=await self.pin.describe() if work.on_cluster else "this machine",
            changes=draft.changes,
            destructive=draft.destructive,
            token=token,
            expires_in_seconds=LIFE_SECONDS if token else 0,
            terminal=work.terminal(job, self.pin),
        )
        return Result(
            agent="pipeline",
            status=Status.DONE if draft.changes else Status.UNCHANGED,
            summary=f"{len(draft.changes)} changes." if draft.changes else "Nothing to do.",
            facts=facts,
            next_step=f"{job.verb}(token)" if token else facts.terminal,
        )

    async def draft(self, job: Job, events: Events) -> Draft:
        """Return what a job would do now."""
        return await WORKS[job.verb].draft(job, self.pin, events)

    def promised(self, token: str, verb: Verb) -> Promise:
        """Return the plan of a token; the token stays good.

        Raises:
            RefusedError: The token is not good for this.
        """
        return self._ledger.look(token, verb)

    def command_for(self, job: Job) -> str:
        """Return the command with which a person does the same."""
        return WORKS[job.verb].terminal(job, self.pin)

    async def carry_out(self, token: str, verb: Verb, events: Events) -> AnyResult:
        """Do what a token allows, if it is still what was shown.

        Raises:
            RefusedError: The token is not good, the world has changed since, or another change
                is under way.
        """
        if not self._may_change:
            raise RefusedError("This server only looks.", cure="./todo mcp --allow-changes")
        if self._changing.locked():
            raise RefusedError(
                "Another change is under way.",
                cause="Changes come one after the other.",
                cure="wait for it, then plan again",
            )
        async with self._changing:
            promise = self._ledger.take(token, verb)
            if (await self.draft(promise.job, events)).digest != promise.digest:
                raise RefusedError(
                    "What this plan would do has changed since it was shown.",
                    cause="Files or the cluster are not as they were then.",
                    cure=f"plan(verb={verb.value!r}) again, and read it",
                )
            return await WORKS[verb].do(promise.job, self.pin, events)

    async def redactor(self) -> Redactor:
        """Return a redactor that knows the user's secrets and those in the namespace."""
        mine = settings()
        known = [
            one.get_secret_value() for one in (mine.database_url, mine.openrouter_api_key) if one
        ]
        return Redactor([*known, *await self._secrets_of_namespace()])

    async def _secrets_of_namespace(self) -> list[str]:
        """Return the values of our Secrets; none where they cannot be read."""
        if self.pin.name is None or self.pin.is_local:
            return []
        app = load_app()
        try:
            async with connect(await self.pin.access(), app.namespace) as client:
                found = [
                    one
                    async for one in client.list(
                        Secret, namespace=app.namespace, labels={PART_OF: app.name}
                    )
                ]
        except (DeployerError, ApiError, httpx2.HTTPError):
            return []
        # Names of keys and of the app are no secrets, though a value may be one of them.
        public = {app.name, *app.services}
        values = [value for one in found for value in decoded(one.data or {})]
        return [value for value in values if value not in public]


@asynccontextmanager
async def sent_as_progress(context: AnyContext, redactor: Redactor) -> AsyncIterator[Events]:
    """Send events to the client as progress while the body runs."""
    sender, receiver = anyio.create_memory_object_stream[Event](QUEUE)

    async def send() -> None:
        done = 0
        async with receiver:
            async for event in receiver:
                done += 1
                said = " ".join(one for one in (event.step, event.phase.value, event.detail) if one)
                await context.report_progress(done, message=redactor.text(said))

    def events(event: Event) -> None:
        try:
            sender.send_nowait(event)
        except anyio.WouldBlock:
            return

    async with anyio.create_task_group() as group:
        group.start_soon(send)
        with sender:
            yield events


def told(error: Exception, redactor: Redactor) -> ToolError:
    """Return what the client is told of an error."""
    single = first_of(error) if isinstance(error, ExceptionGroup) else error
    if isinstance(single, DeployerError):
        return ToolError(redactor.text(str(single)))
    text = redactor.text(f"{type(single).__name__}: {' '.join(str(single).split())}"[:500])
    return ToolError(f"Something went wrong that we did not foresee.\n{text}")
