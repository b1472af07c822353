"""Keeps local mode in step with the sources while they are edited."""

from pathlib import Path

from watchfiles import DefaultFilter, awatch

from deployer.errors import DeployerError
from deployer.events import Event, Events, Phase
from deployer.pipeline.local_up import up_local
from deployer.results import LocalFacts, Result
from deployer.settings import ROOT

WATCHED = ("api/src", "api/alembic", "web/src", "web/public")


async def dev(events: Events) -> Result[LocalFacts]:
    """Bring local mode up, and again after each edit, until cancelled.

    A mistake in an edit is shown and the last good state keeps running.
    """
    result = await up_local(events)
    folders = [ROOT / name for name in WATCHED if (ROOT / name).is_dir()]
    async for changes in awatch(*folders, watch_filter=DefaultFilter()):
        names = sorted({Path(path).relative_to(ROOT).as_posix() for _, path in changes})
        events(Event(step="edit", phase=Phase.DONE, detail=", ".join(names[:3])))
        try:
            result = await up_local(events)
        except DeployerError as error:
            events(Event(step="restart", phase=Phase.FAILED, detail=str(error)))
    return result
