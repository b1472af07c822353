"""The right to change a namespace: one operator at a time, by a Lease that everybody can read."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from http import HTTPStatus

import anyio
import httpx2
from lightkube import ApiError, AsyncClient
from lightkube.models.coordination_v1 import LeaseSpec
from lightkube.models.meta_v1 import ObjectMeta
from lightkube.resources.coordination_v1 import Lease
from pydantic import ValidationError

from deployer.errors import DeployerError
from deployer.frozen import Frozen
from deployer.tools.kube import if_there, labels_of_ours, meta
from deployer.tools.operator import Operator, this_operator
from deployer.tools.together import together

OPERATOR = "dev.todo-chatbot/operator"
OPEN_SINCE = "dev.todo-chatbot/open-since"
DURATION = timedelta(seconds=45)
"""How long a holder that says nothing is believed to be at work."""
RENEW_SECONDS = 10.0
RELEASE_SECONDS = 5.0
TRIES = 3

Say = Callable[[str], None]


class Ending(StrEnum):
    """How a holder's time came to its end."""

    RELEASED = "released"
    DEAD = "dead"
    """Its process is proven to be gone."""
    SILENT = "silent"
    """It is on another machine and has not renewed the lease for too long."""


class Tenure(Frozen):
    """The time in which the holders before us may have left work unfinished."""

    who: str
    since: datetime
    until: datetime
    ending: Ending


class BusyError(DeployerError):
    """Somebody else is changing the namespace; nothing was touched.

    Args:
        namespace: Where.
        lease: What says so.
    """

    def __init__(self, namespace: str, lease: Lease) -> None:
        spec = lease.spec or LeaseSpec()
        since = f" since {spec.acquireTime:%H:%M:%S} UTC" if spec.acquireTime else ""
        super().__init__(
            f"Somebody else is changing namespace {namespace} right now.",
            cause=f"{spec.holderIdentity} is at work{since}.",
            cure="wait until that has ended, then run the same command again",
        )


class LeaseLostError(DeployerError):
    """The right to change the namespace was lost half-way."""


class Held:
    """A lease that is ours.

    Args:
        previous: Who had it before; None when nobody had.
        opened: From when on there may be unfinished work.
    """

    def __init__(self, previous: Tenure | None, opened: datetime) -> None:
        self.previous = previous
        self.opened = opened

    def settle(self) -> None:
        """Say that whatever was left unfinished before us is cleared up."""
        self.opened = datetime.now(UTC)


@asynccontextmanager
async def hold(client: AsyncClient, app: str, say: Say) -> AsyncIterator[Held]:
    """Hold the app's lease while the body runs, and give it back afterwards.

    Args:
        client: The cluster and the namespace.
        app: The app's name.
        say: Takes a line for the person who watches.

    Raises:
        BusyError: Somebody else holds it.
        LeaseLostError: It was taken from us; the body was cancelled.
    """
    me = this_operator()
    held, lease = await _acquire(client, app, me, say)
    keeper = _Keeper(client, lease, held)
    try:
        async with together() as group:
            group.start_soon(keeper.renew)
            yield held
            group.cancel_scope.cancel()
    finally:
        with anyio.move_on_after(RELEASE_SECONDS, shield=True):
            await keeper.release()


async def _acquire(client: AsyncClient, app: str, me: Operator, say: Say) -> tuple[Held, Lease]:
    name = f"{app}-deployer"
    for _ in range(TRIES):
        existing = await if_there(client.get(Lease, name))
        previous = await _ended(client, existing, say) if existing else None
        now = datetime.now(UTC)
        held = Held(previous, previous.since if previous else now)
        wanted = _lease(app, me, held, now)
        try:
            if existing is None:
                return held, await client.create(wanted)
            meta(wanted).resourceVersion = meta(existing).resourceVersion
            return held, await client.replace(wanted)
        except ApiError as error:
            if error.status.code != HTTPStatus.CONFLICT:
                raise
    raise DeployerError(
        f"The lease {name} changes hands too quickly.",
        cause=f"{TRIES} attempts to get it came too late.",
        cure="run the same command again",
    )


