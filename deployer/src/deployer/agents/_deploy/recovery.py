"""Frees a release that a helm which died left half-way, once it is proven that it died."""

from datetime import UTC, datetime, timedelta

from lightkube import AsyncClient
from lightkube.resources.core_v1 import Secret

from deployer.errors import DeployerError
from deployer.tools.helm import Revision
from deployer.tools.helm_records import last_revision
from deployer.tools.kube import if_there
from deployer.tools.lease import DURATION, Ending, Tenure

OURS_ELSEWHERE = timedelta(minutes=6)
"""A helm of ours on another machine gives up after five minutes; one more for its last words."""
ANYBODYS = timedelta(minutes=15)
"""Nobody's helm waits longer, unless it was told to."""
CLOCKS = timedelta(seconds=5)


async def recover(client: AsyncClient, name: str, previous: Tenure | None) -> Revision | None:
    """Free a release that was left pending; returns its last revision as it stands now.

    Only helm's note of the unfinished revision goes: what it had made in the cluster stays,
    and the next installation takes it over.

    Args:
        client: The cluster.
        name: The release.
        previous: Who may have left it so.

    Raises:
        DeployerError: It is pending, and whoever works on it may still be alive.
    """
    last = await last_revision(client, name)
    if last is None or not last.is_pending:
        return last
    ends = given_up_at(last, previous)
    if datetime.now(UTC) < ends:
        raise DeployerError(
            f"The release {name} is {last.info.status}: somebody's helm is at work on it.",
            cause=f"Nothing proves that it has ended; by {ends:%H:%M:%S} UTC it must have.",
            cure=f"wait for it, or, if you know that it is dead: helm rollback {name}",
        )
    await forget(client, last)
    return await last_revision(client, name)


def given_up_at(pending: Revision, previous: Tenure | None) -> datetime:
    """Return from when on the helm that works on a revision counts as dead."""
    began = pending.info.last_deployed or datetime.now(UTC)
    ours = previous and previous.since - CLOCKS <= began <= previous.until + DURATION
    if previous is None or not ours:
        return began + ANYBODYS
    # Who gave the lease back had ended its helm; so has one of this machine that is gone.
    return began + OURS_ELSEWHERE if previous.ending is Ending.SILENT else began


async def forget(client: AsyncClient, pending: Revision) -> None:
    """Remove helm's note of an unfinished revision."""
    await if_there(client.delete(Secret, f"sh.helm.release.v1.{pending.name}.v{pending.version}"))