async def _ended(client: AsyncClient, lease: Lease, say: Say) -> Tenure | None:
    """Return the tenure of the holder before us.

    Raises:
        BusyError: It is not over.
    """
    spec, about = lease.spec or LeaseSpec(), meta(lease)
    notes = about.annotations or {}
    until = spec.renewTime or spec.acquireTime or datetime.now(UTC)
    since = spec.acquireTime or until
    with suppress(ValueError, KeyError):
        since = datetime.fromisoformat(notes[OPEN_SINCE])
    if not spec.holderIdentity:
        ending = Ending.RELEASED
    elif _is_dead(_note(lease)):
        ending = Ending.DEAD
    elif datetime.now(UTC) - until > DURATION and await _is_silent(client, lease, say):
        ending = Ending.SILENT
    else:
        raise BusyError(about.namespace or "", lease)
    return Tenure(who=spec.holderIdentity or "nobody", since=since, until=until, ending=ending)


def _is_dead(operator: str) -> bool:
    try:
        return Operator.model_validate_json(operator).has_ended
    except ValidationError:
        return False  # somebody else's note proves nothing


async def _is_silent(client: AsyncClient, lease: Lease, say: Say) -> bool:
    """Watch whether the lease is renewed: two machines' clocks may disagree about the time."""
    say(f"{_holder(lease)} has been silent for long; looking whether it still is")
    await anyio.sleep(RENEW_SECONDS * 1.5)
    now = await if_there(client.get(Lease, meta(lease).name or ""))
    return now is None or meta(now).resourceVersion == meta(lease).resourceVersion


def _lease(app: str, me: Operator, held: Held, since: datetime) -> Lease:
    return Lease(
        metadata=ObjectMeta(
            name=f"{app}-deployer",
            labels=labels_of_ours(app, "lease"),
            annotations={
                OPERATOR: me.model_dump_json(),
                OPEN_SINCE: held.opened.isoformat(),
            },
        ),
        spec=LeaseSpec(
            holderIdentity=me.name,
            acquireTime=since,
            renewTime=since,
            leaseDurationSeconds=int(DURATION.total_seconds()),
        ),
    )


class _Keeper:
    """Renews a lease, and gives it back."""

    def __init__(self, client: AsyncClient, lease: Lease, held: Held) -> None:
        self._client = client
        self._lease = lease
        self._held = held
        self._renewed = anyio.current_time()

    async def renew(self) -> None:
        """Renew until cancelled; an API that is away for a while is put up with.

        Raises:
            LeaseLostError: Somebody else has it, or it ran out.
        """
        while True:
            await anyio.sleep(RENEW_SECONDS)
            try:
                await self._write(holds=True)
            except (httpx2.HTTPError, ApiError) as error:
                if isinstance(error, ApiError) and error.status.code == HTTPStatus.NOT_FOUND:
                    return  # the namespace went, with all that was to be guarded
                self._check_overdue(error)

    async def release(self) -> None:
        """Give it back; what cannot be given back runs out by itself."""
        with suppress(httpx2.HTTPError, ApiError, LeaseLostError):
            await self._write(holds=False)

    def _check_overdue(self, error: Exception) -> None:
        if anyio.current_time() - self._renewed > DURATION.total_seconds():
            raise LeaseLostError(
                "The cluster was away for too long; the deployment was stopped.",
                cause=f"{type(error).__name__}: for {DURATION.total_seconds():.0f} s the lease "
                "could not be renewed.",
                cure="./todo up",
            ) from error

    async def _write(self, *, holds: bool) -> None:
        try:
            self._lease = await self._client.replace(self._renewed_lease(holds=holds))
        except ApiError as error:
            if error.status.code != HTTPStatus.CONFLICT:
                raise
            # An answer of before may have been lost on its way; then the newer one is ours too.
            current = await self._client.get(Lease, meta(self._lease).name or "")
            if _note(current) != _note(self._lease) or not _holder(current):
                raise LeaseLostError(
                    "Somebody else took over; the deployment was stopped.",
                    cause=f"{_holder(current) or 'Nobody'} holds the lease now.",
                    cure="./todo status",
                ) from error
            meta(self._lease).resourceVersion = meta(current).resourceVersion
            self._lease = await self._client.replace(self._renewed_lease(holds=holds))
        self._renewed = anyio.current_time()

    def _renewed_lease(self, *, holds: bool) -> Lease:
        spec, notes = self._lease.spec, meta(self._lease).annotations
        assert spec is not None and notes is not None  # noqa: S101, PT018 - made above
        spec.renewTime = datetime.now(UTC)
        notes[OPEN_SINCE] = self._held.opened.isoformat()
        if not holds:
            spec.holderIdentity = None
        return self._lease


def _note(lease: Lease) -> str:
    notes: dict[str, str] = meta(lease).annotations or {}
    return notes.get(OPERATOR, "")


def _holder(lease: Lease) -> str:
    return (lease.spec.holderIdentity if lease.spec else None) or ""
